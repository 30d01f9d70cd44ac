//! The floor's server: rows in, rows out, photos in.

use std::fs::File;
use std::io::Write;
use std::path::{Path as FilePath, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use axum::serve::ListenerExt;
use lykta_core::id::ShortHash;
use lykta_core::sync::wire::{Encoding, Payload};
use lykta_tests::ANNOUNCEMENT;
use rusqlite::Connection;
use tokio::net::TcpListener;

use super::wire::{MAX_BYTES, Page, Push, Row, Taken};
use super::writer::Writer;
use crate::{Failure, say};

#[derive(Clone)]
struct Floor {
    writer: Writer,
    reader: Arc<Mutex<Connection>>,
    photos: PathBuf,
}

/// Serves a folder until it is killed.
pub(crate) async fn serve(folder: &FilePath) -> Result<(), Failure> {
    let photos = folder.join("photos");
    std::fs::create_dir_all(&photos)?;
    let database = super::database(folder);
    let floor = Floor {
        writer: Writer::start(&database)?,
        reader: Arc::new(Mutex::new(super::open(&database, super::SERVER)?)),
        photos,
    };
    let router = Router::new()
        .route("/rows", post(push))
        .route("/rows/{after}", get(pull))
        .route("/photos/{hash}", put(photo))
        .layer(DefaultBodyLimit::disable())
        .with_state(floor);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    say(&format!("{ANNOUNCEMENT}http://{}", listener.local_addr()?));
    // A kernel that cannot do it is as slow as it is.
    let listener = listener.tap_io(|socket| drop(socket.set_nodelay(true)));
    Ok(axum::serve(listener, router).await?)
}

async fn push(State(floor): State<Floor>, body: Bytes) -> Result<Vec<u8>, StatusCode> {
    let push: Push = Encoding::Packed
        .decode(&body)
        .map_err(|_| StatusCode::BAD_REQUEST)?;
    let rows = floor.writer.write(push.rows).await.map_err(broken)?;
    Ok(Encoding::Packed.encode(&Taken { rows }))
}

async fn pull(State(floor): State<Floor>, Path(after): Path<i64>) -> Result<Vec<u8>, StatusCode> {
    let read = tokio::task::spawn_blocking(move || {
        let connection = floor.reader.lock().unwrap_or_else(PoisonError::into_inner);
        page(&connection, after)
    });
    let page = read.await.map_err(broken)?.map_err(broken)?;
    Ok(Encoding::Packed.encode(&page))
}

fn page(connection: &Connection, after: i64) -> rusqlite::Result<Page> {
    let sql = "SELECT position, id, bytes FROM thing WHERE position > ?1 ORDER BY position";
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = statement.query([after])?;
    let (mut rows, mut position, mut bytes) = (Vec::new(), after, 0);
    while let Some(row) = found.next()? {
        let payload: Vec<u8> = row.get(2)?;
        bytes += payload.len() + 32;
        if bytes > MAX_BYTES {
            let more = true;
            return Ok(Page {
                rows,
                position,
                more,
            });
        }
        position = row.get(0)?;
        rows.push(Row(ShortHash(row.get(1)?), Payload(payload)));
    }
    let more = false;
    Ok(Page {
        rows,
        position,
        more,
    })
}

/// Hashes a photo, and answers when it is on the disk whole.
async fn photo(
    State(floor): State<Floor>,
    Path(hash): Path<String>,
    body: Bytes,
) -> Result<StatusCode, StatusCode> {
    let kept = tokio::task::spawn_blocking(move || keep(&floor.photos, &hash, &body));
    if kept.await.map_err(broken)?.map_err(broken)? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(StatusCode::BAD_REQUEST)
    }
}

fn keep(folder: &FilePath, hash: &str, bytes: &[u8]) -> std::io::Result<bool> {
    let found = blake3::hash(bytes).to_hex();
    if found.as_str() != hash {
        return Ok(false);
    }
    let part = folder.join(format!("{found}.part"));
    let mut file = File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&part, folder.join(found.as_str()))?;
    File::open(folder)?.sync_all()?;
    Ok(true)
}

fn broken<E>(_: E) -> StatusCode {
    StatusCode::INTERNAL_SERVER_ERROR
}
