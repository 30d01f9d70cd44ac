//! What a browser waits for: the console's pages with 1,000 observations in a walk.

use std::time::Instant;

use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::transport::{HttpRequest, Transport};

use crate::Failure;
use crate::report::{Figure, median};
use crate::served::Served;

const ROW: &str = "pages";

/// A page with what it may cost.
struct Budget {
    name: &'static str,
    path: String,
    must_ms: f64,
    aim_ms: f64,
    must_kb: f64,
    aim_kb: f64,
}

/// Fetches each page as a browser does, compressed.
pub(crate) async fn measure(rounds: usize) -> Result<Vec<Figure>, Failure> {
    let http = HttpTransport::new(&[])?;
    let served = Served::start(&http).await?;
    let walk = served.told["large"]["walk"].as_str().ok_or("no walk")?;
    let mut figures = Vec::new();
    for page in pages(walk) {
        let first = fetch(&http, &served, &page.path).await?;
        let mut times = Vec::new();
        for _ in 0..rounds {
            times.push(fetch(&http, &served, &page.path).await?.0);
        }
        let name = page.name;
        figures.push(time(format!("{name}, first time"), first.0, &page, 4.0));
        figures.push(time(name.to_owned(), median(times), &page, 1.0));
        figures.push(Figure::alone(
            ROW,
            format!("{name}, bytes"),
            (first.1 / 1_000.0, "kB"),
            (page.must_kb, page.aim_kb),
        ));
    }
    Ok(figures)
}

fn pages(walk: &str) -> [Budget; 3] {
    let budget = |name, path, ms: (f64, f64), kb: (f64, f64)| Budget {
        name,
        path,
        must_ms: ms.0,
        aim_ms: ms.1,
        must_kb: kb.0,
        aim_kb: kb.1,
    };
    let walk = format!("/walks/{walk}");
    let map = format!("{walk}/map.json");
    [
        budget("list of walks", "/walks".into(), (50.0, 10.0), (20.0, 8.0)),
        budget("walk of 1,000", walk, (300.0, 100.0), (400.0, 150.0)),
        budget("its map's data", map, (300.0, 100.0), (4_000.0, 1_500.0)),
    ]
}

/// The first call after a change computes what the later ones are given.
fn time(name: String, value: f64, page: &Budget, patience: f64) -> Figure {
    let limits = (page.must_ms * patience, page.aim_ms * patience);
    Figure::alone(ROW, name, (value, "ms"), limits)
}

/// Milliseconds to the last byte, and bytes as they came over the socket.
async fn fetch(http: &HttpTransport, served: &Served, path: &str) -> Result<(f64, f64), Failure> {
    let request = HttpRequest {
        method: "GET",
        url: format!("{}{path}", served.url),
        headers: vec![
            ("Cookie", served.cookie.clone()),
            ("Accept", "text/html".to_owned()),
            ("Accept-Encoding", "gzip, zstd".to_owned()),
        ],
        body: Vec::new(),
    };
    let started = Instant::now();
    let answer = http.send(request).await?;
    let took_ms = started.elapsed().as_secs_f64() * 1_000.0;
    if answer.status == 200 {
        return Ok((took_ms, answer.body.len() as f64));
    }
    Err(format!("{path} answered {}", answer.status).into())
}
