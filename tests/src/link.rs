//! A link between a phone and a server: slow when asked to be, and counting always.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until};

/// Bytes that leave together, as a packet does.
const PACKET: usize = 1_400;
/// Packets on the way at most: more than any of these links holds.
const ON_THE_WAY: usize = 4_096;

/// How slow a link is.
#[derive(Clone, Copy, Debug)]
pub struct Slowness {
    /// There and back.
    pub round_trip: Duration,
    /// What fits up, in bytes a second.
    pub up_bytes_per_s: f64,
}

/// What happens when so many bytes have gone up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// Never.
    Never,
    /// Everything is cut off.
    At(u64),
    /// Nothing passes any more, and the server is left to die.
    StallsAt(u64),
}

/// A link, gone when it is dropped.
pub struct Link {
    /// Where a phone finds the server behind it.
    pub url: String,
    traffic: Arc<Traffic>,
    accepting: JoinHandle<()>,
}

/// What all connections of a link share.
struct Traffic {
    slowness: Option<Slowness>,
    breaks: Breaks,
    up: AtomicU64,
    /// As many of these as are no longer on the way.
    handed_on: AtomicU64,
    broken: Notify,
}

impl Traffic {
    /// How many bytes may still go up, at most a packet.
    fn room(&self) -> usize {
        let limit = match self.breaks {
            Breaks::Never => u64::MAX,
            Breaks::At(limit) | Breaks::StallsAt(limit) => limit,
        };
        let left = limit.saturating_sub(self.up.load(Ordering::Relaxed));
        PACKET.min(usize::try_from(left).unwrap_or(PACKET))
    }
}

impl Link {
    /// Opens a link to a server.
    pub async fn open(
        server: &str,
        slowness: Option<Slowness>,
        breaks: Breaks,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let server = server.trim_start_matches("http://").to_owned();
        let traffic = Arc::new(Traffic {
            slowness,
            breaks,
            up: AtomicU64::new(0),
            handed_on: AtomicU64::new(0),
            broken: Notify::new(),
        });
        let shared = traffic.clone();
        let accepting = tokio::spawn(async move {
            while let Ok((phone, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(&server).await else {
                    return;
                };
                tokio::spawn(connect(phone, server, shared.clone()));
            }
        });
        Ok(Self {
            url,
            traffic,
            accepting,
        })
    }

    /// All bytes that went up so far: messages, headers and all.
    pub fn up_bytes(&self) -> u64 {
        self.traffic.up.load(Ordering::Relaxed)
    }

    /// Waits until it breaks.
    pub async fn broken(&self) {
        self.traffic.broken.notified().await;
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Carries both ways until one of them ends.
async fn connect(phone: TcpStream, server: TcpStream, traffic: Arc<Traffic>) {
    for socket in [&phone, &server] {
        // A kernel that cannot do it is as slow as it is.
        let _ = socket.set_nodelay(true);
    }
    let (from_phone, to_phone) = phone.into_split();
    let (from_server, to_server) = server.into_split();
    let slow = traffic.slowness;
    let round_trip = slow.map_or(Duration::ZERO, |slow| slow.round_trip);
    let up = Way {
        delay: round_trip / 2,
        bytes_per_s: slow.map(|slow| slow.up_bytes_per_s),
        // Connecting takes a round trip, before which nothing leaves.
        free_at: Instant::now() + round_trip,
        counted: Some(traffic),
    };
    let down = Way {
        delay: round_trip / 2,
        bytes_per_s: None,
        free_at: Instant::now(),
        counted: None,
    };
    tokio::select! {
        () = up.carry(from_phone, to_server) => {}
        () = down.carry(from_server, to_phone) => {}
    }
}

/// One direction of a connection.
struct Way {
    delay: Duration,
    bytes_per_s: Option<f64>,
    free_at: Instant,
    counted: Option<Arc<Traffic>>,
}

impl Way {
    /// Carries what comes until one end is closed, or until the link breaks.
    async fn carry(mut self, mut from: OwnedReadHalf, mut to: OwnedWriteHalf) {
        let counted = self.counted.clone();
        let (sender, mut packets) = mpsc::channel::<(Instant, Vec<u8>)>(ON_THE_WAY);
        let take = async move {
            let mut packet = vec![0; PACKET];
            loop {
                let room = self.room().await;
                let Ok(length @ 1..) = from.read(&mut packet[..room]).await else {
                    return;
                };
                let arrives = self.leaves(length) + self.delay;
                let packet = packet[..length].to_vec();
                if sender.send((arrives, packet)).await.is_err() {
                    return;
                }
            }
        };
        let give = async move {
            while let Some((arrives, packet)) = packets.recv().await {
                sleep_until(arrives).await;
                let handed_on = to.write_all(&packet).await;
                if let Some(traffic) = &counted {
                    let length = packet.len() as u64;
                    traffic.handed_on.fetch_add(length, Ordering::Relaxed);
                }
                if handed_on.is_err() {
                    return;
                }
            }
        };
        tokio::join!(take, give);
    }

    /// How much may be read now: none once the link is cut, and for ever nothing when it stalls.
    async fn room(&self) -> usize {
        let Some(traffic) = &self.counted else {
            return PACKET;
        };
        let room = traffic.room();
        if room > 0 {
            return room;
        }
        let stalls = matches!(traffic.breaks, Breaks::StallsAt(_));
        // What has left reaches the server: nothing of it is to be lost here.
        while stalls
            && traffic.handed_on.load(Ordering::Relaxed) < traffic.up.load(Ordering::Relaxed)
        {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        traffic.broken.notify_one();
        if stalls {
            std::future::pending::<()>().await;
        }
        room
    }

    /// When the last of so many bytes has left.
    fn leaves(&mut self, bytes: usize) -> Instant {
        if let Some(traffic) = &self.counted {
            traffic.up.fetch_add(bytes as u64, Ordering::Relaxed);
        }
        let takes_s = self.bytes_per_s.map_or(0.0, |rate| bytes as f64 / rate);
        self.free_at = self.free_at.max(Instant::now()) + Duration::from_secs_f64(takes_s);
        self.free_at
    }
}
