//! Delivery, through the public door: a push service that decrypts what it is sent, and a mail relay that speaks SMTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

#[path = "delivery/arrivals.rs"]
mod arrivals;
#[path = "delivery/choices.rs"]
mod choices;
#[path = "delivery/faults.rs"]
mod faults;
#[path = "delivery/post.rs"]
mod post;
#[path = "delivery/push_service.rs"]
mod push_service;
#[path = "delivery/questions.rs"]
mod questions;
#[path = "delivery/relay.rs"]
mod relay;
#[path = "delivery/replies.rs"]
mod replies;

use std::time::{Duration, Instant};

/// Waits until something is so; background work takes its time.
async fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_secs(20), "not within 20 seconds: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Long enough for what must not come.
async fn a_while() {
    tokio::time::sleep(Duration::from_millis(2_500)).await;
}
