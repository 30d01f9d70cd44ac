//! The network between phones and server: a proxy that refuses, cuts, delays, drops and corrupts.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lykta_core::track::simulate::SplitMix64;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Further than this no connection gets before its fault comes.
const FARTHEST_BYTES: f64 = 40_000.0;
const LONGEST_DELAY_MS: f64 = 30.0;

/// How the network is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Sky {
    /// Everything comes through.
    Clear,
    /// This share of connections has a fault.
    Rough(f64),
    /// Nothing comes through.
    Away,
}

/// What becomes of one connection.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Whole,
    Refused,
    /// Cut after so many bytes from the phone.
    CutUp(usize),
    /// Cut after so many bytes from the server.
    CutDown(usize),
    /// The server acts, and nothing of what it says arrives.
    Deaf,
    /// One bit of a byte from the phone, or from the server, is turned.
    Turned {
        up: bool,
        at: usize,
        bit: u8,
    },
    Slow(Duration),
}

struct Inner {
    sky: Sky,
    chance: SplitMix64,
    server: Option<SocketAddr>,
}

/// A network that phones reach a server through.
pub(crate) struct Weather {
    inner: Arc<Mutex<Inner>>,
    /// Where phones reach the server, wherever that is.
    pub(crate) address: SocketAddr,
    serving: JoinHandle<()>,
}

impl Weather {
    pub(crate) async fn starts(seed: u64) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let inner = Arc::new(Mutex::new(Inner {
            sky: Sky::Clear,
            chance: SplitMix64::new(seed),
            server: None,
        }));
        let of = inner.clone();
        let serving = tokio::spawn(async move {
            while let Ok((phone, _)) = listener.accept().await {
                let (fate, server) = of.lock().expect("no holder panics").meets();
                tokio::spawn(async move {
                    // A connection that breaks is what this is for.
                    let _ = carry(phone, server, fate).await;
                });
            }
        });
        Ok(Self {
            inner,
            address,
            serving,
        })
    }

    pub(crate) fn becomes(&self, sky: Sky) {
        self.inner.lock().expect("no holder panics").sky = sky;
    }

    /// Where the server is now.
    pub(crate) fn leads_to(&self, server: SocketAddr) {
        self.inner.lock().expect("no holder panics").server = Some(server);
    }
}

impl Drop for Weather {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Inner {
    fn meets(&mut self) -> (Fate, Option<SocketAddr>) {
        let fate = match self.sky {
            Sky::Clear => Fate::Whole,
            Sky::Away => Fate::Refused,
            Sky::Rough(share) if self.chance.unit() >= share => Fate::Whole,
            Sky::Rough(_) => self.fate(),
        };
        (fate, self.server)
    }

    fn fate(&mut self) -> Fate {
        // Most messages are short: faults come early more often than late.
        let at = (FARTHEST_BYTES * self.chance.unit().powi(3)) as usize;
        let kind = (self.chance.unit() * 7.0) as u32;
        match kind {
            0 => Fate::Refused,
            1 => Fate::CutUp(at),
            2 => Fate::CutDown(at),
            3 => Fate::Deaf,
            4 | 5 => Fate::Turned {
                up: kind == 4,
                at,
                bit: 1 << (self.chance.unit() * 8.0) as u32,
            },
            _ => Fate::Slow(Duration::from_millis(
                (self.chance.unit() * LONGEST_DELAY_MS) as u64,
            )),
        }
    }
}

async fn carry(phone: TcpStream, server: Option<SocketAddr>, fate: Fate) -> std::io::Result<()> {
    let Some(server) = server.filter(|_| !matches!(fate, Fate::Refused)) else {
        return Ok(());
    };
    let server = TcpStream::connect(server).await?;
    let (from_phone, to_phone) = phone.into_split();
    let (from_server, to_server) = server.into_split();
    let mut up = Pipe::new(from_phone, to_server);
    let mut down = Pipe::new(from_server, to_phone);
    match fate {
        Fate::Whole | Fate::Refused => {}
        Fate::CutUp(at) => up.cut_at = Some(at),
        Fate::CutDown(at) => down.cut_at = Some(at),
        Fate::Deaf => down.cut_at = Some(0),
        Fate::Turned { up: is_up, at, bit } => {
            let pipe = if is_up { &mut up } else { &mut down };
            pipe.turned = Some((at, bit));
        }
        Fate::Slow(delay) => {
            (up.delay, down.delay) = (delay, delay);
        }
    }
    // Either end that closes, or a fault, ends both ways.
    tokio::select! {
        ended = up.runs() => ended,
        ended = down.runs() => ended,
    }
}

/// One way of a connection.
struct Pipe {
    from: OwnedReadHalf,
    to: OwnedWriteHalf,
    cut_at: Option<usize>,
    turned: Option<(usize, u8)>,
    delay: Duration,
}

impl Pipe {
    fn new(from: OwnedReadHalf, to: OwnedWriteHalf) -> Self {
        Self {
            from,
            to,
            cut_at: None,
            turned: None,
            delay: Duration::ZERO,
        }
    }

    async fn runs(&mut self) -> std::io::Result<()> {
        let mut bytes = vec![0; 16 * 1024];
        let mut passed = 0;
        loop {
            let count = self.from.read(&mut bytes).await?;
            if count == 0 {
                return Ok(());
            }
            tokio::time::sleep(self.delay).await;
            let chunk = &mut bytes[..count];
            if let Some((at, bit)) = self.turned
                && let Some(byte) = at.checked_sub(passed).and_then(|at| chunk.get_mut(at))
            {
                *byte ^= bit;
            }
            let left = self.cut_at.map_or(count, |at| at.saturating_sub(passed));
            self.to.write_all(&chunk[..count.min(left)]).await?;
            if left < count {
                return Ok(());
            }
            passed += count;
        }
    }
}
