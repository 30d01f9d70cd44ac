//! Row 11: what goes up again after a photo's upload was cut off, and after the server was killed.

use lykta_core::domain::ObservationKind;
use lykta_core::id::EntityId;
use lykta_core::phone::{ObservationDraft, PhotoDraft, Store};
use lykta_core::sync::client::sync;
use lykta_core::sync::http::HttpTransport;
use lykta_tests::{Breaks, Link, Process, noisy_photo};
use tempfile::TempDir;

use crate::Failure;
use crate::one_walk::{OneWalk, copy};
use crate::report::Figure;

const OFFSETS: u64 = 32;
const KIB: f64 = 1_024.0;
/// The requests of another try, without a byte of a photo: joining, asking, and going on.
const QUESTIONS_KIB: f64 = 4.0;

/// The most KiB that went up beyond what goes up in one go; no load moves them.
pub(crate) async fn measure(walk: &OneWalk, is_hint: bool) -> Result<Vec<Figure>, Failure> {
    let phone = with_photo(walk)?;
    let whole = Upload::begin(walk, &phone)?.go_on(Breaks::Never).await?;
    let (mut cut, mut killed) = (0_u64, 0_u64);
    let offsets = if is_hint { 4 } else { OFFSETS };
    for n in 1..=offsets {
        let offset = whole * n / (offsets + 1);
        let mut upload = Upload::begin(walk, &phone)?;
        let sent = upload.go_on(Breaks::At(offset)).await? + upload.go_on(Breaks::Never).await?;
        cut = cut.max(sent.saturating_sub(whole));
        let mut upload = Upload::begin(walk, &phone)?;
        let sent = upload.go_on(Breaks::StallsAt(offset)).await?;
        upload.start_again()?;
        let sent = sent + upload.go_on(Breaks::Never).await?;
        killed = killed.max(sent.saturating_sub(whole));
    }
    let kib = |bytes: u64| (bytes as f64 / KIB, "KiB");
    let name = |of: &str| format!("sent again after {of}");
    let (must, aims) = (256.0, (QUESTIONS_KIB, 64.0 + QUESTIONS_KIB));
    Ok(vec![
        Figure::alone("11", name("a cut"), kib(cut), (must, aims.0)),
        Figure::alone(
            "11",
            name("the server's death"),
            kib(killed),
            (must, aims.1),
        ),
    ])
}

/// A phone that has a photo to send, and a server that may die.
struct Upload<'a> {
    walk: &'a OneWalk,
    of: EntityId,
    store: Store,
    server: Option<Process>,
    folder: TempDir,
}

impl<'a> Upload<'a> {
    fn begin(walk: &'a OneWalk, phone: &TempDir) -> Result<Self, Failure> {
        let (folder, server) = walk.served()?;
        let own = folder.path().join("phone");
        copy::folder(phone.path(), &own)?;
        let store = Store::open(&own)?.store;
        let joined = store.participations()?;
        Ok(Self {
            walk,
            of: joined.first().ok_or("it has joined")?.walk,
            store,
            server: Some(server),
            folder,
        })
    }

    /// Syncs until it is done or the link breaks; returns the bytes that went up.
    ///
    /// Where the link stalls, the server is killed.
    async fn go_on(&mut self, breaks: Breaks) -> Result<u64, Failure> {
        let url = self
            .server
            .as_ref()
            .ok_or("the server is dead")?
            .url
            .clone();
        let link = Link::open(&url, None, breaks).await?;
        self.walk.rejoin(&self.store, 0, &link.url)?;
        let http = HttpTransport::new(&[])?;
        let syncing = sync(&self.store, &http, self.of, &|_| {});
        if let Breaks::StallsAt(_) = breaks {
            // What is still on the way is lost on any link; it must not hide what the server loses.
            let killing = async {
                link.broken().await;
                let server = self.server.take().ok_or("the server is dead")?;
                server.has_read_all().await
            };
            let (synced, killed) = tokio::join!(syncing, killing);
            killed?;
            if synced.is_ok() {
                return Err("a sync ended well without a server".into());
            }
            return Ok(link.up_bytes());
        }
        match (syncing.await, breaks) {
            (Ok(synced), Breaks::Never) if synced.status.is_all_visible() => {}
            (Err(_), Breaks::At(_)) => {}
            (Err(failure), _) => return Err(failure.into()),
            (Ok(_), _) => return Err("a photo did not arrive as it should".into()),
        }
        Ok(link.up_bytes())
    }

    fn start_again(&mut self) -> Result<(), Failure> {
        self.server = Some(OneWalk::serve(self.folder.path())?);
        Ok(())
    }
}

/// A phone in the first group with an observation and its photo, most of which is noise.
fn with_photo(walk: &OneWalk) -> Result<TempDir, Failure> {
    let folder = tempfile::tempdir()?;
    let store = walk.another(folder.path(), (0, "http://127.0.0.1"), (0, 0))?;
    let of = store.participations()?.first().ok_or("it has joined")?.walk;
    let observation = store.new_id();
    let draft = ObservationDraft::new(ObservationKind::Unsafe);
    store.record_observation(of, observation, &draft)?;
    let draft = PhotoDraft {
        jpeg: noisy_photo(2_000, 1_500, 11),
        blur: Vec::new(),
        caption: None,
        taken_at: None,
    };
    store.add_photo(observation, store.new_id(), &draft)?;
    Ok(folder)
}
