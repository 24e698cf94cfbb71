//! What every face shares around its slices: the client, who is signed in, fetching, sending, and live changes.

mod asking;
mod clock;
mod connection;
pub mod dates;
mod failure;
mod fetch;
mod live;
pub mod phone;
mod session;

pub use asking::Asking;
pub use clock::Clock;
pub use connection::Connection;
pub use failure::{Said, said};
pub use fetch::{Fetched, fetch, send};
pub use live::on_change;
pub(crate) use live::request_lock;
pub use session::{Session, Signed, client, open_session, session};
