//! Disks that fill up, the server's and the phone's own: real ones, as small as a walk needs.
//!
//! They are made in a mount namespace of their own and are gone with it. Where the system lets
//! nobody make one, these stories say so and prove nothing.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use lykta_core::domain::Role;
use lykta_core::join::JoinLink;
use lykta_core::phone::PhotoDraft;
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::outcome::SyncError;
use lykta_tests::{Phone, Process, Server, noisy_photo, program};

/// Mounts a small disk at the first argument, and goes on as the second one says.
const ON_A_SMALL_DISK: &str = r#"mount -t tmpfs -o size=12m tmpfs "$1" && eval "$2""#;

/// A shell with a small disk at `at` that does what `script` says; none where that is not allowed.
fn on_a_small_disk(at: &Path, script: &str) -> Option<Command> {
    let shell = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["-rm", "sh", "-c", ON_A_SMALL_DISK, "sh"]);
        command.arg(at).arg(script);
        command
    };
    let tried = shell("true").output();
    if tried.is_ok_and(|output| output.status.success()) {
        return Some(shell(script));
    }
    #[expect(clippy::print_stderr, reason = "a skipped test must say so")]
    {
        eprintln!("skipped: this system lets nobody mount a small disk, so none fills up");
    }
    None
}

/// Fills a disk with one file until nothing fits, then gives so many bytes of it back.
fn fill(ballast: &Path, leaving: u64) {
    let mut file = File::create(ballast).unwrap();
    let page = [7; 4096];
    let error = loop {
        if let Err(error) = file.write_all(&page) {
            break error;
        }
    };
    assert_eq!(error.kind(), ErrorKind::StorageFull);
    let length = file.metadata().unwrap().len();
    file.set_len(length.saturating_sub(leaving)).unwrap();
}

/// How a sync was told that the server's disk is full, and when it may come back.
async fn is_told_to_come_back(phone: &Phone) -> bool {
    let synced = phone.syncs_over(&HttpTransport::new(&[]).unwrap()).await;
    matches!(
        synced,
        Err(SyncError::Problem {
            status: 507,
            retry_after_s: Some(_),
            ..
        })
    )
}

#[tokio::test]
async fn a_server_whose_disk_is_full_says_so_and_takes_all_once_there_is_room() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let link = server.link(&evening, Role::Leader, 0);
    let folder = server.ends().await;
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let serve =
        r#"cp -a "$DATA" "$1/data" && exec "$SERVER" --data "$1/data" --listen 127.0.0.1:0 serve"#;
    let Some(mut command) = on_a_small_disk(&disk, serve) else {
        return;
    };
    command
        .env("DATA", folder.path().join("data"))
        .env("LYKTA_KEEP", folder.path().join("data.keep"))
        .env("SERVER", program("lykta-server"));
    let process = Process::start(&mut command).unwrap();
    let root = process.proc("root");
    let disk = root.join(disk.strip_prefix("/").unwrap());
    let phone = Phone::joins(&JoinLink {
        server: process.url.clone(),
        ..link
    });
    phone.observes("i tid");
    assert!(phone.syncs().await.status.is_all_visible());

    fill(&disk.join("ballast"), 0);
    let of = phone.observes("full disk");
    let draft = PhotoDraft {
        jpeg: noisy_photo(1_200, 1_000, 1),
        blur: Vec::new(),
        caption: None,
        taken_at: None,
    };
    phone
        .store
        .add_photo(of, phone.store.new_id(), &draft)
        .unwrap();
    assert!(is_told_to_come_back(&phone).await);
    let status = phone.status();
    assert_eq!((status.ops.on_phone, status.photos.on_phone), (2, 1));

    // Room for words, and for half of the photo.
    fill(&disk.join("ballast"), 700 * 1024);
    assert!(is_told_to_come_back(&phone).await);
    let status = phone.status();
    assert_eq!((status.ops.on_phone, status.photos.on_phone), (0, 1));
    assert!(status.refused.is_empty(), "{status:?}");

    std::fs::remove_file(disk.join("ballast")).unwrap();
    let status = phone.syncs().await.status;
    assert!(status.is_all_visible(), "{status:?}");
    assert_eq!((status.ops.visible, status.photos.visible), (4, 1));
}

/// What a phone's owner does; in between the disk is full.
const EVENING: &str = r#"
disk=$1
lykta() { "$LYKTA" --language en --store "$disk/phone" "$@"; }
observe() { lykta observe --kind unsafe --unplaced --photo photo.jpg --words "$1"; }
lykta join "$LINK" && observe before || exit 1
cat /dev/zero >"$disk/ballast" 2>/dev/null
observe full 2>error && exit 2
rm "$disk/ballast"
observe after && lykta sync && lykta export --format geojson --out export
"#;

#[tokio::test]
async fn a_phone_whose_disk_is_full_says_so_once_and_records_again_when_there_is_room() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| -> PathBuf { folder.path().join(name) };
    std::fs::create_dir(path("disk")).unwrap();
    std::fs::write(path("photo.jpg"), noisy_photo(400, 300, 1)).unwrap();
    let Some(mut command) = on_a_small_disk(&path("disk"), EVENING) else {
        return;
    };
    let link = server.link(&evening, Role::Leader, 0).to_string();
    command.env("LYKTA", program("lykta")).env("LINK", link);
    command.current_dir(folder.path());
    let running = tokio::task::spawn_blocking(move || command.output());
    let output = running.await.unwrap().unwrap();
    assert!(output.status.success(), "{output:?}");
    let error = std::fs::read_to_string(path("error")).unwrap();
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.contains("no room"), "{error}");
    let export = std::fs::read_to_string(path("export")).unwrap();
    let words = |words: &str| export.matches(&format!("\"words\":\"{words}\"")).count();
    assert_eq!([words("before"), words("full"), words("after")], [1, 0, 1]);

    let office = Phone::joins(&server.link(&evening, Role::Coordinator, 0));
    office.syncs().await;
    let shown = office.shows();
    assert_eq!(shown.len(), 2);
    assert!(shown.iter().all(|item| item.photos.len() == 1));
}
