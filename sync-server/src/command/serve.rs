//! `serve`: answer until told to stop.

use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;

use super::CommandError;
use crate::app::app;
use crate::config::{Config, Tls, local_url};
use crate::state::AppState;

/// How long running calls may take to end after the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until SIGTERM or SIGINT, then finishes what was begun.
pub(super) async fn serve(mut config: Config) -> Result<(), CommandError> {
    log_to_stderr();
    let listener = TcpListener::bind(config.listen).map_err(|error| {
        CommandError::Failed(format!("cannot listen on {}: {error}", config.listen))
    })?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let url = local_url(address, config.tls.is_some());
    // Without a name of its own the server is known by the port that it got.
    if config.public_url == local_url(config.listen, config.tls.is_some()) {
        config.public_url.clone_from(&url);
    }
    let tls = config.tls.clone();
    let state = AppState::open(config)?;
    let handle = Handle::new();
    tokio::spawn(stop_when_told(handle.clone(), told_to_stop()?));
    announce(&url);
    run(listener, tls, handle, state.clone()).await?;
    state.db.close().await;
    Ok(())
}

async fn run(
    listener: TcpListener,
    tls: Option<Tls>,
    handle: Handle<SocketAddr>,
    state: AppState,
) -> Result<(), CommandError> {
    let service = app(state).into_make_service_with_connect_info::<SocketAddr>();
    match tls {
        Some(tls) => {
            let _ = rustls::crypto::ring::default_provider().install_default();
            let pem = RustlsConfig::from_pem_file(&tls.cert, &tls.key).await;
            let pem = pem.map_err(|error| {
                CommandError::Failed(format!("the certificate or key cannot be used: {error}"))
            })?;
            let server = axum_server::from_tcp_rustls(listener, pem)?;
            server.handle(handle).serve(service).await?;
        }
        None => {
            let server = axum_server::from_tcp(listener)?;
            server.handle(handle).serve(service).await?;
        }
    }
    Ok(())
}

fn log_to_stderr() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_env("LYKTA_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // Only the first of several servers in one process sets it up.
    let _ = subscriber.try_init();
}

#[expect(clippy::print_stdout, reason = "scripts read the address from here")]
fn announce(url: &str) {
    println!("listening on {url}");
}

async fn stop_when_told(handle: Handle<SocketAddr>, told: impl Future<Output = ()>) {
    told.await;
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
