//! What the coordinator's page of the walk says while everything comes in.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use lykta_core::id::EntityId;
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::transport::{HttpRequest, Transport};
use lykta_tests::{Failure, add_person, sign_in};
use tokio::runtime::Runtime;

use crate::runtime;

/// What a page claims.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Claims {
    /// Observations that came.
    pub(crate) observations: usize,
    /// Photos whose files came.
    pub(crate) photos_here: usize,
    /// Phones that hold nothing more, by their replicas.
    pub(crate) empty_phones: BTreeSet<String>,
}

/// Somebody of the office in front of a browser.
pub(crate) struct Viewer {
    runtime: Runtime,
    cookie: String,
    page: String,
}

impl Viewer {
    /// Signs in.
    pub(crate) fn signs_in(data: &Path, url: &str, walk: EntityId) -> Result<Self, Failure> {
        add_person(data)?;
        let runtime = runtime()?;
        let http = HttpTransport::new(&[])?;
        let cookie = runtime.block_on(sign_in(&http, url))?;
        Ok(Self {
            runtime,
            cookie,
            page: format!("{url}/walks/{walk}"),
        })
    }

    /// Looks at the page; returns what it says, and how long it took.
    pub(crate) fn looks(&self) -> Result<(Claims, Duration), Failure> {
        let request = HttpRequest {
            method: "GET",
            url: self.page.clone(),
            headers: vec![
                ("Cookie", self.cookie.clone()),
                ("Accept-Language", "en".to_owned()),
            ],
            body: Vec::new(),
        };
        // A browser notices by itself when the server has closed an old connection.
        let http = HttpTransport::new(&[])?;
        let started = Instant::now();
        let answer = self.runtime.block_on(http.send(request))?;
        let took = started.elapsed();
        if answer.status != 200 {
            return Err(format!("the walk's page was answered {}", answer.status).into());
        }
        let html = String::from_utf8(answer.body)?;
        Ok((read(&html).ok_or("the page has no figures")?, took))
    }
}

/// Reads what a page claims; nothing when it is another page.
fn read(html: &str) -> Option<Claims> {
    let photos = figure(html, &["photo", "photos"])?;
    let on_phones = ["photo still on a phone", "photos still on phones"];
    let on_phones = figure(html, &on_phones).unwrap_or(0);
    Some(Claims {
        observations: figure(html, &["observation", "observations"])?,
        photos_here: photos - on_phones,
        empty_phones: empty_phones(html),
    })
}

/// The number beside one of these words.
fn figure(html: &str, words: &[&str]) -> Option<usize> {
    let mut found = words.iter().filter_map(|words| {
        let (_, after) = html.split_once(&format!("<dt>{words}</dt><dd>"))?;
        let number = after.split('<').next()?;
        number
            .replace(|c: char| !c.is_ascii_digit(), "")
            .parse()
            .ok()
    });
    found.next()
}

fn empty_phones(html: &str) -> BTreeSet<String> {
    let Some((_, table)) = html.split_once("<section id=\"phones\"") else {
        return BTreeSet::new();
    };
    let table = table.split("</section>").next().unwrap_or_default();
    let rows = table
        .split("<tr>")
        .filter(|row| row.contains("data-state=\"visible\""));
    let named = rows.filter_map(|row| {
        let (_, after) = row.split_once("/phones/")?;
        Some(after.split('"').next()?.to_owned())
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_phones_are_read_from_a_page() {
        let html = r#"<div><dt>observations</dt><dd>1 204</dd></div>
            <div><dt>photos</dt><dd>9</dd></div>
            <div><dt>photos still on phones</dt><dd>4</dd></div>
            <section id="phones"><tr><th>Phone</th></tr>
            <tr><a href="/walks/w/phones/aa">x</a><span data-state="visible">Nothing</span></tr>
            <tr><a href="/walks/w/phones/bb">x</a><span data-state="on_phone">One</span></tr>
            </section>"#;
        let claims = Claims {
            observations: 1_204,
            photos_here: 5,
            empty_phones: BTreeSet::from(["aa".to_owned()]),
        };
        assert_eq!(read(html), Some(claims));
        assert_eq!(read("<p>sign in</p>"), None);
    }
}
