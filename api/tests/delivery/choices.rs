//! What one settles, and the browsers one is reached by.

use hidamari_domain::delivery::{
    AddPushDevice, Channel, Choice, Choices, ReadDelivery, RemovePushDevice, SetChoices, Topic, TryDelivery,
};
use hidamari_domain::identity::SignOut;
use hidamari_domain::value::Text;

use crate::post::{Post, choose};
use crate::{a_while, until};

#[actix_web::test]
async fn what_is_wished_is_kept_and_safety_cannot_be_turned_off() {
    let post = Post::open().await;
    let mother = post.world.family_of(&post.server, post.world.mother).await;
    let raw = mother.json::<ReadDelivery>(()).await;
    insta::assert_json_snapshot!(raw, { ".push_key" => "[key]" }, @r#"
    {
      "choices": [
        {
          "channel": "push",
          "topic": "safety",
          "wanted": true
        },
        {
          "channel": "mail",
          "topic": "safety",
          "wanted": true
        },
        {
          "channel": "push",
          "topic": "attendance",
          "wanted": true
        },
        {
          "channel": "mail",
          "topic": "attendance",
          "wanted": false
        },
        {
          "channel": "push",
          "topic": "reply",
          "wanted": true
        },
        {
          "channel": "mail",
          "topic": "reply",
          "wanted": false
        }
      ],
      "devices": [],
      "push_key": "[key]"
    }
    "#);
    choose(&mother, Topic::Attendance, Channel::Push, false).await;
    choose(&mother, Topic::Attendance, Channel::Mail, true).await;
    let kept = choose(&mother, Topic::Attendance, Channel::Push, false).await;
    let wanted: Vec<bool> = kept.choices.iter().map(|choice| choice.wanted).collect();
    assert_eq!(wanted, [true, true, false, true, true, false]);
    let off = Choices { choices: vec![Choice { topic: Topic::Safety, channel: Channel::Mail, wanted: false }] };
    let refused = mother.call::<SetChoices>((), &off).await.unwrap_err();
    assert_eq!(refused.fields[0].field, "choices[0].wanted");
    assert!(refused.fields[0].title.contains("安全"));
}

#[actix_web::test]
async fn a_trial_goes_by_every_way_until_the_browser_is_taken_off_or_signed_out() {
    let post = Post::open().await;
    let (world, server) = (&post.world, &post.server);
    let mother = post.with_browser(world.mother, "phone", &[]).await;
    let at_work = post.with_browser(world.mother, "desk", &[]).await;
    mother.call::<TryDelivery>((), &Default::default()).await.unwrap();
    until("two pushes and a mail", || post.shown().len() == 2 && post.mails().len() == 1).await;
    assert_eq!(post.mails()[0].1, "【ひだまり】通知の試し送り");

    let known = mother.read::<ReadDelivery>((), &Default::default()).await.unwrap();
    assert_eq!(known.devices.iter().map(|device| device.current).collect::<Vec<_>>(), [false, true]);
    at_work.call::<SignOut>((), &Default::default()).await.unwrap();
    let other = world.family_of(server, world.grandmother).await;
    let refused = other.call::<RemovePushDevice>(known.devices[1].id, &Default::default()).await.unwrap_err();
    assert_eq!(refused.status, 404, "somebody else's");
    mother.call::<RemovePushDevice>(known.devices[1].id, &Default::default()).await.unwrap();
    assert_eq!(mother.read::<ReadDelivery>((), &Default::default()).await.unwrap().devices, []);
    mother.call::<TryDelivery>((), &Default::default()).await.unwrap();
    until("a mail", || post.mails().len() == 2).await;
    a_while().await;
    assert_eq!(post.shown().len(), 2);
}

#[actix_web::test]
async fn a_browser_belongs_to_whoever_signed_in_on_it_last() {
    let post = Post::open().await;
    let (world, server) = (&post.world, &post.server);
    let device = post.service.subscribe("shared", &[]);
    let mother = world.family_of(server, world.mother).await;
    mother.call::<AddPushDevice>((), &device).await.unwrap();
    let grandmother = world.family_of(server, world.grandmother).await;
    let same = hidamari_domain::delivery::NewPushDevice { id: uuid::Uuid::now_v7().into(), ..device };
    grandmother.call::<AddPushDevice>((), &same).await.unwrap();
    assert_eq!(mother.read::<ReadDelivery>((), &Default::default()).await.unwrap().devices, []);
    assert_eq!(grandmother.read::<ReadDelivery>((), &Default::default()).await.unwrap().devices.len(), 1);
}

#[actix_web::test]
async fn the_server_calls_no_address_that_a_stranger_thinks_up() {
    let post = Post::open().await;
    let mother = post.world.family_of(&post.server, post.world.mother).await;
    let good = post.service.subscribe("good", &[]);
    let port = &post.service.origin["http://127.0.0.1".len()..];
    for endpoint in [
        "http://127.0.0.1:1/push/good".to_owned(),
        format!("http://localhost{port}/push/good"),
        format!("https://127.0.0.1{port}/push/good"),
        format!("http://somebody@127.0.0.1{port}/push/good"),
        "http://169.254.169.254/latest".to_owned(),
        "file:///etc/passwd".to_owned(),
        "no address".to_owned(),
    ] {
        let wrong =
            hidamari_domain::delivery::NewPushDevice { endpoint: Text::parse(&endpoint).unwrap(), ..good.clone() };
        let refused = mother.call::<AddPushDevice>((), &wrong).await.unwrap_err();
        assert_eq!((refused.status, refused.fields[0].field.as_str()), (422, "endpoint"), "{endpoint}");
    }
    let short = hidamari_domain::delivery::NewPushDevice { auth: Text::parse("AAAA").unwrap(), ..good.clone() };
    assert_eq!(mother.call::<AddPushDevice>((), &short).await.unwrap_err().fields[0].field, "auth");
    let key = hidamari_domain::delivery::NewPushDevice { p256dh: Text::parse("AAAA").unwrap(), ..good };
    assert_eq!(mother.call::<AddPushDevice>((), &key).await.unwrap_err().fields[0].field, "p256dh");
}
