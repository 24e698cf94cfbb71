//! A nursery of the demonstration with many more children, and who marks them.

use std::path::Path;
use std::process::{Command, Stdio};

use hidamari_client::Client;
use hidamari_domain::id::ChildId;
use hidamari_domain::identity::{Credentials, Face, SignIn};
use hidamari_domain::value::{Email, Password};
use uuid::Uuid;

use crate::database::Database;

/// Children, so that no child is marked much more often than a child is.
pub const CHILDREN: u32 = 16_000;
/// How the ids of these children begin.
pub const OURS: &str = "0000000c-";
const ROWS: u32 = 500;
/// The demonstration's director; its passwords are known.
const DIRECTOR: (&str, &str) = ("director1@example.jp", "hidamari-demo");

/// Where everything is. The database is gone when it is dropped.
pub struct Site {
    /// The database.
    pub database: Database,
}

/// The id of a child.
pub fn child(number: u32) -> ChildId {
    ChildId(Uuid::from_u128((0xc << 96) + u128::from(number)))
}

impl Site {
    /// Fills a database.
    pub fn open(program: &Path, database: Database) -> Self {
        let site = Self { database };
        let mut demo = site.command(program);
        let made = demo.args(["demo", "--facilities", "1", "--children", "1"]).stdout(Stdio::null()).status();
        assert!(made.is_ok_and(|status| status.success()), "the demonstration was not made");
        let mut conn = site.database.open();
        for first in (0..CHILDREN).step_by(ROWS as usize) {
            let rows: Vec<String> = (first..first + ROWS)
                .map(|number| {
                    format!(
                        "('{}', (SELECT id FROM municipality), (SELECT id FROM facility), \
                         (SELECT id FROM household LIMIT 1), '佐藤', '{number}番', 'サトウ', 'バン', '2020-05-05', \
                         '2026-04-01', '2026-04-01T00:00:00.000000Z')",
                        child(number)
                    )
                })
                .collect();
            conn.run(&format!(
                "INSERT INTO child (id, municipality_id, facility_id, household_id, family_name, given_name, \
                 family_kana, given_kana, birth_date, enrolled_on, created_at) VALUES {}",
                rows.join(", ")
            ));
        }
        site
    }

    /// The server's program with this database.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env("HIDAMARI_DATABASE", &self.database.url)
            .env("HIDAMARI_DATA", &self.database.folder)
            .env("HIDAMARI_LOG", "warn")
            .env("HIDAMARI_CONNECTIONS", "4");
        command
    }
}

/// Signs in, and answers with the cookies of the session; `None` when the server cannot be reached now.
pub async fn sign_in(origin: &str) -> Option<String> {
    let client = Client::new(Face::Office, origin);
    let credentials = Credentials {
        face: Face::Office,
        email: Email::parse(DIRECTOR.0).expect("an address"),
        password: Password::parse(DIRECTOR.1).expect("a password"),
    };
    client.call::<SignIn>((), &credentials).await.ok()?;
    Some(client.cookie_header())
}
