//! Proving the tablet's key to the server.

use core::pin::Pin;

use hidamari_client::{CallError, Sent, decode, new_operation, prepare};
use hidamari_domain::contract::{Endpoint, Nothing};
use hidamari_domain::id::DeviceId;
use hidamari_domain::organisation::{ChallengeDevice, DeviceChallenge, DeviceProof, StartDevice};
use hidamari_domain::problem::Code;
use hidamari_domain::value::Text;
use web_sys::CryptoKey;

use super::tablet::is_refusal;
use super::{keep, key};
use crate::app::client;

/// An answer to come. Boxed, so that a browser loads the code that awaits it once and not for every endpoint.
pub type Asked = Pin<Box<dyn Future<Output = Result<Vec<u8>, CallError>>>>;

/// Sends a request once it is awaited.
pub fn ask(sent: Result<Sent, CallError>) -> Asked {
    Box::pin(async move { client().answer(&sent?).await })
}

/// Whether the session has ended.
pub fn is_signed_out(error: &CallError) -> bool {
    error.code() == Some(Code::SignedOut)
}

/// What came of the proof.
pub enum Proof {
    /// The session is open.
    Accepted,
    /// This browser has no key.
    NoKey,
    /// The server knows the key no more.
    Refused,
    /// The server could not be reached, or was busy.
    Unheard,
}

/// Opens a session by the key that is kept.
pub async fn prove() -> Proof {
    let Some((id, key)) = keep::kept().await else { return Proof::NoKey };
    // A nonce may have grown too old on a slow network: one more try before the tablet counts as refused.
    for _ in 0..2 {
        match open(id, &key).await {
            Ok(()) => return Proof::Accepted,
            Err(error) if error.code().is_some_and(is_refusal) => {}
            Err(_) => return Proof::Unheard,
        }
    }
    Proof::Refused
}

async fn open(id: DeviceId, key: &CryptoKey) -> Result<(), CallError> {
    let challenge = ask_at::<ChallengeDevice>(id, &Nothing {}).await?;
    let DeviceChallenge { nonce } = decode(&challenge)?;
    let signature = key::sign(key, &nonce).await.map_err(|_| CallError::Foreign)?;
    let nonce = Text::parse(&nonce).map_err(|_| CallError::Foreign)?;
    ask_at::<StartDevice>(id, &DeviceProof { nonce, signature }).await.map(drop)
}

fn ask_at<E>(id: DeviceId, body: &E::Body) -> Asked
where
    E: Endpoint<Path = DeviceId, Query = Nothing>,
{
    ask(prepare::<E>(new_operation(), &id, &Nothing {}, body))
}
