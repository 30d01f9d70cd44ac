//! A thin link between a phone and a server, each in a network of its own.

use lykta_tests::Failure;

use crate::namespace::Namespace;

/// Where the phone finds the server.
pub(crate) const SERVER: &str = "10.77.0.2";
const PHONE: &str = "10.77.0.1";
/// What fits through in each direction.
const RATE: &str = "64kbit";
/// What may wait before it; the rest is dropped, as a modem does.
const PATIENCE: &str = "1s";
/// Of a hundred packets so many are lost on each way.
const LOST_PERCENT: u32 = 2;

/// What is lost always, and what during a cut.
fn lossy() -> String {
    format!(
        "table ip thin {{
            chain lossy {{
                type filter hook input priority 0
                numgen random mod 100 < {LOST_PERCENT} drop
            }}
            chain up {{ type filter hook output priority 0; }}
            chain down {{ type filter hook input priority 1; }}
        }}
        "
    )
}

/// Nothing passes; what the phone still sends ends its connection, and the server hears of nothing.
const CUT: &str = "
    add rule ip thin up oifname phone meta l4proto tcp reject with tcp reset
    add rule ip thin down iifname phone drop
";
const WHOLE: &str = "
    flush chain ip thin up
    flush chain ip thin down
";

/// The link with what is at its ends.
pub(crate) struct Link {
    /// Where the phone is.
    pub(crate) phone: Namespace,
    /// Where the server is.
    pub(crate) server: Namespace,
}

impl Link {
    /// Lays it.
    pub(crate) fn opens() -> Result<Self, Failure> {
        let (phone, server) = (Namespace::new()?, Namespace::new()?);
        let other = server.pid();
        phone.runs(&format!(
            "ip link add phone type veth peer name server netns {other}"
        ))?;
        for (end, name, address) in [(&phone, "phone", PHONE), (&server, "server", SERVER)] {
            end.runs("ip link set lo up")?;
            end.runs(&format!("ip addr add {address}/24 dev {name}"))?;
            // Packets are as large as on a real link, so that one in fifty is a small loss.
            end.runs(&format!("ip link set {name} up gso_max_segs 1"))?;
            let shape = format!("rate {RATE} burst 3000 latency {PATIENCE}");
            end.runs(&format!("tc qdisc add dev {name} root tbf {shape}"))?;
            end.rules(&lossy())?;
        }
        Ok(Self { phone, server })
    }

    /// Cuts it.
    pub(crate) fn is_cut(&self) -> Result<(), Failure> {
        self.phone.rules(CUT)
    }

    /// Mends it.
    pub(crate) fn is_mended(&self) -> Result<(), Failure> {
        self.phone.rules(WHOLE)
    }

    /// All bytes that the phone's end has sent: packets with all their headers, those that were
    /// lost on the way and sent again as well.
    pub(crate) fn sent_bytes(&self) -> Result<u64, Failure> {
        let counters = self.phone.runs("cat /proc/net/dev")?;
        let mut lines = counters.lines().map(str::trim);
        let line = lines.find_map(|line| line.strip_prefix("phone:"));
        // Eight counters of what came stand before those of what went.
        let sent = line.and_then(|line| line.split_whitespace().nth(8));
        Ok(sent.ok_or("no counter of the link")?.parse()?)
    }
}
