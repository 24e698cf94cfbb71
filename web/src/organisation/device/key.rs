//! The tablet's key. Its private half never leaves the browser, not even into our hands.

use hidamari_domain::value::Text;
use js_sys::futures::JsFuture;
use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CryptoKey, SubtleCrypto};

const KIND: &str = r#"{"name":"ECDSA","namedCurve":"P-256"}"#;
const SIGNING: &str = r#"{"name":"ECDSA","hash":"SHA-256"}"#;

/// A key pair just made.
#[derive(Clone)]
pub struct NewKey {
    /// Cannot be exported.
    pub private: CryptoKey,
    /// The uncompressed point, base64url.
    pub public: Text<90>,
}

/// Makes a key pair.
///
/// # Errors
/// When the browser has no such cryptography: a page without TLS.
pub async fn make() -> Result<NewKey, JsValue> {
    let subtle = subtle()?;
    let uses = Array::of1(&"sign".into());
    let pair = JsFuture::from(subtle.generate_key_with_object(&object(KIND)?, false, &uses)?).await?;
    let half = |name: &str| Reflect::get(&pair, &name.into()).map(JsCast::unchecked_into::<CryptoKey>);
    let point = JsFuture::from(subtle.export_key("raw", &half("publicKey")?)?).await?;
    Ok(NewKey { private: half("privateKey")?, public: base64url(&point)? })
}

/// Signs a text.
///
/// # Errors
/// When the browser refuses the key.
pub async fn sign(private: &CryptoKey, text: &str) -> Result<Text<90>, JsValue> {
    let bytes = Uint8Array::from(text.as_bytes());
    let signature = subtle()?.sign_with_object_and_js_u8_array(&object(SIGNING)?, private, &bytes)?;
    base64url(&JsFuture::from(signature).await?)
}

fn subtle() -> Result<SubtleCrypto, JsValue> {
    let subtle = window().crypto()?.subtle();
    if subtle.is_undefined() { Err(JsValue::UNDEFINED) } else { Ok(subtle) }
}

fn object(json: &str) -> Result<Object, JsValue> {
    Ok(JSON::parse(json)?.unchecked_into())
}

fn base64url(buffer: &JsValue) -> Result<Text<90>, JsValue> {
    let bytes: String = Uint8Array::new(buffer).to_vec().into_iter().map(char::from).collect();
    let text = window().btoa(&bytes)?;
    let text = text.trim_end_matches('=').replace('+', "-").replace('/', "_");
    Text::parse(&text).map_err(|_| JsValue::UNDEFINED)
}
