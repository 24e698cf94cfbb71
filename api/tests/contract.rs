//! What holds for the whole API: routes, headers, cookies, writes, sessions, limits, the audit's chain.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

#[path = "contract/answer.rs"]
mod answer;
#[path = "contract/audit.rs"]
mod audit;
#[path = "contract/bounds.rs"]
mod bounds;
#[path = "contract/cookies.rs"]
mod cookies;
#[path = "contract/custody.rs"]
mod custody;
#[path = "contract/document.rs"]
mod document;
#[path = "contract/ending.rs"]
mod ending;
#[path = "contract/guessing.rs"]
mod guessing;
#[path = "contract/headers.rs"]
mod headers;
#[path = "contract/operations.rs"]
mod operations;
#[path = "contract/refusals.rs"]
mod refusals;
#[path = "contract/sessions.rs"]
mod sessions;
#[path = "contract/stopping.rs"]
mod stopping;
#[path = "contract/tokens.rs"]
mod tokens;
