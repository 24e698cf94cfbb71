//! Delivery (配信): messages to people, by push and by mail, as each of them wishes, and what became of them.

mod log;
mod push;
mod topic;

pub use log::*;
pub use push::*;
pub use topic::*;

use serde::{Deserialize, Serialize};

use crate::contract::{Nothing, endpoints};
use crate::id::{FacilityId, MessageId, PushDeviceId};

/// How messages reach the one who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Delivery {
    /// The server's public key, by which a browser subscribes: base64url, a point of P-256.
    pub push_key: String,
    /// What is wished, of each topic by each channel.
    pub choices: Vec<Choice>,
    /// The browsers that are reached by push, the newest first.
    pub devices: Vec<PushDevice>,
}

endpoints! {
    /// How messages reach oneself.
    ReadDelivery: Get "/api/me/delivery" => Delivery, may ManageDelivery;
    /// Settles about what one is told by which channel; what keeps children safe is always told.
    SetChoices: Put "/api/me/delivery/choices", Choices => Delivery, may ManageDelivery;
    /// Lets messages reach this browser by push. A browser that was another's is that no more.
    AddPushDevice: Post "/api/me/push-devices", NewPushDevice => Delivery, may ManageDelivery;
    /// Ends push to one of one's own browsers.
    RemovePushDevice: Delete "/api/me/push-devices/{push_device}" (PushDeviceId) => Delivery, may ManageDelivery;
    /// Sends oneself a message by every channel there is, to see that it arrives.
    TryDelivery: Post "/api/me/delivery/trial" => Nothing, may ManageDelivery;
    /// One has opened a message; the first time counts.
    OpenMessage: Post "/api/me/messages/{message}/opening" (MessageId) => Nothing, may ManageDelivery;
    /// What was sent about a facility's children, to whom, and what became of it, newest first, 50 at most.
    ListMessages: Get "/api/facilities/{facility}/messages" (FacilityId) ? MessagesQuery => Vec<Message>,
        may ReadMessages on |input| input.path, audited;
}
