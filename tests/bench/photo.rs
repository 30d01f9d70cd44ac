//! Row 10: photos of 3 MB, two at a time, each hashed and synced before the answer.

use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lykta_core::id::ContentHash;
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::pace::Pace;
use lykta_core::sync::transport::{HttpRequest, Transport};
use lykta_tests::{padded, photo};

use crate::Failure;
use crate::caller::Caller;
use crate::one_walk::OneWalk;
use crate::report::{Figure, Judged};
use crate::rounds::{self, Contest};

const PHOTOS: usize = 12;
const AT_A_TIME: usize = 2;
const BYTES: usize = 3_000_000;

/// Megabytes a second.
pub(crate) async fn measure(walk: &OneWalk, rounds: usize) -> Result<Vec<Figure>, Failure> {
    let [rate] = rounds::run(&mut Photos { walk, made: 0 }, rounds).await?;
    let name = "photos of 3 MB, two at a time";
    let at_least = Judged::RatioAtLeast;
    Ok(vec![rate.figure("10", name, "MB/s", at_least, (0.6, 0.9))])
}

struct Photos<'a> {
    walk: &'a OneWalk,
    made: u32,
}

impl Photos<'_> {
    /// Photos that were never sent before.
    fn next(&mut self) -> Vec<Vec<u8>> {
        let first = self.made;
        self.made += PHOTOS as u32;
        let photos = first..self.made;
        photos.map(|n| padded(photo(n), n.into(), BYTES)).collect()
    }
}

impl Contest<1> for Photos<'_> {
    async fn ours(&mut self) -> Result<[f64; 1], Failure> {
        let photos = self.next();
        let copied = self.walk.copied()?;
        let (store, http) = copied.phones.first().ok_or("no phone")?;
        let caller = Caller::holding(store)?;
        let pace = Pace::default();
        let upload = async |jpeg: Vec<u8>| upload(http, &caller, &pace, &jpeg).await;
        Ok([mb_per_s(photos, upload).await?])
    }

    async fn floor(&mut self) -> Result<[f64; 1], Failure> {
        let photos = self.next();
        let copied = self.walk.copied_floor()?;
        let http = HttpTransport::new(&[])?;
        let url = &copied.server.url;
        let upload = async |jpeg: Vec<u8>| upload_to_floor(&http, url, jpeg).await;
        Ok([mb_per_s(photos, upload).await?])
    }
}

/// Uploads all; a lane takes the next photo when its last is answered.
async fn mb_per_s(
    photos: Vec<Vec<u8>>,
    upload: impl AsyncFn(Vec<u8>) -> Result<(), Failure>,
) -> Result<f64, Failure> {
    let bytes: usize = photos.iter().map(Vec::len).sum();
    let mut lanes = [const { Vec::new() }; AT_A_TIME];
    for (n, photo) in photos.into_iter().enumerate() {
        lanes[n % AT_A_TIME].push(photo);
    }
    let lane = async |photos: Vec<Vec<u8>>| {
        for photo in photos {
            upload(photo).await?;
        }
        Ok::<(), Failure>(())
    };
    let [one, other] = lanes;
    let started = Instant::now();
    tokio::try_join!(lane(one), lane(other))?;
    Ok(bytes as f64 / 1e6 / started.elapsed().as_secs_f64())
}

/// As a phone does: begun, and then piece by piece.
async fn upload(
    http: &HttpTransport,
    caller: &Caller,
    pace: &Pace,
    jpeg: &[u8],
) -> Result<(), Failure> {
    let tus = ("Tus-Resumable", "1.0.0".to_owned());
    let hash = STANDARD.encode(ContentHash::of(jpeg).to_string());
    let headers = vec![
        tus.clone(),
        ("Upload-Length", jpeg.len().to_string()),
        ("Upload-Metadata", format!("hash {hash}")),
    ];
    let begun = caller
        .send(http, "POST", "/v1/photos", headers, Vec::new())
        .await?;
    let address = begun
        .header("location")
        .ok_or("no place for a photo")?
        .to_owned();
    let mut offset = 0;
    while offset < jpeg.len() {
        let piece = &jpeg[offset..jpeg.len().min(offset + pace.piece_bytes())];
        let headers = vec![
            tus.clone(),
            ("Content-Type", "application/offset+octet-stream".to_owned()),
            ("Upload-Offset", offset.to_string()),
        ];
        let sent = Instant::now();
        let answer = caller
            .send(http, "PATCH", &address, headers, piece.to_vec())
            .await?;
        if answer.status != 204 {
            return Err(format!("a piece was answered {}", answer.status).into());
        }
        pace.note(piece.len(), sent.elapsed().as_millis() as u64);
        offset += piece.len();
    }
    Ok(())
}

async fn upload_to_floor(http: &HttpTransport, url: &str, body: Vec<u8>) -> Result<(), Failure> {
    let request = HttpRequest {
        method: "PUT",
        url: format!("{url}/photos/{}", ContentHash::of(&body)),
        headers: Vec::new(),
        body,
    };
    match http.send(request).await?.status {
        204 => Ok(()),
        status => Err(format!("the floor answered {status}").into()),
    }
}
