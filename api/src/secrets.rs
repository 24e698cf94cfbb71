//! What the server's one secret key is used for: access tokens, seals, and codes that can be made again.

use std::fs;
use std::io::Write;
use std::path::Path;

use aws_lc_rs::{hmac, rand};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hidamari_domain::id::SessionId;
use hidamari_domain::identity::Face;
use hidamari_domain::time::Moment;
use hidamari_domain::value::OneTimeCode;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Seconds an access token is good for.
pub const ACCESS_SECONDS: i64 = 300;

/// The keys. They cannot be printed.
pub struct Secrets {
    seal: hmac::Key,
    encode: EncodingKey,
    decode: DecodingKey,
    validations: [Validation; 3],
}

#[derive(Serialize, Deserialize)]
struct Claims {
    sub: SessionId,
    aud: String,
    exp: i64,
}

impl Secrets {
    /// Reads the key from the data folder, or makes one on the first start (readable by the owner only).
    ///
    /// # Errors
    /// When the folder cannot be written or the file is not a key.
    pub fn open(data: &Path) -> std::io::Result<Self> {
        fs::create_dir_all(data)?;
        let path = data.join("secret.key");
        let key = match fs::read(&path) {
            Ok(key) if key.len() == 32 => key,
            Ok(_) => return Err(std::io::Error::other(format!("{} is not a key of 32 bytes", path.display()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let key = random::<32>().to_vec();
                let mut options = fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut file = options.open(&path)?;
                file.write_all(&key)?;
                file.sync_all()?;
                key
            }
            Err(error) => return Err(error),
        };
        Ok(Self::from_key(&key))
    }

    fn from_key(key: &[u8]) -> Self {
        let seal = hmac::Key::new(hmac::HMAC_SHA256, key);
        let token_key = hmac::sign(&seal, b"access tokens");
        let validations = [Face::Family, Face::Classroom, Face::Office].map(|face| {
            let mut validation = Validation::new(Algorithm::HS256);
            validation.set_audience(&[face.key()]);
            validation.set_required_spec_claims(&["exp", "aud", "sub"]);
            validation.leeway = 0;
            // Checked by our own clock below.
            validation.validate_exp = false;
            validation
        });
        Self {
            seal,
            encode: EncodingKey::from_secret(token_key.as_ref()),
            decode: DecodingKey::from_secret(token_key.as_ref()),
            validations,
        }
    }

    /// An access token of a session.
    ///
    /// # Errors
    /// When the library refuses; it does not for a fixed algorithm.
    pub fn access_token(
        &self,
        session: SessionId,
        face: Face,
        now: Moment,
    ) -> Result<String, jsonwebtoken::errors::Error> {
        let claims = Claims { sub: session, aud: face.key().to_owned(), exp: now.timestamp() + ACCESS_SECONDS };
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &self.encode)
    }

    /// The session of an access token that is good now and for this face.
    pub fn session_of(&self, token: &str, face: Face, now: Moment) -> Option<SessionId> {
        let validation = self.validations.get(face as usize)?;
        let claims = jsonwebtoken::decode::<Claims>(token, &self.decode, validation).ok()?.claims;
        (claims.exp > now.timestamp()).then_some(claims.sub)
    }

    /// A seal over a text, base64url.
    pub fn seal(&self, purpose: &str, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.seal, format!("{purpose}\n{text}").as_bytes()))
    }

    /// Whether a seal fits.
    pub fn is_sealed(&self, purpose: &str, text: &str, seal: &str) -> bool {
        URL_SAFE_NO_PAD
            .decode(seal)
            .is_ok_and(|seal| hmac::verify(&self.seal, format!("{purpose}\n{text}").as_bytes(), &seal).is_ok())
    }

    /// 32 bytes that follow from the secret, for a key of another kind; another turn gives others.
    pub fn derived(&self, purpose: &str, turn: u8) -> Vec<u8> {
        hmac::sign(&self.seal, format!("key of {purpose}\n{turn}").as_bytes()).as_ref().to_vec()
    }

    /// The one-time code of an id: the same each time it is asked for, so that it need not be stored.
    pub fn code(&self, purpose: &str, id: uuid::Uuid) -> OneTimeCode {
        let tag = hmac::sign(&self.seal, format!("code of {purpose}\n{id}").as_bytes());
        let mut bytes = [0; OneTimeCode::LENGTH];
        for (to, from) in bytes.iter_mut().zip(tag.as_ref()) {
            *to = *from;
        }
        OneTimeCode::from_random(bytes)
    }
}

/// Random bytes from the system.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if rand::fill(&mut bytes).is_err() {
        // Without randomness no secret can be made; nothing may go on.
        std::process::abort();
    }
    bytes
}

/// A random token of 256 bits, base64url.
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// What is stored in place of a token or code.
pub fn hash(secret: &str) -> Vec<u8> {
    hash_bytes(secret.as_bytes())
}

/// The SHA-256 of bytes.
pub fn hash_bytes(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}
