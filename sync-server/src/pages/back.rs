//! Where to go after something that came between: a page of this server, never another site.

use axum::http::Uri;

/// A longer address was not made by one of our pages.
const LONGEST: usize = 1_000;
/// Where one lands who asked for nothing else.
const START: &str = "/walks";

/// The path with its query, if it leads to this server whatever a browser makes of it.
pub(super) fn local(path: &str) -> Option<&str> {
    // Browsers read a backslash as a slash, and leave out tabs and line breaks.
    let is_plain = path.len() <= LONGEST
        && path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    let is_path = is_plain
        && path
            .parse::<Uri>()
            .is_ok_and(|uri| uri.authority().is_none());
    is_path.then_some(path)
}

/// The page to show after signing in.
pub(super) fn after_sign_in(asked: &str) -> &str {
    let asked = local(asked).filter(|path| !path.starts_with("/sign-"));
    asked.unwrap_or(START)
}

/// The sign-in page, which leads on to what was asked for.
pub(super) fn sign_in_for(asked: Option<&str>) -> String {
    match asked.and_then(local) {
        Some(path) if path != START => format!("/sign-in?to={}", in_query(path)),
        _ => "/sign-in".to_owned(),
    }
}

fn in_query(text: &str) -> String {
    let bytes = text.bytes().map(|byte| match byte {
        b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_another_site() {
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "javascript:alert(1)",
            "/walks\r\nSet-Cookie: a=b",
            " /walks",
            "walks",
            "",
        ] {
            assert_eq!(after_sign_in(elsewhere), START, "{elsewhere}");
        }
        assert_eq!(after_sign_in("/walks/1?kind=safe"), "/walks/1?kind=safe");
        assert_eq!(after_sign_in("/sign-in?to=/sign-in"), START);
    }

    #[test]
    fn what_was_asked_for_is_kept_whole() {
        assert_eq!(sign_in_for(Some("/people")), "/sign-in?to=/people");
        let asked = sign_in_for(Some("/walks/1?a=b&c=%20"));
        assert_eq!(asked, "/sign-in?to=/walks/1%3Fa%3Db%26c%3D%2520");
        assert_eq!(sign_in_for(Some("/walks")), "/sign-in");
        assert_eq!(sign_in_for(None), "/sign-in");
    }
}
