//! At eight in the evening: every phone of a walk sends what it has at the same moment.

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use clap::Args;
use lykta_core::domain::Role;
use lykta_core::join::JoinLink;
use lykta_tests::{Evening, Failure, Office, Server};

use crate::camera::Camera;
use crate::check;
use crate::gate::Gate;
use crate::page::Viewer;
use crate::phones::{self, Phone};
use crate::report::{Report, tells};
use crate::runtime;
use crate::tally::{LOOKS, News, Tally};

/// What the server may have in memory, in MB.
const MOST_MEMORY_MB: f64 = 512.0;
/// A restore may take some minutes.
const LONGEST_RESTORE_S: f64 = 300.0;
/// Open files that a system gives a program which does not ask for more.
const OPEN_FILES_UNASKED: u32 = 1_024;

/// How many, and how large.
#[derive(Args)]
pub(crate) struct Asked {
    /// How many phones
    #[arg(long, default_value_t = 500)]
    phones: usize,
    /// How many photos, all phones together
    #[arg(long, default_value_t = 10_000)]
    photos: usize,
    /// Bytes of each photo
    #[arg(long, default_value_t = 300_000)]
    photo_bytes: usize,
    /// In how many groups
    #[arg(long, default_value_t = 30)]
    groups: usize,
    /// Kills the server when half of the photos have come, and starts it again
    #[arg(long)]
    kill: bool,
    /// What calls without photos may take, in ms at the 99th percentile; without it, it is told
    #[arg(long)]
    slowest_ms: Option<f64>,
}

/// Runs it and proves that all is there.
pub(crate) fn run(asked: &Asked) -> Result<Report, Failure> {
    let mut report = Report::default();
    let (mut desk, links) = Desk::opens(asked)?;
    let started = Instant::now();
    let camera = Camera::drawing(2_048, 1_536, asked.photo_bytes)?;
    let phones = phones::make(
        &desk.office.beside("phones"),
        &links,
        (&camera, asked.photos),
    )?;
    tells("making the phones", seconds(started));

    let (sender, news) = channel();
    let tally = Tally::new(asked.photos, sender);
    let gate = Gate::default();
    let started = Instant::now();
    let told = std::thread::scope(|scope| {
        let (desk, phones, gate) = (&mut desk, &phones, &gate);
        let watching = scope.spawn(move || desk.watches(&news, phones, gate, asked.kill));
        let told = phones::sync_all(phones, gate, &tally);
        tally.tells(News::AllHome);
        let watched = watching.join().map_err(|_| "the watch failed")?;
        report.faults.extend(watched?);
        Ok::<_, Failure>(told)
    })?;
    let took_s = started.elapsed().as_secs_f64();
    tells("until the last phone was done", seconds(started));
    let mb = (asked.photos * asked.photo_bytes) as f64 / 1e6;
    tells("photos", format!("{:.1} MB/s", mb / took_s));
    let broken = format!("{} syncs broken by the server's death", told.broken);
    tells(
        "errors that phones saw",
        format!("{}, and {broken}", told.errors.len()),
    );
    report.faults.extend(told.errors);
    tell_times(&mut report, &tally.quiet(), asked.slowest_ms);
    desk.tells(&mut report)?;
    let (data, walk) = (desk.office.data(), desk.evening.walk);
    report.faults.extend(check::missing(&phones, &data, walk));
    report.faults.extend(check::untrue(&phones, &data, walk));
    desk.is_put_back(&mut report, &phones)?;
    Ok(report)
}

fn seconds(since: Instant) -> String {
    format!("{:.1} s", since.elapsed().as_secs_f64())
}

fn tell_times(report: &mut Report, sorted: &[Duration], slowest_ms: Option<f64>) {
    let ms = |permille: usize| {
        let at = (sorted.len() * permille / 1_000).min(sorted.len().saturating_sub(1));
        sorted.get(at).map_or(0.0, |took| took.as_secs_f64() * 1e3)
    };
    let (half, most) = (ms(500), ms(1_000));
    tells("calls without photos", sorted.len());
    tells(
        "  median, and the longest",
        format!("{half:.1} ms, {most:.1} ms"),
    );
    match slowest_ms {
        Some(limit) => report.judges("  99th percentile", (ms(990), limit), "ms"),
        None => tells("  99th percentile", format!("{:.1} ms", ms(990))),
    }
}

/// The server with whoever watches it.
struct Desk {
    office: Office,
    evening: Evening,
    viewer: Viewer,
    address: String,
    peak_mb: f64,
    longest_look: Duration,
    looks: usize,
}

