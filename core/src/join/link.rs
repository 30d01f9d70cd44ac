//! Join links: the address of the server and, in the fragment, the code and a few words.

use std::fmt;
use std::str::FromStr;

use super::{Code, CodeText, NotACode};

/// Why a text is no join link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotALink {
    /// It does not look like `https://host/join#code`.
    #[error("not a join link: it looks like https://host/join#code")]
    Form,
    /// The code in it is no code.
    #[error(transparent)]
    Code(#[from] NotACode),
}

/// What a join link carries; all but the server's address is in the fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinLink {
    /// The server, such as `https://lykta.example`, without a slash at the end.
    pub server: String,
    /// The code.
    pub code: CodeText,
    /// The walk's name, to be shown before there is a network.
    pub walk_name: String,
    /// The language of the walk's words, such as `sv`.
    pub language: String,
    /// The version of the form, so that a newer one is noticed.
    pub form: u32,
}

impl JoinLink {
    /// What the code says.
    pub fn read_code(&self) -> Result<Code, NotACode> {
        self.code.read()
    }
}

impl fmt::Display for JoinLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = escape(&self.walk_name);
        write!(f, "{}/join#{}", self.server, self.code)?;
        write!(f, "&n={name}&l={}&f={}", escape(&self.language), self.form)
    }
}

impl FromStr for JoinLink {
    type Err = NotALink;

    fn from_str(text: &str) -> Result<Self, NotALink> {
        let (address, fragment) = text.trim().split_once('#').ok_or(NotALink::Form)?;
        let server = address.strip_suffix("/join").ok_or(NotALink::Form)?;
        if !(server.starts_with("https://") || server.starts_with("http://")) {
            return Err(NotALink::Form);
        }
        let mut parts = fragment.split('&');
        let code: CodeText = parts.next().unwrap_or_default().parse()?;
        code.read()?;
        let mut link = Self {
            server: server.to_owned(),
            code,
            walk_name: String::new(),
            language: "sv".to_owned(),
            form: 1,
        };
        for (name, value) in parts.filter_map(|part| part.split_once('=')) {
            match name {
                "n" => link.walk_name = unescape(value),
                "l" => link.language = unescape(value),
                "f" => link.form = value.parse().unwrap_or(1),
                _ => {}
            }
        }
        Ok(link)
    }
}

/// Percent-encodes all but letters, digits and `-._~` (RFC 3986 §2.3).
fn escape(text: &str) -> String {
    use fmt::Write;
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    escaped
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = if first == b'%' { tail.get(..2) } else { None };
        let decoded = hex.and_then(|hex| hex::decode(hex).ok());
        if let Some(decoded) = decoded {
            bytes.extend(decoded);
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Role;
    use crate::id::EntityId;
    use crate::join::CodeKey;
    use crate::seam::SystemIds;
    use crate::time::Timestamp;

    fn link(name: &str) -> JoinLink {
        let code = Code {
            walk: EntityId::random(&SystemIds, Timestamp(1)),
            group: None,
            role: Role::Coordinator,
            planned_end: Timestamp(60_000),
        };
        JoinLink {
            server: "https://lykta.example".into(),
            code: code.issue(&CodeKey::random(&SystemIds), &SystemIds),
            walk_name: name.into(),
            language: "sv".into(),
            form: 1,
        }
    }

    #[test]
    fn a_link_is_read_as_it_was_written() {
        for name in ["", "Kvällsvandring på Ön & i hamnen", "100 % #1 =+/?"] {
            let link = link(name);
            let text = link.to_string();
            assert!(!text.contains('?') && text.is_ascii(), "{text}");
            assert_eq!(text.parse(), Ok(link));
        }
    }

    #[test]
    fn what_is_no_link_says_so() {
        let form = Err(NotALink::Form);
        assert_eq!("".parse::<JoinLink>(), form);
        assert_eq!("https://lykta.example/join".parse::<JoinLink>(), form);
        assert_eq!("ftp://lykta.example/join#A".parse::<JoinLink>(), form);
        let whole = link("x").to_string();
        let half = &whole[..60];
        assert_eq!(
            half.parse::<JoinLink>(),
            Err(NotALink::Code(NotACode::Incomplete))
        );
    }
}
