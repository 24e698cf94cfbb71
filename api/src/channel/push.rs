//! Web Push out (RFC 8030), encrypted for the browser alone (RFC 8291).

use std::sync::OnceLock;
use std::time::Duration;

use hidamari_domain::delivery::Why;
use hidamari_domain::time::Moment;
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode, Url};
use web_push_native::p256::PublicKey;
use web_push_native::{Auth, encrypt};

use super::Unsent;
use super::vapid::Vapid;
use crate::config::Config;
use crate::secrets::Secrets;

/// How long a push service may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it keeps a message for a browser that is away, in seconds: what was so this morning is no news at night.
const KEPT: u32 = 4 * 60 * 60;

/// Sends pushes.
pub struct Push {
    vapid: Vapid,
    /// The services that may be named: an origin, or with `*.` every host under it.
    services: Vec<String>,
    /// Where a service's people find ours.
    contact: String,
    client: OnceLock<Client>,
}

/// A browser's subscription.
#[derive(Clone, Debug)]
pub struct Subscription {
    endpoint: Url,
    key: PublicKey,
    auth: Auth,
}

impl Push {
    /// Push with the server's key.
    ///
    /// # Errors
    /// When there is no such key.
    pub fn new(secrets: &Secrets, config: &Config) -> Result<Self, String> {
        let (services, contact) = (config.push_services.clone(), config.address.clone());
        Ok(Self { vapid: Vapid::new(secrets)?, services, contact, client: OnceLock::new() })
    }

    /// A subscription to one of the services that are allowed: the server calls no address that a stranger thinks up.
    ///
    /// # Errors
    /// The name of the field that is none.
    pub fn subscription(&self, endpoint: &str, p256dh: &[u8], auth: &[u8]) -> Result<Subscription, &'static str> {
        let endpoint = Url::parse(endpoint).ok().filter(|url| self.allows(url)).ok_or("endpoint")?;
        let key = PublicKey::from_sec1_bytes(p256dh).map_err(|_| "p256dh")?;
        let auth = <[u8; 16]>::try_from(auth).map_err(|_| "auth")?;
        Ok(Subscription { endpoint, key, auth: auth.into() })
    }

    fn allows(&self, url: &Url) -> bool {
        let origin = url.origin().ascii_serialization();
        let has_person = !url.username().is_empty() || url.password().is_some();
        let is_of = |allowed: &String| match allowed.split_once("*.") {
            Some((scheme, under)) => {
                let host = origin.strip_prefix(scheme).and_then(|host| host.strip_suffix(under));
                host.is_some_and(|left| left.len() > 1 && left.ends_with('.'))
            }
            None => origin == *allowed,
        };
        !has_person && self.services.iter().any(is_of)
    }

    /// The public key by which browsers subscribe.
    pub fn key(&self) -> &str {
        &self.vapid.public
    }

    /// Sends one message. `is_urgent` wakes a phone that saves its battery.
    ///
    /// # Errors
    /// [`Why::Gone`] when the browser takes no more messages.
    pub async fn send(&self, to: &Subscription, message: Vec<u8>, is_urgent: bool, now: Moment) -> Result<(), Unsent> {
        let origin = to.endpoint.origin().ascii_serialization();
        let body = encrypt(message, &to.key, &to.auth).map_err(|error| Unsent::new(Why::Refused, error))?;
        let refused = |error: String| Unsent::new(Why::Refused, error);
        let request = self
            .client()
            .map_err(|error| Unsent::new(Why::Unreachable, error))?
            .post(to.endpoint.clone())
            .header("authorization", self.vapid.authorization(&origin, &self.contact, now).map_err(refused)?)
            .header("content-encoding", "aes128gcm")
            .header("content-type", "application/octet-stream")
            .header("ttl", KEPT)
            .header("urgency", if is_urgent { "high" } else { "normal" })
            .body(body);
        // The address is a secret between the browser and us: no error says it.
        let answer = request.send().await.map_err(|error| Unsent::new(Why::Unreachable, error.without_url()))?;
        let said = answer.status();
        match said {
            _ if said.is_success() => Ok(()),
            StatusCode::NOT_FOUND | StatusCode::GONE => Err(Unsent::new(Why::Gone, said)),
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => Err(Unsent::new(Why::Unreachable, said)),
            _ if said.is_server_error() => Err(Unsent::new(Why::Unreachable, said)),
            _ => Err(Unsent::new(Why::Refused, said)),
        }
    }

    /// Made at the first push: a machine without certificates serves all the same.
    fn client(&self) -> Result<&Client, reqwest::Error> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = Client::builder().timeout(PATIENCE).redirect(Policy::none()).no_proxy().build()?;
        Ok(self.client.get_or_init(|| client))
    }
}
