//! A push service on a port of its own: takes messages, checks their form and the server's token, and decrypts them
//! with the keys of the browsers that it knows.

use std::collections::HashMap;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use hidamari_domain::delivery::NewPushDevice;
use hidamari_domain::id::PushDeviceId;
use hidamari_domain::value::Text;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk};
use serde_json::Value;
use uuid::Uuid;
use web_push_native::p256::SecretKey;
use web_push_native::p256::elliptic_curve::sec1::ToEncodedPoint;

/// A message as a browser shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub browser: String,
    pub message: Value,
    pub urgency: String,
}

struct Browser {
    key: SecretKey,
    auth: [u8; 16],
    /// What is answered, first to last; then 201.
    answers: Vec<u16>,
}

/// The service.
#[derive(Clone)]
pub struct PushService {
    pub origin: String,
    browsers: Arc<Mutex<HashMap<String, Browser>>>,
    shown: Arc<Mutex<Vec<Shown>>>,
    /// Every request, with what it was answered.
    asked: Arc<Mutex<Vec<(String, u16)>>>,
}

impl PushService {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let service = Self { origin, browsers: Arc::default(), shown: Arc::default(), asked: Arc::default() };
        let own = service.clone();
        std::thread::spawn(move || {
            let server = HttpServer::new(move || {
                App::new().app_data(web::Data::new(own.clone())).route("/push/{browser}", web::post().to(take))
            });
            let server = server.workers(1).disable_signals().listen(listener).unwrap().run();
            actix_web::rt::System::new().block_on(server)
        });
        service
    }

    /// A browser subscribes; `answers` is what the service says to its first messages.
    pub fn subscribe(&self, browser: &str, answers: &[u16]) -> NewPushDevice {
        let key = loop {
            if let Ok(key) = SecretKey::from_slice(&hidamari::secrets::random::<32>()) {
                break key;
            }
        };
        let auth = hidamari::secrets::random::<16>();
        let text = |bytes: &[u8]| Text::parse(&BASE64.encode(bytes)).unwrap();
        let public = key.public_key().to_encoded_point(false);
        let device = NewPushDevice {
            id: PushDeviceId(Uuid::now_v7()),
            endpoint: Text::parse(&format!("{}/push/{browser}", self.origin)).unwrap(),
            p256dh: Text::parse(&BASE64.encode(public.as_bytes())).unwrap(),
            auth: text(&auth),
        };
        self.browsers.lock().unwrap().insert(browser.to_owned(), Browser { key, auth, answers: answers.to_vec() });
        device
    }

    /// What the browsers have shown.
    pub fn shown(&self) -> Vec<Shown> {
        self.shown.lock().unwrap().clone()
    }

    /// What was asked and answered.
    pub fn asked(&self) -> Vec<(String, u16)> {
        self.asked.lock().unwrap().clone()
    }
}

async fn take(service: web::Data<PushService>, request: HttpRequest, body: web::Bytes) -> HttpResponse {
    let browser = request.match_info().get("browser").unwrap().to_owned();
    let header = |name: &str| request.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(header("content-encoding"), "aes128gcm");
    assert!(header("ttl").parse::<u32>().unwrap() > 0);
    check_token(&header("authorization"), &service.origin);
    let mut browsers = service.browsers.lock().unwrap();
    let known = browsers.get_mut(&browser).unwrap();
    let status = if known.answers.is_empty() { 201 } else { known.answers.remove(0) };
    service.asked.lock().unwrap().push((browser.clone(), status));
    if status == 201 {
        let plain = web_push_native::decrypt(body.to_vec(), &known.key, &known.auth.into()).unwrap();
        let message = serde_json::from_slice(&plain).unwrap();
        service.shown.lock().unwrap().push(Shown { browser, message, urgency: header("urgency") });
    }
    HttpResponse::build(actix_web::http::StatusCode::from_u16(status).unwrap()).finish()
}

/// `vapid t=…, k=…` for this service (RFC 8292), signed by the key that stands beside it.
fn check_token(authorization: &str, origin: &str) {
    let (token, key) = authorization.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
    let point = BASE64.decode(key).unwrap();
    assert_eq!((point.len(), point[0]), (65, 4));
    let half = |bytes: &[u8]| BASE64.encode(bytes);
    let jwk: jwk::Jwk = serde_json::from_value(serde_json::json!({
        "kty": "EC", "crv": "P-256", "x": half(&point[1..33]), "y": half(&point[33..]),
    }))
    .unwrap();
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_audience(&[origin]);
    validation.set_required_spec_claims(&["exp", "aud", "sub"]);
    // The server's clock stands elsewhere; the token's time is looked at below.
    validation.validate_exp = false;
    let claims =
        jsonwebtoken::decode::<Value>(token, &DecodingKey::from_jwk(&jwk).unwrap(), &validation).unwrap().claims;
    assert!(claims["sub"].as_str().unwrap().starts_with("http"));
    assert!(claims["exp"].as_i64().unwrap() > 0);
}

/// The example of RFC 8291, section 5: what our tests decrypt with decrypts it.
#[test]
fn what_decrypts_here_decrypts_the_standards_own_example() {
    let body = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w\
                EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    let key = SecretKey::from_slice(&BASE64.decode("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94").unwrap()).unwrap();
    let auth = <[u8; 16]>::try_from(BASE64.decode("BTBZMqHH6r4Tts7J_aSIgg").unwrap()).unwrap();
    let plain = web_push_native::decrypt(BASE64.decode(body).unwrap(), &key, &auth.into()).unwrap();
    assert_eq!(String::from_utf8(plain).unwrap(), "When I grow up, I want to be a watermelon");
}
