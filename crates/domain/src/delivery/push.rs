use serde::{Deserialize, Serialize};

use crate::id::PushDeviceId;
use crate::time::Moment;
use crate::value::Text;

/// A browser's subscription to push, as the browser gives it (RFC 8030, RFC 8291).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewPushDevice {
    /// Made by the client.
    pub id: PushDeviceId,
    /// Where its push service takes messages: an address of one of the services the server knows.
    pub endpoint: Text<1000>,
    /// The browser's public key: base64url, 65 bytes.
    pub p256dh: Text<100>,
    /// The secret it shares with the server: base64url, 16 bytes.
    pub auth: Text<40>,
}

/// A browser that is reached by push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PushDevice {
    /// By which it is ended.
    pub id: PushDeviceId,
    /// What the browser calls itself, shortened.
    pub browser: String,
    /// Since when.
    #[serde(deserialize_with = "crate::time::wire::moment")]
    pub added_at: Moment,
    /// Whether it is the one that asks.
    pub current: bool,
}
