//! Counts and times for those who run the server. Nothing in them tells who did what.

use std::sync::Arc;
use std::time::Duration;

use metrics::{Key, Label, Metadata, Recorder};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

const METADATA: Metadata<'static> = Metadata::new("lykta", metrics::Level::INFO, None);

/// The server's own recorder; there is no global one.
#[derive(Clone)]
pub struct Metrics(Arc<Parts>);

struct Parts {
    recorder: PrometheusRecorder,
    handle: PrometheusHandle,
}

impl Default for Metrics {
    fn default() -> Self {
        let recorder = PrometheusBuilder::new().build_recorder();
        let handle = recorder.handle();
        Self(Arc::new(Parts { recorder, handle }))
    }
}

impl Metrics {
    /// Adds to a counter.
    pub fn count(&self, name: &'static str, by: u64) {
        let counter = self
            .0
            .recorder
            .register_counter(&Key::from_static_name(name), &METADATA);
        counter.increment(by);
    }

    /// Counts an answered call and how long it took. `route` is the pattern, never the path.
    pub fn answered(&self, route: &str, status: u16, took: Duration) {
        let labels = vec![
            Label::new("route", route.to_owned()),
            Label::new("status", status.to_string()),
        ];
        let requests = Key::from_parts("lykta_requests_total", labels.clone());
        self.0
            .recorder
            .register_counter(&requests, &METADATA)
            .increment(1);
        let seconds = Key::from_parts("lykta_request_seconds", labels);
        let histogram = self.0.recorder.register_histogram(&seconds, &METADATA);
        histogram.record(took.as_secs_f64());
    }

    /// All of them in Prometheus' text format.
    pub fn render(&self) -> String {
        self.0.handle.run_upkeep();
        self.0.handle.render()
    }
}
