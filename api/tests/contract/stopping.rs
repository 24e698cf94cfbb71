//! A server that is told to stop, stops in good order, whatever it is at.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use secrecy::ExposeSecret;

use crate::common::Database;

#[test]
fn told_to_stop_it_ends_without_an_error() {
    let database = Database::create();
    for round in 0..8 {
        let mut server = Command::new(env!("CARGO_BIN_EXE_hidamari"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("HIDAMARI_DATABASE", database.url.expose_secret())
            .env("HIDAMARI_DATA", &database.folder)
            .env("HIDAMARI_LOG", "error")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(server.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
        assert!(address.starts_with("http://127.0.0.1:"), "{address}");
        // From the moment it says so, when the background work has hardly begun.
        std::thread::sleep(std::time::Duration::from_millis(round * 5));
        let kill = format!("kill {}", server.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        let ended = server.wait_with_output().unwrap();
        assert!(ended.status.success(), "{} {}", ended.status, String::from_utf8_lossy(&ended.stderr));
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    }
}
