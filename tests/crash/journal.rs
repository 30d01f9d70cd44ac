//! The journal of a program's calls on files: had written by `record.c`, read back here.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Names the journal to `record.c`.
const JOURNAL: &str = "LYKTA_CRASH_JOURNAL";
/// Names the folder that is watched.
const FOLDER: &str = "LYKTA_CRASH_FOLDER";
const HEAD: usize = 40;
const MILESTONE: u8 = b'K';

/// One call that changed what a disk holds or promises to hold, or a milestone between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Create { file: u64, path: PathBuf },
    Write { file: u64, at: u64, bytes: Vec<u8> },
    Cut { file: u64, length: u64 },
    Sync { file: u64 },
    SyncFolder { path: PathBuf },
    MakeFolder { path: PathBuf },
    Rename { from: PathBuf, to: PathBuf },
    Link { from: PathBuf, to: PathBuf },
    Remove { path: PathBuf },
    Milestone { what: String, seen: String },
}

impl Call {
    /// What was done by a milestone, and what could be seen then.
    pub(crate) fn told(&self) -> Option<(&str, &str)> {
        match self {
            Self::Milestone { what, seen } => Some((what, seen)),
            _ => None,
        }
    }

    /// Reads one record and returns it with what follows.
    fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (head, rest) = bytes.split_at_checked(HEAD)?;
        let number = |n: usize| {
            let eight = head[n * 8..n * 8 + 8].try_into();
            u64::from_ne_bytes(eight.expect("eight bytes"))
        };
        let (file, at) = (number(1), number(2));
        let (first, rest) = rest.split_at_checked(number(3) as usize)?;
        let (second, rest) = rest.split_at_checked(number(4) as usize)?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let path = |bytes: &[u8]| PathBuf::from(text(bytes));
        let (from, to) = (path(first), path(second));
        let call = match number(0) as u8 {
            b'C' => Self::Create { file, path: from },
            b'W' => Self::Write {
                file,
                at,
                bytes: first.to_vec(),
            },
            b'T' => Self::Cut { file, length: at },
            b'S' => Self::Sync { file },
            b'D' => Self::SyncFolder { path: from },
            b'M' => Self::MakeFolder { path: from },
            b'N' => Self::Rename { from, to },
            b'L' => Self::Link { from, to },
            b'U' => Self::Remove { path: from },
            MILESTONE => Self::Milestone {
                what: text(first),
                seen: text(second),
            },
            other => panic!("the journal has a record of kind {other}"),
        };
        Some((call, rest))
    }
}

impl fmt::Display for Call {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Create { path, .. } => write!(out, "create {}", name(path)),
            Self::Write { at, bytes, .. } => write!(out, "write {} bytes at {at}", bytes.len()),
            Self::Cut { length, .. } => write!(out, "cut to {length} bytes"),
            Self::Sync { .. } => write!(out, "sync a file"),
            Self::SyncFolder { path } => write!(out, "sync {}", name(path)),
            Self::MakeFolder { path } => write!(out, "make {}", name(path)),
            Self::Rename { to, .. } => write!(out, "rename to {}", name(to)),
            Self::Link { to, .. } => write!(out, "link {}", name(to)),
            Self::Remove { path } => write!(out, "remove {}", name(path)),
            Self::Milestone { what, .. } => write!(out, "{what}"),
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().display().to_string()
}

/// Has programs run under the recorder, all on one folder and into one journal.
pub(crate) struct Recorder {
    room: TempDir,
    folder: PathBuf,
}

impl Recorder {
    /// Builds the recorder with the machine's C compiler.
    pub(crate) fn of(folder: &Path) -> Self {
        let room = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(room.path().join("journal"), b"").expect("a journal");
        let mut cc = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-x", "c", "-", "-o"])
            .arg(room.path().join("record.so"))
            .stdin(Stdio::piped())
            .spawn()
            .expect("a C compiler: script/setup tells how to get one");
        let mut source = cc.stdin.take().expect("its input");
        let sent = source.write_all(include_bytes!("record.c"));
        sent.expect("the source is taken");
        drop(source);
        assert!(cc.wait().expect("the compiler").success());
        Self {
            room,
            folder: folder.to_path_buf(),
        }
    }

    /// Has a program's calls written down.
    pub(crate) fn watches<'a>(&self, program: &'a mut Command) -> &'a mut Command {
        program
            .env("LD_PRELOAD", self.room.path().join("record.so"))
            .env(JOURNAL, self.journal())
            .env(FOLDER, &self.folder)
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.room.path().join("journal")
    }

    /// Every call so far, in order.
    pub(crate) fn calls(&self) -> Vec<Call> {
        let bytes = std::fs::read(self.journal()).expect("the journal");
        let (mut rest, mut calls) = (&bytes[..], Vec::new());
        while !rest.is_empty() {
            let (call, behind) = Call::read(rest).expect("a whole journal");
            calls.push(call);
            rest = behind;
        }
        calls
    }
}

/// The journal of the recorder that this process runs under.
pub(crate) fn own_journal() -> PathBuf {
    std::env::var_os(JOURNAL).expect("a recorder").into()
}

/// Notes that something was done and answered, and what could be seen of it then.
pub(crate) fn milestone(journal: &Path, what: &str, seen: &str) {
    let numbers = [
        u64::from(MILESTONE),
        0,
        0,
        what.len() as u64,
        seen.len() as u64,
    ];
    let mut record: Vec<u8> = numbers.into_iter().flat_map(u64::to_ne_bytes).collect();
    record.extend(what.bytes().chain(seen.bytes()));
    let file = std::fs::OpenOptions::new().append(true).open(journal);
    let noted = file.and_then(|mut file| file.write_all(&record));
    noted.expect("the journal takes a milestone");
}
