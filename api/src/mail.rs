//! Mail out: by SMTP when a relay is configured, otherwise into the outbox folder, which the demonstration shows as a page.

use std::path::PathBuf;

use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use secrecy::ExposeSecret;

use crate::app::App;
use crate::jobs::Mail;

/// Sends one mail.
///
/// # Errors
/// What the relay or the disk said; the job is tried again.
pub async fn send(app: &App, mail: &Mail) -> Result<(), String> {
    let Some(smtp) = &app.config.smtp else { return keep(app, mail) };
    let message = Message::builder()
        .from(smtp.from.parse().map_err(text)?)
        .to(mail.to.as_ref().parse().map_err(text)?)
        .subject(mail.subject.clone())
        .header(ContentType::TEXT_PLAIN)
        .body(mail.text.clone())
        .map_err(text)?;
    let relay = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp.url.expose_secret()).map_err(text)?.build();
    relay.send(message).await.map(drop).map_err(text)
}

/// The folder in which mail stays when there is no relay.
pub fn outbox(app: &App) -> PathBuf {
    app.config.data.join("outbox")
}

fn keep(app: &App, mail: &Mail) -> Result<(), String> {
    let folder = outbox(app);
    std::fs::create_dir_all(&folder).map_err(text)?;
    let json = serde_json::to_vec(mail).map_err(text)?;
    std::fs::write(folder.join(format!("{}.json", uuid::Uuid::now_v7())), json).map_err(text)
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
