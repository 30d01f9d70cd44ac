//! Where a request comes from, as far as attempts to sign in are counted.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::request::Parts;

/// The caller's network address; of IPv6 the part that one subscriber has.
pub(super) struct Address(pub(super) String);

impl<S: Sync> FromRequestParts<S> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(address)| address.ip());
        Ok(Self(address_of(peer, &parts.headers)))
    }
}

/// A proxy on this machine is believed when it says for whom it asks.
fn address_of(peer: Option<IpAddr>, headers: &HeaderMap) -> String {
    let Some(peer) = peer else {
        return "unknown".to_owned();
    };
    let said = headers.get_all("x-forwarded-for").iter().next_back();
    let said = said.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    network_of(said.filter(|_| peer.is_loopback()).unwrap_or(peer))
}

fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            format!("{}/64", Ipv6Addr::from_bits(network))
        }
        IpAddr::V4(address) => address.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            "198.51.100.1, 192.0.2.7".parse().unwrap(),
        );
        let from = |peer: &str| address_of(peer.parse().ok(), &headers);
        assert_eq!(from("127.0.0.1"), "192.0.2.7");
        assert_eq!(from("203.0.113.5"), "203.0.113.5");
        assert_eq!(from("2001:db8:1:2:3::9"), "2001:db8:1:2::/64");
        assert_eq!(from("::ffff:203.0.113.5"), "203.0.113.5");
        assert_eq!(from("nowhere"), "unknown");
    }
}
