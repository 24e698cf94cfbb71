//! The server's name towards push services (VAPID, RFC 8292).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hidamari_domain::time::Moment;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;
use web_push_native::p256::SecretKey;
use web_push_native::p256::elliptic_curve::sec1::ToEncodedPoint;
use web_push_native::p256::pkcs8::EncodePrivateKey;

use crate::secrets::Secrets;

/// For how long a push service believes a token, in seconds; 24 hours at most (RFC 8292, section 2).
const SECONDS: i64 = 12 * 60 * 60;

/// The key pair. It follows from the server's secret, so that every node has the same.
pub struct Vapid {
    key: EncodingKey,
    /// The public key, base64url: an uncompressed point of P-256.
    pub public: String,
}

#[derive(Serialize)]
struct Claims<'a> {
    aud: &'a str,
    exp: i64,
    sub: &'a str,
}

impl Vapid {
    /// The key pair of a server.
    ///
    /// # Errors
    /// When the libraries do not agree on the shape of a key.
    pub fn new(secrets: &Secrets) -> Result<Self, String> {
        // One number in four billion is no key of this curve.
        let key = (0_u8..4).find_map(|turn| SecretKey::from_slice(&secrets.derived("vapid", turn)).ok());
        let key = key.ok_or("no key of P-256")?;
        let public = URL_SAFE_NO_PAD.encode(key.public_key().to_encoded_point(false).as_bytes());
        let der = key.to_pkcs8_der().map_err(|error| error.to_string())?;
        Ok(Self { key: EncodingKey::from_ec_der(der.as_bytes()), public })
    }

    /// The `Authorization` of a request to a push service; `origin` is the service, `contact` where its people find ours.
    ///
    /// # Errors
    /// When the library refuses the key.
    pub fn authorization(&self, origin: &str, contact: &str, now: Moment) -> Result<String, String> {
        let claims = Claims { aud: origin, exp: now.timestamp() + SECONDS, sub: contact };
        let token = jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, &self.key);
        Ok(format!("vapid t={}, k={}", token.map_err(|error| error.to_string())?, self.public))
    }
}
