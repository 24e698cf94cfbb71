//! The network between tablet and server, which breaks at any moment of a request or its answer.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Where an exchange is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// Nothing of the request passes.
    BeforeRequest,
    /// A part of it passes.
    DuringRequest,
    /// All of it passes, and nothing of the answer.
    BeforeAnswer,
    /// A part of the answer passes.
    DuringAnswer,
    /// All of it passes; the next request finds the connection gone.
    AfterAnswer,
}

const CUTS: [Cut; 5] = [Cut::BeforeRequest, Cut::DuringRequest, Cut::BeforeAnswer, Cut::DuringAnswer, Cut::AfterAnswer];

/// How many cuts there were, and how many there shall be.
pub struct Proxy {
    server: String,
    wanted: usize,
    begun: AtomicUsize,
    done: Mutex<BTreeMap<Cut, usize>>,
}

impl Proxy {
    /// Cuts every other exchange until it has made as many cuts as wanted; from then on all pass.
    pub async fn open(server: String, wanted: usize) -> (Arc<Self>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let proxy = Arc::new(Self { server, wanted, begun: AtomicUsize::new(0), done: Mutex::default() });
        let passing = Arc::clone(&proxy);
        tokio::spawn(async move {
            while let Ok((tablet, _)) = listener.accept().await {
                let proxy = Arc::clone(&passing);
                tokio::spawn(async move { proxy.pass(tablet).await });
            }
        });
        (proxy, origin)
    }

    /// How many cuts have been made, by their places.
    pub fn cuts(&self) -> BTreeMap<Cut, usize> {
        self.done.lock().unwrap().clone()
    }

    /// Whether there are as many as wanted.
    pub fn is_done(&self) -> bool {
        self.cuts().values().sum::<usize>() >= self.wanted
    }

    fn next_cut(&self) -> Option<Cut> {
        let is_wanted = fastrand::bool() && self.begun.fetch_add(1, Ordering::AcqRel) < self.wanted;
        is_wanted.then(|| CUTS[fastrand::usize(..CUTS.len())])
    }

    fn note(&self, cut: Cut) {
        *self.done.lock().unwrap().entry(cut).or_default() += 1;
    }

    async fn pass(&self, mut tablet: TcpStream) {
        let Ok(mut server) = TcpStream::connect(&self.server).await else { return };
        while let Some(request) = message(&mut tablet).await {
            let Some(cut) = self.next_cut() else {
                if !exchange(&mut tablet, &mut server, &request).await {
                    return;
                }
                continue;
            };
            self.cut(cut, tablet, server, &request).await;
            self.note(cut);
            return;
        }
    }

    /// Both ends learn of it in one of the two ways there are: the connection is closed, or reset.
    async fn cut(&self, cut: Cut, mut tablet: TcpStream, mut server: TcpStream, request: &[u8]) {
        if fastrand::bool() {
            // Only a connection that is gone already refuses.
            drop(tablet.set_zero_linger());
            drop(server.set_zero_linger());
        }
        let part = |whole: &[u8]| fastrand::usize(1..whole.len());
        match cut {
            Cut::BeforeRequest => {}
            Cut::DuringRequest => drop(server.write_all(&request[..part(request)]).await),
            Cut::BeforeAnswer => {
                drop(server.write_all(request).await);
                drop(tablet);
                // The server goes on, or meets the end while it works or answers.
                tokio::time::sleep(std::time::Duration::from_micros(fastrand::u64(..20_000))).await;
            }
            Cut::DuringAnswer | Cut::AfterAnswer => {
                drop(server.write_all(request).await);
                if let Some(answer) = message(&mut server).await {
                    let end = if cut == Cut::AfterAnswer { answer.len() } else { part(&answer) };
                    drop(tablet.write_all(&answer[..end]).await);
                    // What a reset overtakes would never have been sent.
                    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
                }
            }
        }
    }
}

async fn exchange(tablet: &mut TcpStream, server: &mut TcpStream, request: &[u8]) -> bool {
    if server.write_all(request).await.is_err() {
        return false;
    }
    match message(server).await {
        Some(answer) => tablet.write_all(&answer).await.is_ok(),
        None => false,
    }
}

/// A whole request or answer; `None` when the connection ends.
async fn message(from: &mut TcpStream) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(2_048);
    loop {
        if from.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
        if length(&bytes).is_some_and(|length| bytes.len() >= length) {
            return Some(bytes);
        }
    }
}

/// The length of the whole message, once its head is there.
fn length(bytes: &[u8]) -> Option<usize> {
    let head = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&bytes[..head]).ok()?.to_ascii_lowercase();
    let body = text.lines().find_map(|line| line.strip_prefix("content-length: "))?.trim().parse::<usize>().ok()?;
    Some(head + body)
}
