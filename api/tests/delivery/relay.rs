//! A mail relay that speaks SMTP.

use std::io;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hidamari::config::Smtp;
use mailin_embedded::{Handler, Response, Server, SslConfig, response};
use secrecy::SecretString;

/// A mail as it arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrived {
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// The relay.
#[derive(Clone, Default)]
pub struct Relay {
    pub port: u16,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    /// Addresses that it will not take.
    refused: Arc<Mutex<Vec<String>>>,
    /// The mail that is coming in.
    to: String,
    bytes: Vec<u8>,
}

impl Relay {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let relay = Self { port: listener.local_addr().unwrap().port(), ..Self::default() };
        let mut server = Server::new(relay.clone());
        server.with_name("relay.test").with_ssl(SslConfig::None).unwrap().with_tcp_listener(listener);
        std::thread::spawn(move || drop(server.serve()));
        relay
    }

    /// How the server reaches it.
    pub fn smtp(&self) -> Smtp {
        let url = SecretString::from(format!("smtp://127.0.0.1:{}", self.port));
        Smtp { url, from: "ひだまり <hidamari@example.jp>".to_owned() }
    }

    /// What has arrived.
    pub fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }

    /// From now on it refuses mail to this address for good.
    pub fn refuse(&self, address: &str) {
        self.refused.lock().unwrap().push(address.to_owned());
    }
}

impl Handler for Relay {
    fn rcpt(&mut self, to: &str) -> Response {
        self.to = to.to_owned();
        if self.refused.lock().unwrap().iter().any(|address| address == to) {
            return response::NO_MAILBOX;
        }
        response::OK
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let mail = String::from_utf8(std::mem::take(&mut self.bytes)).unwrap();
        let (head, body) = mail.split_once("\r\n\r\n").unwrap();
        assert!(head.contains("Content-Transfer-Encoding: base64"), "{head}");
        let head = head.replace("\r\n ", " ");
        let subject = head.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap();
        let arrived = Arrived { to: self.to.clone(), subject: words(subject), text: base64(&body.replace("\r\n", "")) };
        self.arrived.lock().unwrap().push(arrived);
        response::OK
    }
}

/// The text of encoded words (RFC 2047).
fn words(header: &str) -> String {
    let word = |word: &str| {
        let encoded = word.strip_prefix("=?utf-8?b?").and_then(|word| word.strip_suffix("?="));
        encoded.map_or_else(|| word.to_owned(), base64)
    };
    header.split(' ').map(word).collect()
}

fn base64(text: &str) -> String {
    String::from_utf8(STANDARD.decode(text).unwrap()).unwrap()
}