impl Desk {
    fn opens(asked: &Asked) -> Result<(Self, Vec<JoinLink>), Failure> {
        let (office, evening, links) = runtime()?.block_on(async {
            let server = Server::starts().await;
            let evening = server.plans(asked.groups).await;
            let links: Vec<JoinLink> = (0..asked.phones)
                .map(|n| server.link(&evening, role(n, asked.groups), n % asked.groups))
                .collect();
            (Office::keeping(server.ends().await), evening, links)
        });
        let mut office = office;
        let url = start(&mut office, "127.0.0.1:0")?;
        let viewer = Viewer::signs_in(&office.data(), &url, evening.walk)?;
        let links = links.into_iter().map(|link| JoinLink {
            server: url.clone(),
            ..link
        });
        let desk = Self {
            office,
            evening,
            viewer,
            address: url.trim_start_matches("http://").to_owned(),
            peak_mb: 0.0,
            longest_look: Duration::ZERO,
            looks: 0,
        };
        Ok((desk, links.collect()))
    }

    /// Looks at the page each time that more has come, and kills the server in the middle.
    fn watches(
        &mut self,
        news: &Receiver<News>,
        phones: &[Phone],
        gate: &Gate,
        kill: bool,
    ) -> Result<Vec<String>, Failure> {
        let mut faults = Vec::new();
        let mut is_to_die = kill;
        let mut are_home = false;
        while !are_home {
            let Ok(News::Came(mut tenths)) = news.recv() else {
                break;
            };
            // What came while it looked is no reason to be late for the middle.
            for later in news.try_iter() {
                match later {
                    News::Came(more) => tenths = more,
                    News::AllHome => are_home = true,
                }
            }
            if is_to_die && tenths * 2 >= LOOKS {
                is_to_die = false;
                gate.shuts();
                let untrue = self.dies_and_starts(phones);
                // Phones must not wait for a server that does not come back.
                gate.opens();
                faults.extend(untrue?);
            }
            faults.extend(self.looks(phones)?);
        }
        faults.extend(self.looks(phones)?);
        Ok(faults)
    }

    fn looks(&mut self, phones: &[Phone]) -> Result<Vec<String>, Failure> {
        let (claims, took) = self.viewer.looks()?;
        self.longest_look = self.longest_look.max(took);
        self.looks += 1;
        let (data, walk) = (self.office.data(), self.evening.walk);
        Ok(check::overclaimed(&claims, phones, (&data, walk)))
    }

    fn dies_and_starts(&mut self, phones: &[Phone]) -> Result<Vec<String>, Failure> {
        self.notes_peak()?;
        self.office.dies();
        let (data, walk) = (self.office.data(), self.evening.walk);
        let untrue = check::untrue(phones, &data, walk);
        start(&mut self.office, &self.address)?;
        Ok(untrue)
    }

    fn notes_peak(&mut self) -> Result<(), Failure> {
        let process = self.office.process().ok_or("the server is dead")?;
        self.peak_mb = self.peak_mb.max(process.peak_mb()?);
        Ok(())
    }

    fn tells(&mut self, report: &mut Report) -> Result<(), Failure> {
        self.notes_peak()?;
        let longest = self.longest_look.as_secs_f64() * 1e3;
        let told = format!("{}, the longest {longest:.0} ms", self.looks);
        tells("looks at the walk's page", told);
        report.judges("the server's memory", (self.peak_mb, MOST_MEMORY_MB), "MB");
        Ok(())
    }

    /// A backup while it serves, and the same folder made from it.
    fn is_put_back(&mut self, report: &mut Report, phones: &[Phone]) -> Result<(), Failure> {
        let backup = self.office.beside("backup.tar");
        let backup = backup.to_str().ok_or("a plain path")?;
        let started = Instant::now();
        self.office.runs(&["backup", backup])?;
        tells("backup", seconds(started));
        let again = self.office.beside("again");
        let started = Instant::now();
        self.office.restores_into(&again, backup)?;
        let took_s = started.elapsed().as_secs_f64();
        report.judges("restore", (took_s, LONGEST_RESTORE_S), "s");
        let faults = check::missing(phones, &again, self.evening.walk);
        let restored = faults.into_iter();
        report
            .faults
            .extend(restored.map(|fault| format!("restored: {fault}")));
        Ok(())
    }
}

/// Each group has a leader; all others take part.
fn role(n: usize, groups: usize) -> Role {
    if n < groups {
        Role::Leader
    } else {
        Role::Participant
    }
}

/// Starts it with as many open files as a system gives unasked.
fn start(office: &mut Office, listen: &str) -> Result<String, Failure> {
    let program = office.command();
    let mut command = std::process::Command::new("sh");
    command
        .arg("-c")
        .arg(format!(
            "ulimit -Sn {OPEN_FILES_UNASKED}; exec \"$0\" \"$@\""
        ))
        .arg(program.get_program())
        .args(["--listen", listen, "serve"])
        .envs(
            program
                .get_envs()
                .filter_map(|(key, value)| Some((key, value?))),
        );
    office.starts_as(&mut command)
}
