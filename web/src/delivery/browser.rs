//! What this browser can do with push, and its subscription.

use hidamari_domain::delivery::NewPushDevice;
use hidamari_domain::id::PushDeviceId;
use hidamari_domain::value::Text;
use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use leptos::prelude::window;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Notification, NotificationPermission, PushEncryptionKeyName, PushManager, PushSubscription,
    PushSubscriptionOptionsInit, ServiceWorkerRegistration,
};

/// How this browser stands to push.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ability {
    /// It has none.
    None,
    /// An iPhone has it once the app is on its home screen.
    OnHomeScreen,
    /// The person has said no, and only they can take that back, in the browser's settings.
    Denied,
    /// The person has not been asked yet.
    Unasked,
    /// The person has said yes.
    Granted,
}

/// How this browser stands to push.
pub fn ability() -> Ability {
    let has = |name: &str| Reflect::has(&window(), &JsValue::from_str(name)).unwrap_or(false);
    if !window().is_secure_context() || !has("PushManager") || !has("Notification") {
        let agent = window().navigator().user_agent().unwrap_or_default();
        return if agent.contains("iPhone") || agent.contains("iPad") { Ability::OnHomeScreen } else { Ability::None };
    }
    match Notification::permission() {
        NotificationPermission::Granted => Ability::Granted,
        NotificationPermission::Denied => Ability::Denied,
        _ => Ability::Unasked,
    }
}

/// Asks the person, and subscribes with the server's key; nothing when they say no or the browser's service fails.
pub async fn subscribe(key: &str) -> Option<NewPushDevice> {
    JsFuture::from(Notification::request_permission().ok()?).await.ok()?;
    if ability() != Ability::Granted {
        return None;
    }
    let manager = manager().await?;
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key(&JsValue::from_str(key));
    let subscription = JsFuture::from(manager.subscribe_with_options(&options).ok()?).await.ok()?;
    device(&subscription.unchecked_into())
}

/// Ends the subscription. The server is told apart from it.
pub async fn unsubscribe() {
    if let Some(subscription) = subscription().await
        && let Ok(ending) = subscription.unsubscribe()
    {
        // What stays subscribed at the service gets no more messages: the server has forgotten it.
        let _ = JsFuture::from(ending).await;
    }
}

/// Whether messages could reach this browser and do not.
pub async fn is_unreached() -> bool {
    match ability() {
        Ability::Unasked | Ability::OnHomeScreen => true,
        Ability::Granted => subscription().await.is_none(),
        Ability::Denied | Ability::None => false,
    }
}

async fn subscription() -> Option<PushSubscription> {
    let found = JsFuture::from(manager().await?.get_subscription().ok()?).await.ok()?;
    (!found.is_null()).then(|| found.unchecked_into())
}

async fn manager() -> Option<PushManager> {
    let found = JsFuture::from(window().navigator().service_worker().get_registration()).await.ok()?;
    if found.is_undefined() { None } else { found.unchecked_into::<ServiceWorkerRegistration>().push_manager().ok() }
}

fn device(subscription: &PushSubscription) -> Option<NewPushDevice> {
    let key = |name| Some(base64url(&subscription.get_key(name).ok()??));
    Some(NewPushDevice {
        id: PushDeviceId(Uuid::now_v7()),
        endpoint: Text::parse(&subscription.endpoint()).ok()?,
        p256dh: Text::parse(&key(PushEncryptionKeyName::P256dh)??).ok()?,
        auth: Text::parse(&key(PushEncryptionKeyName::Auth)??).ok()?,
    })
}

fn base64url(bytes: &ArrayBuffer) -> Option<String> {
    let binary: String = Uint8Array::new(bytes).to_vec().into_iter().map(char::from).collect();
    let base64 = window().btoa(&binary).ok()?;
    Some(base64.replace('+', "-").replace('/', "_").trim_end_matches('=').to_owned())
}
