//! A nursery whose server knows a push service and a relay.

use hidamari_domain::delivery::{AddPushDevice, Channel, Choice, Choices, Delivery, SetChoices, Topic};
use hidamari_domain::id::AccountId;

use crate::common::{Caller, Database, Server, World};
use crate::push_service::PushService;
use crate::relay::Relay;

pub struct Post {
    pub server: Server,
    pub world: World,
    pub service: PushService,
    pub relay: Relay,
}

impl Post {
    pub async fn open() -> Self {
        let (service, relay) = (PushService::start(), Relay::start());
        let (allowed, smtp) = (service.origin.clone(), relay.smtp());
        let server = Server::start_on(Database::create(), move |config| {
            config.push_services = vec![allowed];
            config.smtp = Some(smtp);
        })
        .await;
        let world = World::seed(&server).await;
        Self { server, world, service, relay }
    }

    /// Someone of a family whose browser is reached by push.
    pub async fn with_browser(&self, of: AccountId, browser: &str, answers: &[u16]) -> Caller {
        let person = self.world.family_of(&self.server, of).await;
        person.call::<AddPushDevice>((), &self.service.subscribe(browser, answers)).await.unwrap();
        person
    }

    /// What the browsers have shown: the browser, the first line, the rest.
    pub fn shown(&self) -> Vec<(String, String, String)> {
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let shown = self.service.shown().into_iter();
        let mut all: Vec<_> =
            shown.map(|each| (each.browser, text(&each.message["title"]), text(&each.message["body"]))).collect();
        all.sort_unstable();
        all
    }

    /// To whom mail has arrived, with its subject.
    pub fn mails(&self) -> Vec<(String, String)> {
        let mut all: Vec<_> = self.relay.arrived().into_iter().map(|mail| (mail.to, mail.subject)).collect();
        all.sort_unstable();
        all
    }
}

/// Somebody settles one thing.
pub async fn choose(by: &Caller, topic: Topic, channel: Channel, wanted: bool) -> Delivery {
    by.call::<SetChoices>((), &Choices { choices: vec![Choice { topic, channel, wanted }] }).await.unwrap()
}
