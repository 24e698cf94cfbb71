//! Screens that follow live changes, held open while the others ask.

use std::cell::RefCell;
use std::net::{Ipv4Addr, SocketAddr};
use std::rc::Rc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpSocket;
use tokio::task::JoinHandle;

use super::ward::Ward;

#[derive(Default)]
struct Seen {
    changes: usize,
    ended: usize,
}

/// Open streams.
pub struct Streams {
    tasks: Vec<JoinHandle<()>>,
    seen: Rc<RefCell<Seen>>,
}

impl Streams {
    /// Opens so many, of families, tablets and offices in turn.
    pub async fn open(ward: &Ward, address: SocketAddr, many: usize) -> Self {
        let seen = Rc::new(RefCell::new(Seen::default()));
        let mut tasks = Vec::with_capacity(many);
        for number in 0..many {
            let socket = TcpSocket::new_v4().expect("a socket");
            // One address has not enough ports for all.
            let own = Ipv4Addr::new(127, 0, 1, u8::try_from(number % 200).expect("small") + 1);
            socket.bind(SocketAddr::from((own, 0))).expect("a port");
            let mut stream = socket.connect(address).await.expect("a connection");
            stream.write_all(&ward.stream(number)).await.expect("a request sent");
            let mut buffer = Vec::with_capacity(1_024);
            stream.read_buf(&mut buffer).await.expect("a stream");
            assert!(buffer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&buffer));
            let seen = Rc::clone(&seen);
            tasks.push(tokio::task::spawn_local(async move {
                loop {
                    buffer.clear();
                    match stream.read_buf(&mut buffer).await {
                        Ok(read) if read > 0 => {
                            seen.borrow_mut().changes += buffer.windows(6).filter(|part| part == b"data: ").count();
                        }
                        _ => return seen.borrow_mut().ended += 1,
                    }
                }
            }));
        }
        Self { tasks, seen }
    }

    /// Closes them. Answers how many there were, how many changes they saw, and how many had ended before.
    pub fn close(self) -> (usize, usize, usize) {
        self.tasks.iter().for_each(JoinHandle::abort);
        let seen = self.seen.borrow();
        (self.tasks.len(), seen.changes, seen.ended)
    }
}
