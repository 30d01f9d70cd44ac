//! One phone behind 64 kbit/s, with loss and a cut every 30 seconds.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use clap::Args;
use lykta_core::domain::Role;
use lykta_tests::{Failure, Office, Server, program};

use crate::camera::Camera;
use crate::check;
use crate::gate::Gate;
use crate::link::{Link, SERVER};
use crate::namespace;
use crate::phones::{self, Phone};
use crate::report::{Report, tells};
use crate::runtime;

/// The first cut comes after half of the time from one to the next.
const FIRST_CUT: Duration = Duration::from_secs(15);
const CUT: Duration = Duration::from_secs(3);
/// From one cut's end to the next one's begin: with it, half a minute.
const WHOLE: Duration = Duration::from_secs(27);
/// What 64 kbit/s carry in a second.
const BYTES_PER_S: u64 = 8_000;
/// So many times as long as the bytes alone it may take before it is given up.
const LONGEST: u64 = 4;
/// More bytes than the photos have, headers of all packets and repetitions included.
const MOST_MORE_PERCENT: f64 = 15.0;
const PORT: u16 = 8_080;

/// What is sent.
#[derive(Args)]
pub(crate) struct Asked {
    /// How many photos
    #[arg(long, default_value_t = 3)]
    photos: usize,
    /// Bytes of each photo
    #[arg(long, default_value_t = 100_000)]
    photo_bytes: usize,
    /// Photos of the JPEGs in this folder instead, as a phone makes them
    #[arg(long, value_name = "FOLDER")]
    jpegs: Option<PathBuf>,
    /// Only says whether this machine can do it
    #[arg(long)]
    check: bool,
}

impl Asked {
    fn camera(&self) -> Result<Camera, Failure> {
        match &self.jpegs {
            Some(folder) => Camera::showing(folder),
            None => Camera::drawing(640, 480, self.photo_bytes),
        }
    }
}

/// Runs it and proves that all is there, for few more bytes than it has.
pub(crate) fn run(asked: &Asked) -> Result<Report, Failure> {
    let mut report = Report {
        lacking: namespace::lacking(),
        ..Report::default()
    };
    if report.lacking.is_some() || asked.check {
        return Ok(report);
    }
    let link = Link::opens()?;
    let url = format!("http://{SERVER}:{PORT}");
    let (mut office, walk, joins) = runtime()?.block_on(async {
        let server = Server::starts_as(&url).await;
        let evening = server.plans(1).await;
        let joins = server.link(&evening, Role::Leader, 0);
        (Office::keeping(server.ends().await), evening.walk, joins)
    });
    let phones = phones::make(
        &office.beside("phones"),
        &[joins],
        (&asked.camera()?, asked.photos),
    )?;
    serve(&mut office, &link)?;
    let bytes = bytes_of(&phones[0])?;
    let before = link.sent_bytes()?;
    let started = Instant::now();
    let patience = Duration::from_secs(60 + LONGEST * bytes / BYTES_PER_S);
    let syncs = sends(&link, &phones[0].folder, started + patience)?;
    let sent = link.sent_bytes()? - before;
    tells("bytes of the photos", bytes);
    tells(
        "until all was visible",
        format!("{:.1} s", started.elapsed().as_secs_f64()),
    );
    tells("syncs, all but one broken off", syncs);
    let more = (sent as f64 / bytes as f64 - 1.0) * 100.0;
    report.judges(
        "bytes on the link beyond theirs",
        (more, MOST_MORE_PERCENT),
        "%",
    );
    report
        .faults
        .extend(check::missing(&phones, &office.data(), walk));
    report
        .faults
        .extend(check::untrue(&phones, &office.data(), walk));
    Ok(report)
}

fn serve(office: &mut Office, link: &Link) -> Result<(), Failure> {
    let program = office.command();
    let mut command = link.server.command(program.get_program());
    command
        .args(["--listen", &format!("{SERVER}:{PORT}"), "serve"])
        .envs(
            program
                .get_envs()
                .filter_map(|(key, value)| Some((key, value?))),
        );
    office.starts_as(&mut command)?;
    Ok(())
}

fn bytes_of(phone: &Phone) -> Result<u64, Failure> {
    let mut bytes = 0;
    for file in &phone.files {
        let hash: [u8; 32] = file.0.as_slice().try_into()?;
        let name = format!("photos/{}.jpg", blake3::Hash::from(hash));
        bytes += std::fs::metadata(phone.folder.join(name))?.len();
    }
    Ok(bytes)
}

/// Syncs until all is visible, while the link is cut again and again; returns how often.
fn sends(link: &Link, phone: &Path, until: Instant) -> Result<usize, Failure> {
    let gate = &Gate::default();
    let (done, ended) = channel();
    std::thread::scope(|scope| {
        let cutting = scope.spawn(move || cuts(link, gate, &ended));
        let sent = syncs(link, phone, (gate, until));
        drop(done);
        cutting.join().map_err(|_| "cutting failed")??;
        sent
    })
}

/// Cuts the link until the other end of the channel is gone.
fn cuts(link: &Link, gate: &Gate, ended: &Receiver<()>) -> Result<(), Failure> {
    let goes_on = |wait| ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout);
    let mut whole = FIRST_CUT;
    while goes_on(whole) {
        gate.shuts();
        let cut = link.is_cut();
        goes_on(CUT);
        let mended = link.is_mended();
        gate.opens();
        cut.and(mended)?;
        whole = WHOLE;
    }
    Ok(())
}

/// The command line syncs again as soon as there is a network.
fn syncs(link: &Link, phone: &Path, (gate, until): (&Gate, Instant)) -> Result<usize, Failure> {
    for tries in 1.. {
        let since = gate.passes();
        let mut lykta = link.phone.command(program("lykta"));
        let synced = lykta
            .arg("--store")
            .arg(phone)
            .args(["--json", "sync"])
            .output()?;
        if synced.status.success() {
            return Ok(tries);
        }
        let why = String::from_utf8_lossy(&synced.stderr).trim().to_owned();
        if !gate.was_shut(since) {
            return Err(format!("a sync failed though the link was not cut: {why}").into());
        }
        if Instant::now() > until {
            return Err(format!("it took too long; at the end: {why}").into());
        }
    }
    unreachable!("tries never end")
}
