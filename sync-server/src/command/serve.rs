//! `serve`: answer until told to stop.

use std::fs::{File, TryLockError};
use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use tokio::net::TcpSocket;

use super::CommandError;
use crate::app::app;
use crate::config::{Config, LogFormat, Tls, local_url};
use crate::durable::make_folder;
use crate::photos;
use crate::state::AppState;

/// How long running calls may take to end after the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);
/// Connections that wait to be taken; the system may allow fewer.
const MOST_WAITING: u32 = 4_096;
/// What a connection brought and nobody has read yet: a thousand of them must fit into memory.
const UNREAD_BYTES: usize = 64 * 1024;
/// Held by the server that serves a data folder.
const LOCK: &str = "serving.lock";

/// Serves until SIGTERM or SIGINT, then finishes what was begun.
pub(super) async fn serve(mut config: Config) -> Result<(), CommandError> {
    log_to_stderr(config.log_format);
    open_many_files();
    check_folder("--data", &config.data)?;
    if config.keep.exists() {
        check_folder("--keep", &config.keep)?;
    }
    let _alone = serve_alone(&config.data)?;
    let tls = match &config.tls {
        Some(tls) => Some(read_tls(tls).await?),
        None => None,
    };
    let listener = listen(config.listen)?;
    let url = local_url(listener.local_addr()?, tls.is_some());
    // Without a name of its own the server is known by the port that it got.
    if config.public_url == local_url(config.listen, tls.is_some()) {
        config.public_url.clone_from(&url);
    }
    let state = AppState::open(config)?;
    photos::start(&state).await?;
    let handle = Handle::new();
    tokio::spawn(stop_when_told(
        handle.clone(),
        state.clone(),
        told_to_stop()?,
    ));
    announce(&url);
    run(listener, tls, handle, state.clone()).await?;
    state.close().await;
    Ok(())
}

/// Each phone that sends has two connections and two files open: five hundred of them need more
/// than a system gives a program that does not ask. Where it may not have more, it serves fewer.
#[cfg(unix)]
fn open_many_files() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let most = Rlimit {
        current: maximum,
        maximum,
    };
    if let Err(error) = setrlimit(Resource::Nofile, most) {
        tracing::warn!(%error, "the number of open files stays as it is");
    }
}

#[cfg(not(unix))]
fn open_many_files() {}

/// Finds out before anybody is answered whether a folder can be written.
fn check_folder(option: &str, folder: &Path) -> Result<(), CommandError> {
    let probe = folder.join(".probe");
    let written = make_folder(folder)
        .and_then(|()| std::fs::write(&probe, b""))
        .and_then(|()| std::fs::remove_file(&probe));
    written.map_err(|error| {
        CommandError::Failed(format!(
            "{option} {} cannot be written: {error}; choose a folder of the server's own user",
            folder.display()
        ))
    })
}

/// Locks the data folder for as long as the file lives: two servers would not know of each
/// other's uploads. The office's commands run beside one server and need no lock.
fn serve_alone(data: &Path) -> Result<File, CommandError> {
    let path = data.join(LOCK);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::Error(error)) => Err(error.into()),
        Err(TryLockError::WouldBlock) => Err(CommandError::Failed(format!(
            "another server serves {}: stop it first, or choose another folder with --data",
            data.display()
        ))),
    }
}

async fn read_tls(tls: &Tls) -> Result<RustlsConfig, CommandError> {
    for (option, path) in [("--tls-cert", &tls.cert), ("--tls-key", &tls.key)] {
        std::fs::read(path).map_err(|error| {
            CommandError::Failed(format!(
                "{option} {} cannot be read: {error}",
                path.display()
            ))
        })?;
    }
    let _ = rustls::crypto::ring::default_provider().install_default();
    let pem = RustlsConfig::from_pem_file(&tls.cert, &tls.key).await;
    pem.map_err(|error| {
        CommandError::Failed(format!(
            "the certificate {} and the key {} cannot be used: {error}; \
             both must be PEM and belong together",
            tls.cert.display(),
            tls.key.display()
        ))
    })
}

fn listen(address: SocketAddr) -> Result<TcpListener, CommandError> {
    listen_for_many(address).map_err(|error| {
        CommandError::Failed(format!(
            "cannot listen on {address}: {error}; choose another address with --listen"
        ))
    })
}

/// More may wait to be answered than std's 128: phones beyond those try again after seconds.
fn listen_for_many(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // As std does: a server that was killed may start again at once. Elsewhere it means more.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(MOST_WAITING)?.into_std()
}

async fn run(
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    handle: Handle<SocketAddr>,
    state: AppState,
) -> Result<(), CommandError> {
    let service = app(state).into_make_service_with_connect_info::<SocketAddr>();
    if let Some(tls) = tls {
        let mut server = axum_server::from_tcp_rustls(listener, tls)?;
        server.http_builder().http1().max_buf_size(UNREAD_BYTES);
        server.handle(handle).serve(service).await?;
    } else {
        let mut server = axum_server::from_tcp(listener)?;
        server.http_builder().http1().max_buf_size(UNREAD_BYTES);
        server.handle(handle).serve(service).await?;
    }
    Ok(())
}

/// What is logged, unless `LYKTA_LOG` says otherwise. Nothing that is logged names anybody.
fn log_to_stderr(format: LogFormat) {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("LYKTA_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // Only the first of several servers in one process sets it up.
    let _ = match format {
        LogFormat::Text => subscriber.try_init(),
        LogFormat::Json => subscriber.json().flatten_event(true).try_init(),
    };
}

#[expect(clippy::print_stdout, reason = "scripts read the address from here")]
fn announce(url: &str) {
    println!("listening on {url}");
}

async fn stop_when_told(
    handle: Handle<SocketAddr>,
    state: AppState,
    told: impl Future<Output = ()>,
) {
    told.await;
    // Streams of news have no end of their own: waiting for them would take all of the grace.
    state.pages.end_streams();
    handle.graceful_shutdown(Some(GRACE));
}

#[cfg(unix)]
fn told_to_stop() -> Result<impl Future<Output = ()>, CommandError> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn told_to_stop() -> Result<impl Future<Output = ()>, CommandError> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[tokio::test]
    async fn five_hundred_phones_may_wait_to_be_answered() {
        let listener = listen(([127, 0, 0, 1], 0).into()).unwrap();
        let address = listener.local_addr().unwrap();
        // Nobody takes them; one that finds no place is not heard for a second and more.
        let waits = |_| TcpStream::connect_timeout(&address, Duration::from_millis(900));
        let waiting: Result<Vec<TcpStream>, _> = (0..500).map(waits).collect();
        assert!(waiting.is_ok(), "{waiting:?}");
    }
}
