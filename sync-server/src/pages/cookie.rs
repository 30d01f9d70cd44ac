//! Cookies: reading one of a request, and writing one that lasts.

use axum::http::{HeaderMap, header};

/// The value of a cookie that the browser sent.
pub(super) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let sent = headers.get_all(header::COOKIE).iter();
    let pairs = sent
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    let mut values = pairs.filter_map(|pair| pair.trim().split_once('='));
    values.find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// A `Set-Cookie` that no script and no other site gets hold of; 0 seconds takes it away.
pub(super) fn write(name: &str, value: &str, lasts_s: i64, is_secure: bool) -> String {
    let secure = if is_secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={lasts_s}; HttpOnly; SameSite=Lax{secure}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "not_lykta=1; lykta=2".parse().unwrap());
        headers.append(header::COOKIE, "other=3".parse().unwrap());
        assert_eq!(read(&headers, "lykta"), Some("2"));
        assert_eq!(read(&headers, "other"), Some("3"));
        assert_eq!(read(&headers, "lyk"), None);
    }
}
