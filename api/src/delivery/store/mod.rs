mod choices;
mod devices;
mod log;
mod messages;
mod ways;

pub use choices::{choose, chosen};
pub use devices::{NewDevice, add_device, devices_of, end_device, own_devices, remove_device};
pub use log::{Told, list, told};
pub use messages::{NewDelivery, NewMessage, insert, open, written};
pub use ways::{To, Way, settle, way};

use crate::failure::Failure;

fn known<T>(found: Option<T>, what: &str, key: &str) -> Result<T, Failure> {
    found.ok_or_else(|| Failure::Fault(format!("a {what} of no known name: {key}")))
}
