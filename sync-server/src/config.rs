//! How the server is set up: flags before environment before a TOML file.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use clap::{Args, ValueEnum};
use serde::Deserialize;

const DEFAULT_LISTEN: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);
const DEFAULT_DATA: &str = "lykta-data";
const DEFAULT_TIME_ZONE: Tz = chrono_tz::Europe::Stockholm;

/// What can be set, in the places where it can be set.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// A TOML file with any of the options below
    #[arg(long, env = "LYKTA_CONFIG", global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// The folder of the database and the photos [default: lykta-data]
    #[arg(long, env = "LYKTA_DATA", global = true)]
    pub data: Option<PathBuf>,
    /// The folder of the codes' key and the journal of erasures [default: DATA.keep]
    #[arg(long, env = "LYKTA_KEEP", global = true)]
    pub keep: Option<PathBuf>,
    /// Where to listen; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, env = "LYKTA_LISTEN", global = true)]
    pub listen: Option<SocketAddr>,
    /// The address under which phones reach the server, such as <https://lykta.example>
    #[arg(long, env = "LYKTA_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// The certificate chain in PEM; with --tls-key the server speaks TLS itself
    #[arg(long, env = "LYKTA_TLS_CERT", global = true)]
    pub tls_cert: Option<PathBuf>,
    /// The private key in PEM
    #[arg(long, env = "LYKTA_TLS_KEY", global = true)]
    pub tls_key: Option<PathBuf>,
    /// Whom the base map must name, when not as it was added
    #[arg(long, env = "LYKTA_BASEMAP_ATTRIBUTION", global = true)]
    pub basemap_attribution: Option<String>,
    /// How the log on standard error is written [default: text]
    #[arg(long, env = "LYKTA_LOG_FORMAT", global = true)]
    pub log_format: Option<LogFormat>,
    /// The time zone of the times on pages [default: Europe/Stockholm]
    #[arg(long, env = "LYKTA_TIME_ZONE", global = true)]
    pub time_zone: Option<String>,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object a line, for machines
    Json,
}

/// The files that TLS needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// The certificate chain in PEM.
    pub cert: PathBuf,
    /// The private key in PEM.
    pub key: PathBuf,
}

/// How the server is set up, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The folder of the database and the photos.
    pub data: PathBuf,
    /// The folder of what outlives it.
    pub keep: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where phones reach the server, without a slash at the end.
    pub public_url: String,
    /// Certificate and key, when the server speaks TLS itself.
    pub tls: Option<Tls>,
    /// Whom the base map must name; empty when that was said as it was added.
    pub basemap_attribution: String,
    /// How the log is written.
    pub log_format: LogFormat,
    /// The time zone of the times on pages.
    pub time_zone: Tz,
}

/// What is wrong with the options.
#[derive(Debug, thiserror::Error)]
pub enum BadConfig {
    /// The file cannot be read.
    #[error("the file {} cannot be read: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file is not TOML, or has an option that does not exist.
    #[error("the file {} is not understood: {error}", path.display())]
    Toml {
        /// Which.
        path: PathBuf,
        /// Why.
        error: Box<toml::de::Error>,
    },
    /// Only one of two files is named.
    #[error("TLS needs both --tls-cert and --tls-key")]
    HalfTls,
    /// Not an address that phones can use.
    #[error(
        "--public-url must start with http:// or https:// and have no path, such as https://lykta.example"
    )]
    PublicUrl,
    /// The keep folder would go into the backups of the data.
    #[error(
        "--keep must lie outside of --data, so that a backup of the data does not hold the key"
    )]
    KeepInData,
    /// Not a time zone.
    #[error("--time-zone takes a name such as Europe/Stockholm")]
    TimeZone,
}

impl Config {
    /// Puts the options of flags, environment and file together.
    pub fn from_options(options: Options) -> Result<Self, BadConfig> {
        let file = match &options.config {
            Some(path) => read_file(path)?,
            None => Options::default(),
        };
        Self::check(options.or(file))
    }

    /// The configuration of a data folder with all else as it is by default.
    pub fn of_folder(data: impl Into<PathBuf>) -> Self {
        let options = Options {
            data: Some(data.into()),
            ..Options::default()
        };
        Self::check(options).expect("the defaults go together")
    }

