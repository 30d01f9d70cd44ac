//! Ids, times and feelings as Kotlin, Swift and Python know them.

use crate::domain::Feeling;
use crate::id::{ContentHash, EntityId, ReplicaId};
use crate::op::Reference;
use crate::time::Timestamp;

uniffi::custom_type!(EntityId, String, {
    lower: |id| id.to_string(),
    try_lift: |text| Ok(text.parse()?),
});
uniffi::custom_type!(ReplicaId, String, {
    lower: |id| id.to_string(),
    try_lift: |text| Ok(text.parse()?),
});
uniffi::custom_type!(ContentHash, String, {
    lower: |hash| hash.to_string(),
    try_lift: |text| Ok(text.parse()?),
});
uniffi::custom_type!(Timestamp, i64, {
    lower: |at| at.0,
    try_lift: |ms| Ok(Timestamp(ms)),
});
uniffi::custom_type!(Feeling, u8, {
    lower: |feeling| feeling.level(),
    try_lift: |level| Feeling::new(level).ok_or_else(|| uniffi::deps::anyhow::anyhow!("a feeling is 0 to 3")),
});
uniffi::custom_type!(Reference, String, {
    lower: |op| format!("{} {} {}", op.0, op.1, op.2),
    try_lift: |text| Ok(reference(&text)?),
});

fn reference(text: &str) -> uniffi::deps::anyhow::Result<Reference> {
    let mut parts = text.split(' ');
    let mut part = || parts.next().unwrap_or_default();
    Ok(Reference(part().parse()?, part().parse()?, part().parse()?))
}
