//! Counts and times for those who run the server. Nothing in them tells who did what.

use std::sync::Arc;
use std::time::Duration;

use metrics::{Counter, Gauge, Key, Label, Metadata, Recorder};
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
        let key = Key::from_static_name(name);
        self.counter(&key).increment(by);
    }

    /// Adds to the counter of one label, whose values are few and tell of nobody.
    pub fn count_of(&self, name: &'static str, label: (&'static str, &'static str), by: u64) {
        self.counter(&labelled(name, label)).increment(by);
    }

    /// Says how much there is of something now.
    pub fn set(&self, name: &'static str, to: u64) {
        self.gauge(&Key::from_static_name(name)).set(to as f64);
    }

    /// The same of one label.
    pub fn set_of(&self, name: &'static str, label: (&'static str, &'static str), to: u64) {
        self.gauge(&labelled(name, label)).set(to as f64);
    }

    /// Takes down one of many measured values.
    pub fn record(&self, name: &'static str, value: f64) {
        let key = Key::from_static_name(name);
        let histogram = self.0.recorder.register_histogram(&key, &METADATA);
        histogram.record(value);
    }

    fn counter(&self, key: &Key) -> Counter {
        self.0.recorder.register_counter(key, &METADATA)
    }

    fn gauge(&self, key: &Key) -> Gauge {
        self.0.recorder.register_gauge(key, &METADATA)
    }

    /// Counts an answered call and how long it took. `route` is the pattern, never the path.
    pub fn answered(&self, route: &str, status: u16, took: Duration) {
        let labels = vec![
            Label::new("route", route.to_owned()),
            Label::new("status", status.to_string()),
        ];
        let requests = Key::from_parts("lykta_requests_total", labels.clone());
        self.counter(&requests).increment(1);
        let seconds = Key::from_parts("lykta_request_seconds", labels);
        let histogram = self.0.recorder.register_histogram(&seconds, &METADATA);
        histogram.record(took.as_secs_f64());
    }

    /// Takes down a commit: how many calls shared it and how long it took.
    pub fn committed(&self, jobs: usize, took: Duration) {
        self.count("lykta_commits_total", 1);
        self.record("lykta_commit_jobs", jobs as f64);
        self.record("lykta_commit_seconds", took.as_secs_f64());
    }

    /// All of them in Prometheus' text format.
    pub fn render(&self) -> String {
        self.0.handle.run_upkeep();
        self.0.handle.render()
    }
}

fn labelled(name: &'static str, (label, value): (&'static str, &'static str)) -> Key {
    Key::from_parts(name, vec![Label::from_static_parts(label, value)])
}