    fn check(options: Options) -> Result<Self, BadConfig> {
        let data = options.data.unwrap_or_else(|| DEFAULT_DATA.into());
        let keep = options.keep.unwrap_or_else(|| beside(&data));
        if keep.starts_with(&data) {
            return Err(BadConfig::KeepInData);
        }
        let tls = match (options.tls_cert, options.tls_key) {
            (Some(cert), Some(key)) => Some(Tls { cert, key }),
            (None, None) => None,
            _ => return Err(BadConfig::HalfTls),
        };
        let listen = options.listen.unwrap_or(DEFAULT_LISTEN);
        let public_url = match options.public_url {
            Some(url) => check_url(&url)?,
            None => local_url(listen, tls.is_some()),
        };
        let basemap_attribution = options.basemap_attribution.unwrap_or_default();
        let time_zone = match options.time_zone {
            Some(name) => name.parse().map_err(|_| BadConfig::TimeZone)?,
            None => DEFAULT_TIME_ZONE,
        };
        Ok(Self {
            data,
            keep,
            listen,
            public_url,
            tls,
            basemap_attribution,
            log_format: options.log_format.unwrap_or_default(),
            time_zone,
        })
    }

    /// Whether browsers reach the server by TLS, its own or a proxy's.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

impl Options {
    fn or(self, other: Self) -> Self {
        Self {
            config: self.config,
            data: self.data.or(other.data),
            keep: self.keep.or(other.keep),
            listen: self.listen.or(other.listen),
            public_url: self.public_url.or(other.public_url),
            tls_cert: self.tls_cert.or(other.tls_cert),
            tls_key: self.tls_key.or(other.tls_key),
            basemap_attribution: self.basemap_attribution.or(other.basemap_attribution),
            log_format: self.log_format.or(other.log_format),
            time_zone: self.time_zone.or(other.time_zone),
        }
    }
}

fn read_file(path: &Path) -> Result<Options, BadConfig> {
    let path = path.to_path_buf();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => return Err(BadConfig::File { path, error }),
    };
    toml::from_str(&text).map_err(|error| BadConfig::Toml {
        path,
        error: Box::new(error),
    })
}

fn beside(data: &Path) -> PathBuf {
    let mut name = data.file_name().unwrap_or_default().to_os_string();
    name.push(".keep");
    data.with_file_name(name)
}

fn check_url(url: &str) -> Result<String, BadConfig> {
    let url = url.trim_end_matches('/');
    let host = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '#', '?', ' ']) => {
            Ok(url.to_owned())
        }
        _ => Err(BadConfig::PublicUrl),
    }
}

/// The address of a server that nobody gave a name.
pub fn local_url(listen: SocketAddr, tls: bool) -> String {
    let scheme = if tls { "https" } else { "http" };
    format!("{scheme}://{listen}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_come_before_the_file_and_the_file_before_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lykta.toml");
        std::fs::write(
            &path,
            "data = '/srv/a'\npublic_url = 'https://lykta.example/'",
        )
        .unwrap();
        let options = Options {
            config: Some(path),
            data: Some("/srv/b".into()),
            ..Options::default()
        };
        let config = Config::from_options(options).unwrap();
        assert_eq!(config.data, PathBuf::from("/srv/b"));
        assert_eq!(config.keep, PathBuf::from("/srv/b.keep"));
        assert_eq!(config.public_url, "https://lykta.example");
        assert_eq!(config.listen, DEFAULT_LISTEN);
    }

    #[test]
    fn what_does_not_go_together_is_said() {
        let with = |change: fn(&mut Options)| {
            let mut options = Options::default();
            change(&mut options);
            Config::from_options(options)
        };
        assert!(matches!(
            with(|o| o.tls_cert = Some("a.pem".into())),
            Err(BadConfig::HalfTls)
        ));
        assert!(matches!(
            with(|o| o.public_url = Some("lykta.example".into())),
            Err(BadConfig::PublicUrl)
        ));
        assert!(matches!(
            with(|o| o.keep = Some("lykta-data/keep".into())),
            Err(BadConfig::KeepInData)
        ));
        assert!(matches!(
            with(|o| o.time_zone = Some("Mars/Crater".into())),
            Err(BadConfig::TimeZone)
        ));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lykta.toml");
        std::fs::write(&path, "dta = 'x'").unwrap();
        let options = Options {
            config: Some(path),
            ..Options::default()
        };
        let error = Config::from_options(options).unwrap_err().to_string();
        assert!(error.contains("dta"), "{error}");
    }
}
