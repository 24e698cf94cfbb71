//! Configuration by file, environment and flags, the later winning. Secrets cannot be printed.

use std::path::PathBuf;

use secrecy::SecretString;
use serde::Deserialize;

/// The services behind the browsers that people have: Chrome and most others, Firefox, Safari, Edge.
const PUSH_SERVICES: [&str; 4] = [
    "https://fcm.googleapis.com",
    "https://updates.push.services.mozilla.com",
    "https://*.push.apple.com",
    "https://*.notify.windows.com",
];

/// Everything the server can be told.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: SecretString,
    /// Address and port to listen on.
    pub listen: String,
    /// The folder for the secret key, the outbox and files.
    pub data: PathBuf,
    /// The folder with the built faces.
    pub web: PathBuf,
    /// The address people open, for links in letters and mail; no slash at the end.
    pub address: String,
    /// The facilities' time zone.
    pub timezone: chrono_tz::Tz,
    /// Database connections that are kept open.
    pub connections: u32,
    /// Worker threads of the server; 0 = one for each core.
    pub workers: usize,
    /// Whether this is the demonstration: mail goes to a page instead of out.
    pub demo: bool,
    /// Peers whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// The push services that browsers may name: an origin such as `https://fcm.googleapis.com`, or with `*.` every host
    /// under it. The server calls no other address.
    pub push_services: Vec<String>,
    /// Mail out; without it mail stays in the outbox folder.
    pub smtp: Option<Smtp>,
}

/// The mail relay.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// `smtps://user:password@host:port`, or `smtp://host:port?tls=required`.
    pub url: SecretString,
    /// The sender's address.
    pub from: String,
}

/// What the flags say; `None` leaves it to the environment, the file and the defaults.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// A TOML file.
    pub file: Option<PathBuf>,
    /// See [`Config::database`].
    pub database: Option<String>,
    /// See [`Config::listen`].
    pub listen: Option<String>,
    /// See [`Config::data`].
    pub data: Option<String>,
    /// See [`Config::demo`].
    pub demo: bool,
}

impl Config {
    /// Puts the configuration together: defaults, then the file, then `HIDAMARI_…` variables, then flags.
    ///
    /// # Errors
    /// When the file cannot be read or a value is not understood; the error names it.
    pub fn load(flags: &Flags) -> Result<Self, config::ConfigError> {
        let mut builder = config::Config::builder()
            .set_default("listen", "127.0.0.1:8080")?
            .set_default("data", "data")?
            .set_default("web", "target/web")?
            .set_default("address", "http://127.0.0.1:8080")?
            .set_default("timezone", "Asia/Tokyo")?
            .set_default("connections", 8)?
            .set_default("workers", 0)?
            .set_default("demo", false)?
            .set_default("trusted_proxies", Vec::<String>::new())?
            .set_default("push_services", PUSH_SERVICES.to_vec())?;
        if let Some(file) = &flags.file {
            builder = builder.add_source(config::File::from(file.as_path()));
        }
        let told = builder
            .add_source(environment())
            .set_override_option("database", flags.database.clone())?
            .set_override_option("listen", flags.listen.clone())?
            .set_override_option("data", flags.data.clone())?
            .set_override_option("demo", flags.demo.then_some(true))?
            .build()?;
        let beside_the_data = format!("sqlite:{}/hidamari.db", told.get_string("data")?);
        config::Config::builder().set_default("database", beside_the_data)?.add_source(told).build()?.try_deserialize()
    }
}

/// The variables that are ours; others may begin with `HIDAMARI_` too, such as `HIDAMARI_LOG`.
fn environment() -> config::Environment {
    const OURS: [&str; 13] = [
        "DATABASE",
        "LISTEN",
        "DATA",
        "WEB",
        "ADDRESS",
        "TIMEZONE",
        "CONNECTIONS",
        "WORKERS",
        "DEMO",
        "TRUSTED_PROXIES",
        "PUSH_SERVICES",
        "SMTP__URL",
        "SMTP__FROM",
    ];
    let ours =
        std::env::vars().filter(|(name, _)| name.strip_prefix("HIDAMARI_").is_some_and(|name| OURS.contains(&name)));
    config::Environment::with_prefix("HIDAMARI")
        .prefix_separator("_")
        .separator("__")
        .try_parsing(true)
        .list_separator(",")
        .with_list_parse_key("trusted_proxies")
        .with_list_parse_key("push_services")
        .source(Some(ours.collect()))
}
