//! Passwords and PINs by Argon2id (OWASP: 19 MiB, 2 passes), a few at a time so that signing in cannot starve the server.

use std::sync::Arc;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use crate::failure::Failure;

/// The way to the hashing threads.
pub struct Hasher {
    places: Arc<Semaphore>,
}

impl Default for Hasher {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { places: Arc::new(Semaphore::new(cores)) }
    }
}

impl Hasher {
    /// Hashes a password or PIN.
    ///
    /// # Errors
    /// When the server is stopping.
    pub async fn hash(&self, secret: &str) -> Result<String, Failure> {
        let secret = secret.to_owned();
        self.run(move || hash_now(&secret)).await?
    }

    /// Whether a password or PIN fits its hash. Without a hash the same time is spent and the answer is no.
    ///
    /// # Errors
    /// When the server is stopping.
    pub async fn fits(&self, secret: &str, hash: Option<String>) -> Result<bool, Failure> {
        let secret = secret.to_owned();
        self.run(move || match hash.as_deref().map(PasswordHash::new) {
            Some(Ok(hash)) => argon().verify_password(secret.as_bytes(), &hash).is_ok(),
            _ => hash_now(&secret).is_err(),
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, run: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
        let stopped = || Failure::of(hidamari_domain::problem::Code::Unavailable);
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| stopped())?;
        let done = tokio::task::spawn_blocking(run).await.map_err(|_| stopped());
        drop(place);
        done
    }
}

/// Hashes here and now; for the command line.
///
/// # Errors
/// When the library refuses.
pub fn hash_now(secret: &str) -> Result<String, Failure> {
    argon()
        .hash_password(secret.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| Failure::Fault(error.to_string()))
}

fn argon() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}
