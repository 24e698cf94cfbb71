//! The nursery that is measured: one facility, a class of 30, and as many other children as a morning of a whole
//! ward, so that no child is marked more often than a child is.

use std::net::SocketAddr;

use diesel::connection::SimpleConnection;
use hidamari::failure::Failure;
use hidamari_domain::id::{ChildId, ClassId, DeviceId};
use hidamari_domain::identity::Face;
use uuid::Uuid;

use crate::common::{Caller, Database, Server, World};

/// Children besides those of the small world.
pub const CHILDREN: u32 = 30_000;
/// Children of the class whose board is read.
const TILES: u32 = 30;
const ROWS: u32 = 500;

/// The server and who asks it.
pub struct Place {
    /// The server.
    pub server: Server,
    /// The small world.
    pub world: World,
    /// The class of 30.
    pub class: ClassId,
    /// The tablet's cookie.
    pub cookie: String,
    /// The tablet.
    pub tablet: Caller,
}

/// The id of one of the many children.
pub fn child(number: u32) -> ChildId {
    ChildId(Uuid::from_u128((0xc << 96) + u128::from(number)))
}

impl Place {
    /// Starts a server and fills its database.
    pub async fn open(database: Database) -> Self {
        let server = Server::start_on(database, |config| {
            config.workers = 0;
            config.connections = 8;
        })
        .await;
        let world = World::seed(&server).await;
        let (class, session) = fill(&server, &world).await;
        let face = Face::Classroom;
        let token = server.app.secrets.access_token(session, face, server.app.clock.now()).expect("a token");
        let cookie = format!("__Host-{}={token}", face.key());
        let tablet = server.caller(face, session);
        Self { server, world, class, cookie, tablet }
    }

    /// Where the server listens.
    pub fn address(&self) -> SocketAddr {
        self.server.origin.trim_start_matches("http://").parse().expect("an address")
    }

    /// The tablet that asks.
    pub fn device(&self) -> DeviceId {
        self.world.tablet
    }
}

async fn fill(server: &Server, world: &World) -> (ClassId, hidamari_domain::id::SessionId) {
    let (facility, tablet, hinata) = (world.tsukushi, world.tablet, world.hinata);
    let (class, household, session) = server
        .seed(move |seeds| {
            (seeds.class(facility, "ひまわり組", 5), seeds.household(hinata), seeds.device_session(tablet, None))
        })
        .await;
    server
        .app
        .work(move |work| {
            for first in (0..CHILDREN).step_by(ROWS as usize) {
                let rows: Vec<String> = (first..first + ROWS)
                    .map(|number| {
                        let class = if number < TILES { format!("'{class}'") } else { "NULL".to_owned() };
                        format!(
                            "('{}', '{hinata}', '{facility}', {class}, '{household}', '佐藤', '{number}番', 'サトウ', \
                             'バン', '2020-05-05', '2026-04-01', '2026-04-01T00:00:00.000000Z')",
                            child(number)
                        )
                    })
                    .collect();
                work.conn.batch_execute(&format!(
                    "INSERT INTO child (id, municipality_id, facility_id, class_id, household_id, family_name, \
                     given_name, family_kana, given_kana, birth_date, enrolled_on, created_at) VALUES {}",
                    rows.join(", ")
                ))?;
            }
            // Thirty children are thirty households: brothers and sisters are the exception.
            for number in 0..TILES {
                let home = Uuid::from_u128((0xd << 96) + u128::from(number));
                work.conn.batch_execute(&format!(
                    "INSERT INTO household (id, municipality_id, created_at) \
                     VALUES ('{home}', '{hinata}', '2026-04-01T00:00:00.000000Z'); \
                     UPDATE child SET household_id = '{home}' WHERE id = '{}'",
                    child(number)
                ))?;
            }
            Ok::<_, Failure>(())
        })
        .await
        .expect("children");
    (class, session)
}
