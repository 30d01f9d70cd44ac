//! Roughly which browser somebody uses: enough to know one's own again, and nothing more.

use axum::http::{HeaderMap, header};

/// What a browser calls itself, and what people call it. Most say they are several: the first
/// that fits is the one.
const BROWSERS: [(&str, &str); 6] = [
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
];

/// Such as `Firefox, Windows`; empty when the browser says nothing that is known.
pub(super) fn of(headers: &HeaderMap) -> String {
    let said = headers.get(header::USER_AGENT);
    let said = said.and_then(|value| value.to_str().ok()).unwrap_or("");
    let find = |names: &[(&str, &'static str)]| {
        let named = names.iter().find(|(name, _)| said.contains(name));
        named.map(|(_, plain)| *plain)
    };
    let known: Vec<_> = [find(&BROWSERS), find(&SYSTEMS)]
        .into_iter()
        .flatten()
        .collect();
    known.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_known_roughly_and_what_it_says_is_not_kept() {
        let told = |said: &str| {
            of(&[(header::USER_AGENT, said.parse().unwrap())]
                .into_iter()
                .collect())
        };
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
             Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
        assert_eq!(told(edge), "Edge, Windows");
        let firefox = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
        assert_eq!(told(firefox), "Firefox, Android");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1";
        assert_eq!(told(phone), "Safari, iPhone");
        assert_eq!(told("<script>alert(1)</script>"), "");
        assert_eq!(of(&HeaderMap::new()), "");
    }
}
