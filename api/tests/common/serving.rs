use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use actix_web::rt::System;
use hidamari::app::App;
use tokio::sync::oneshot;

/// A server on a thread of its own, so that it can be stopped when a test lets it go.
pub struct Serving {
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Serving {
    pub fn start(app: App) -> Self {
        let (started, address) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let serve = async move {
            let running = hidamari::cli::start(&app).unwrap();
            started.send(running.address).unwrap();
            drop(stopped.await);
            running.abort().await;
        };
        let thread = thread::spawn(move || System::new().block_on(serve));
        Self { address: address.recv().unwrap(), stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.stop.take());
        drop(self.thread.take().map(JoinHandle::join));
    }
}
