//! What the other side does not take.

use chrono::TimeDelta;
use hidamari_domain::delivery::{ReadDelivery, TryDelivery};

use crate::post::Post;
use crate::{a_while, until};

#[actix_web::test]
async fn a_browser_that_is_gone_is_forgotten_and_one_that_is_busy_is_tried_again() {
    let post = Post::open().await;
    let mother = post.with_browser(post.world.mother, "gone", &[410]).await;
    let grandmother = post.with_browser(post.world.grandmother, "busy", &[429, 503]).await;
    mother.call::<TryDelivery>((), &Default::default()).await.unwrap();
    grandmother.call::<TryDelivery>((), &Default::default()).await.unwrap();
    until("two answers", || post.service.asked().len() == 2).await;
    for tries in [3, 4] {
        a_while().await;
        post.server.wait(TimeDelta::minutes(1));
        until("another try", || post.service.asked().len() == tries).await;
    }
    let busy: Vec<u16> =
        post.service.asked().into_iter().filter(|(browser, _)| browser == "busy").map(|(_, status)| status).collect();
    assert_eq!(busy, [429, 503, 201]);
    assert_eq!(post.shown().len(), 1);
    let mother = post.world.family_of(&post.server, post.world.mother).await;
    assert_eq!(mother.read::<ReadDelivery>((), &Default::default()).await.unwrap().devices, []);
}

#[actix_web::test]
async fn an_address_that_the_relay_refuses_for_good_is_not_tried_again_and_others_get_theirs() {
    let post = Post::open().await;
    post.relay.refuse("mother@example.jp");
    let mother = post.world.family_of(&post.server, post.world.mother).await;
    let grandmother = post.world.family_of(&post.server, post.world.grandmother).await;
    mother.call::<TryDelivery>((), &Default::default()).await.unwrap();
    grandmother.call::<TryDelivery>((), &Default::default()).await.unwrap();
    until("the grandmother's mail", || post.mails().len() == 1).await;
    a_while().await;
    let waiting = post.server.app.db.read(post_waits).await.unwrap();
    assert_eq!(waiting, 0, "nothing waits any more");
}

fn post_waits(conn: &mut hidamari::db::Conn) -> Result<i64, hidamari::failure::Failure> {
    use diesel::prelude::*;
    Ok(hidamari::db::schema::job::table.count().get_result(conn)?)
}
