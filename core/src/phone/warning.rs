//! What a walk leader should know of the phone before it lets them down.

use crate::named::named;

/// Below this a battery may not last for two hours with the receiver and the screen.
const LOW_BATTERY_PERCENT: u8 = 30;
/// Below this the phone is about to switch itself off.
const EMPTY_BATTERY_PERCENT: u8 = 10;
/// Room for a track and some forty photos.
const LITTLE_STORAGE_BYTES: u64 = 200 * 1024 * 1024;
/// Below this a photo may fail to be kept.
const NO_STORAGE_BYTES: u64 = 20 * 1024 * 1024;

/// How the phone is, as its system tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct DeviceState {
    /// What is left in the battery, 0 to 100; none when the system does not say.
    pub battery_percent: Option<u8>,
    /// Whether it is being charged.
    pub is_charging: bool,
    /// Bytes that are free where the store is.
    pub free_bytes: u64,
    /// Whether the system saves power, which may silence the receiver.
    pub saves_power: bool,
}

named! {
    /// Something that may end a recording early, the gravest first.
    Warning {
        /// No photo fits any longer.
        StorageFull = "storage_full",
        /// The battery is nearly empty.
        BatteryEmpty = "battery_empty",
        /// The system saves power.
        PowerSaver = "power_saver",
        /// The battery may not last.
        BatteryLow = "battery_low",
        /// There is little room left.
        StorageLow = "storage_low",
    }
}

/// What to warn of, the gravest first.
pub fn warnings(state: &DeviceState) -> Vec<Warning> {
    let battery = state.battery_percent.filter(|_| !state.is_charging);
    let below = |percent: u8| battery.is_some_and(|left| left < percent);
    let is_so = |warning: &Warning| match warning {
        Warning::StorageFull => state.free_bytes < NO_STORAGE_BYTES,
        Warning::BatteryEmpty => below(EMPTY_BATTERY_PERCENT),
        Warning::PowerSaver => state.saves_power,
        Warning::BatteryLow => below(LOW_BATTERY_PERCENT) && !below(EMPTY_BATTERY_PERCENT),
        Warning::StorageLow => (NO_STORAGE_BYTES..LITTLE_STORAGE_BYTES).contains(&state.free_bytes),
    };
    Warning::ALL.iter().copied().filter(is_so).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WELL: DeviceState = DeviceState {
        battery_percent: Some(80),
        is_charging: false,
        free_bytes: 4 << 30,
        saves_power: false,
    };

    #[test]
    fn a_phone_that_is_well_warns_of_nothing() {
        assert_eq!(warnings(&WELL), []);
        let unknown = DeviceState {
            battery_percent: None,
            ..WELL
        };
        assert_eq!(warnings(&unknown), []);
    }

    #[test]
    fn the_gravest_is_told_first_and_each_thing_once() {
        let poor = DeviceState {
            battery_percent: Some(9),
            is_charging: false,
            free_bytes: 1,
            saves_power: true,
        };
        let all = [
            Warning::StorageFull,
            Warning::BatteryEmpty,
            Warning::PowerSaver,
        ];
        assert_eq!(warnings(&poor), all);
        let charging = DeviceState {
            is_charging: true,
            ..poor
        };
        assert!(!warnings(&charging).contains(&Warning::BatteryEmpty));
        let low = DeviceState {
            battery_percent: Some(29),
            free_bytes: 100 << 20,
            ..WELL
        };
        assert_eq!(warnings(&low), [Warning::BatteryLow, Warning::StorageLow]);
    }
}
