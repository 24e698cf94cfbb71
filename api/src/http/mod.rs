//! The HTTP wall: routes from the contract, callers, problems, headers, the faces' files. Names no slice.

mod answer;
mod answers;
mod caller;
mod faces;
mod headers;
mod health;
mod limits;
mod mount;
mod openapi;
mod outbox;
mod problem;
mod read;
mod serve;

pub use answer::{Answer, SetCookies};
pub use answers::Answers;
pub use caller::{Caller, refresh_cookie};
pub use limits::{Guess, Guesses};
pub use mount::{Ask, Routes};
pub use serve::{Mount, Server, serve};
