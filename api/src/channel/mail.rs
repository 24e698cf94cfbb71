//! Mail out: by SMTP when a relay is configured, otherwise into the outbox folder, which the demonstration shows as a page.

use std::path::{Path, PathBuf};

use hidamari_domain::delivery::Why;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;

use super::Unsent;
use crate::config::{Config, Smtp};
use crate::jobs::Mail;

/// Sends mail.
pub enum Mailer {
    /// To a relay, whose connections are kept open.
    Relay(Box<Relay>),
    /// Into a folder, because there is none.
    Folder(PathBuf),
}

/// A mail relay.
pub struct Relay {
    from: lettre::message::Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl Mailer {
    /// Mail as it is configured.
    ///
    /// # Errors
    /// When the relay's URL or the sender's address is not understood.
    pub fn new(config: &Config) -> Result<Self, String> {
        match &config.smtp {
            Some(smtp) => Ok(Self::Relay(Box::new(Relay::new(smtp)?))),
            None => Ok(Self::Folder(outbox(config))),
        }
    }

    /// Sends one mail.
    ///
    /// # Errors
    /// What the relay or the disk said.
    pub async fn send(&self, mail: &Mail) -> Result<(), Unsent> {
        let relay = match self {
            Self::Relay(relay) => relay,
            Self::Folder(folder) => return keep(folder, mail).map_err(|error| Unsent::new(Why::Unreachable, error)),
        };
        let refused = |error: &dyn std::fmt::Display| Unsent::new(Why::Refused, error);
        let message = Message::builder()
            .from(relay.from.clone())
            .to(mail.to.as_ref().parse().map_err(|error| refused(&error))?)
            .subject(mail.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.clone())
            .map_err(|error| refused(&error))?;
        let why = |error: &lettre::transport::smtp::Error| {
            if error.is_permanent() { Why::Refused } else { Why::Unreachable }
        };
        relay.transport.send(message).await.map(drop).map_err(|error| Unsent::new(why(&error), error))
    }
}

impl Relay {
    fn new(smtp: &Smtp) -> Result<Self, String> {
        let from = smtp.from.parse().map_err(|error| format!("smtp.from: {error}"))?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp.url.expose_secret());
        Ok(Self { from, transport: transport.map_err(|error| format!("smtp.url: {error}"))?.build() })
    }
}

/// The folder in which mail stays when there is no relay.
pub fn outbox(config: &Config) -> PathBuf {
    config.data.join("outbox")
}

fn keep(folder: &Path, mail: &Mail) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(format!("{}.json", uuid::Uuid::now_v7())), serde_json::to_vec(mail)?)
}
