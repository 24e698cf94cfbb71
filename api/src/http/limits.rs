//! Limits on guessing: per account, person or code, and per address. Kept in memory on each node, and generous
//! enough for a whole nursery behind one address. A guess that was right costs nothing.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use hidamari_domain::problem::Code;

use crate::failure::Failure;
use crate::secrets;

/// What is guessed, never in clear, and how often it may be.
#[derive(Clone, Debug)]
pub struct Guess {
    key: Vec<u8>,
    burst: f64,
    refill: Duration,
}

impl Guess {
    /// A guess at something named: ten tries, then one a minute.
    pub fn at(what: &str, name: &str) -> Self {
        Self { key: secrets::hash(&format!("{what}\n{name}")), burst: 10.0, refill: Duration::from_secs(60) }
    }

    /// A guess at a PIN of 10,000 or more: five tries, then one in five minutes.
    pub fn at_pin(person: &str) -> Self {
        Self { burst: 5.0, refill: Duration::from_secs(300), ..Self::at("pin", person) }
    }

    /// A guess at a thing that many share: thirty tries, then one in twenty seconds.
    pub fn shared(what: &str, name: &str) -> Self {
        Self { burst: 30.0, refill: Duration::from_secs(20), ..Self::at(what, name) }
    }
}

struct Bucket {
    left: f64,
    at: Instant,
}

/// The buckets.
pub struct Guesses {
    named: Mutex<HashMap<Vec<u8>, Bucket>>,
    addresses: RateLimiter<IpAddr, DashMapStateStore<IpAddr>, DefaultClock>,
}

impl Default for Guesses {
    fn default() -> Self {
        // A nursery's parents meeting on its Wi-Fi all sign in on the same evening.
        let burst = NonZeroU32::new(600).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_second(NonZeroU32::new(5).unwrap_or(NonZeroU32::MIN)).allow_burst(burst);
        Self { named: Mutex::default(), addresses: RateLimiter::keyed(quota) }
    }
}

impl Guesses {
    /// Counts a try, before the secret is compared.
    ///
    /// # Errors
    /// `TooMany`.
    pub fn count(&self, guess: &Guess, address: IpAddr) -> Result<(), Failure> {
        let too_many = || Failure::of(Code::TooMany);
        self.addresses.check_key(&address).map_err(|_| too_many())?;
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let bucket = named.entry(guess.key.clone()).or_insert(Bucket { left: guess.burst, at: now });
        let refilled = now.duration_since(bucket.at).as_secs_f64() / guess.refill.as_secs_f64();
        *bucket = Bucket { left: (bucket.left + refilled).min(guess.burst), at: now };
        if bucket.left < 1.0 {
            return Err(too_many());
        }
        bucket.left -= 1.0;
        Ok(())
    }

    /// The try was right: it does not count.
    pub fn passed(&self, guess: &Guess) {
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        named.remove(&guess.key);
    }

    /// Lets go of what has been quiet for a day.
    pub fn tidy(&self) {
        let mut named = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        named.retain(|_, bucket| bucket.at.elapsed() < Duration::from_secs(86_400));
        self.addresses.retain_recent();
    }
}
