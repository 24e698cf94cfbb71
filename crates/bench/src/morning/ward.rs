//! The ward of the demonstration at its full size, signed in at every screen, and the bytes that those screens send.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use chrono::Utc;
use diesel::prelude::*;
use hidamari::app::App;
use hidamari::config::{Config, Flags};
use hidamari::db::Conn;
use hidamari::db::schema::{child, device, staff, tie};
use hidamari::db::types::{At, Key};
use hidamari::failure::Failure;
use hidamari::secrets::Secrets;
use hidamari_client::live_path;
use hidamari_domain::attendance::{ReadBoard, RecordMarks};
use hidamari_domain::contract::{Endpoint, PathParts};
use hidamari_domain::id::{AccountId, ChildId, ClassId, DeviceId, FacilityId, SessionId};
use hidamari_domain::identity::Face;
use secrecy::ExposeSecret;
use uuid::Uuid;

use crate::common::{Database, Seeds};

/// A ward of the handbook: facilities, and children of each.
const SIZE: [&str; 4] = ["--facilities", "62", "--children", "180"];
/// Families that have the page open in the busiest hour.
const FAMILIES: i64 = 4_000;

/// Who asks.
#[derive(Clone, Copy)]
pub enum Screen {
    /// A phone.
    Family,
    /// A director's desk.
    Office,
}

/// A screen with the cookie of its session.
struct SignedIn {
    session: SessionId,
    face: Face,
    cookie: String,
}

/// The ward and its screens.
pub struct Ward {
    /// The server's program.
    pub program: PathBuf,
    database: Database,
    secrets: Secrets,
    families: Vec<SignedIn>,
    offices: Vec<SignedIn>,
    /// One a facility.
    tablets: Vec<SignedIn>,
    /// Each with the place of its tablet.
    classes: Vec<(ClassId, usize)>,
    children: Vec<(ChildId, usize)>,
}

impl Ward {
    /// Makes it.
    pub async fn open() -> Self {
        let program = PathBuf::from(std::env::var_os("HIDAMARI_PROGRAM").expect("HIDAMARI_PROGRAM"));
        let database = Database::on_sqlite();
        let made = Command::new(&program).arg("demo").args(SIZE).envs(told(&database)).stdout(Stdio::null()).status();
        assert!(made.is_ok_and(|status| status.success()), "the demonstration was not made");
        let app = App::open(config(&database)).expect("the ward");
        let found = app.work(|work| Found::read(work.conn)).await.expect("its people");
        let secrets = Secrets::open(&database.folder).expect("keys");
        drop(app);
        let place = |of: FacilityId| found.facilities.iter().position(|each| *each == of).expect("a facility");
        let mut ward = Self {
            program,
            database,
            secrets,
            families: signed_in(&found.families, Face::Family),
            offices: signed_in(&found.offices, Face::Office),
            tablets: signed_in(&found.tablets, Face::Classroom),
            classes: found.classes.iter().map(|(class, of)| (*class, place(*of))).collect(),
            children: found.children.iter().map(|(child, of)| (*child, place(*of))).collect(),
        };
        ward.renew();
        ward
    }

    /// What the server is told of its database.
    pub fn environment(&self) -> [(&'static str, String); 2] {
        told(&self.database)
    }

    /// Tokens are good for five minutes.
    pub fn renew(&mut self) {
        for screen in self.families.iter_mut().chain(&mut self.offices).chain(&mut self.tablets) {
            let token = self.secrets.access_token(screen.session, screen.face, Utc::now()).expect("a token");
            screen.cookie = format!("__Host-{}={token}", screen.face.key());
        }
    }

    /// A reading by someone.
    pub fn read(&self, by: Screen, who: u32, path: &str) -> Vec<u8> {
        let screens = match by {
            Screen::Family => &self.families,
            Screen::Office => &self.offices,
        };
        get(&screens[who as usize % screens.len()], path)
    }

    /// A class's board at its tablet.
    pub fn board(&self, who: u32) -> Vec<u8> {
        let (class, tablet) = self.classes[who as usize % self.classes.len()];
        get(&self.tablets[tablet], &class.fill(ReadBoard::PATH))
    }

    /// A child's mark: all come, then all leave, then all come again.
    pub fn mark(&self, number: u32) -> Vec<u8> {
        let (turn, place) = (number as usize / self.children.len(), number as usize % self.children.len());
        // Neighbours in the list come from one class: real ones do not come one after another.
        let (child, tablet) = self.children[place * 7_919 % self.children.len()];
        let kind = if turn.is_multiple_of(2) { "arrival" } else { "departure" };
        let body = format!(
            r#"{{"marks":[{{"id":"{}","child":"{child}","kind":"{kind}","happened_at":"{}"}}]}}"#,
            Uuid::now_v7(),
            Utc::now().format("%Y-%m-%dT%H:%M:%S%.6fZ"),
        );
        let screen = &self.tablets[tablet];
        format!(
            "POST {} HTTP/1.1\r\norigin: http://localhost\r\n{}idempotency-key: {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            RecordMarks::PATH,
            headers(screen),
            Uuid::now_v7(),
            body.len(),
        )
        .into_bytes()
    }

    /// The request for a live stream: mostly families', as many tablets and desks as there are.
    pub fn stream(&self, number: usize) -> Vec<u8> {
        let others: Vec<&SignedIn> = self.tablets.iter().chain(&self.offices).collect();
        let screen = others.get(number).copied().unwrap_or_else(|| &self.families[number % self.families.len()]);
        get(screen, &live_path(screen.face))
    }
}

fn get(screen: &SignedIn, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\n{}\r\n", headers(screen)).into_bytes()
}

/// What a browser sends with every request.
fn headers(SignedIn { face, cookie, .. }: &SignedIn) -> String {
    format!(
        "host: localhost\r\nx-hidamari-face: {}\r\ncookie: {cookie}\r\naccept-encoding: gzip, deflate, br\r\n",
        face.key()
    )
}

fn signed_in(sessions: &[SessionId], face: Face) -> Vec<SignedIn> {
    sessions.iter().map(|session| SignedIn { session: *session, face, cookie: String::new() }).collect()
}

fn told(database: &Database) -> [(&'static str, String); 2] {
    [
        ("HIDAMARI_DATABASE", database.url.expose_secret().to_owned()),
        ("HIDAMARI_DATA", database.folder.display().to_string()),
    ]
}

fn config(database: &Database) -> Config {
    let file = database.folder.join("hidamari.toml");
    std::fs::write(&file, "connections = 1\n").expect("a file");
    let [(_, url), (_, data)] = told(database);
    let flags = Flags { file: Some(file), database: Some(url), data: Some(data), ..Flags::default() };
    Config::load(&flags).expect("a configuration")
}

/// Who and what there is, with a session for every screen.
struct Found {
    facilities: Vec<FacilityId>,
    classes: Vec<(ClassId, FacilityId)>,
    children: Vec<(ChildId, FacilityId)>,
    families: Vec<SessionId>,
    offices: Vec<SessionId>,
    tablets: Vec<SessionId>,
}

impl Found {
    fn read(conn: &mut Conn) -> Result<Self, Failure> {
        let rows: Vec<(Key<ChildId>, Key<FacilityId>, Option<Key<ClassId>>)> = child::table
            .filter(child::left_on.is_null().and(child::class_id.is_not_null()))
            .order(child::id)
            .select((child::id, child::facility_id, child::class_id))
            .load(conn)?;
        let facilities: BTreeSet<_> = rows.iter().map(|(_, Key(of), _)| of.0).collect();
        let facilities: Vec<FacilityId> = facilities.into_iter().map(FacilityId).collect();
        let classes: BTreeMap<_, _> =
            rows.iter().filter_map(|(_, Key(of), class)| class.map(|Key(class)| (class.0, *of))).collect();
        let guardians: Vec<Option<Key<AccountId>>> = tie::table
            .filter(tie::ended_at.is_null().and(tie::see_day.eq(true)).and(tie::kind.eq("guardian")))
            .filter(tie::account_id.is_not_null())
            .select(tie::account_id)
            .distinct()
            .limit(FAMILIES)
            .load(conn)?;
        let directors: Vec<Option<Key<AccountId>>> = staff::table
            .filter(staff::role.eq("director").and(staff::account_id.is_not_null()))
            .select(staff::account_id)
            .load(conn)?;
        let now = Utc::now();
        let mut tablets = Vec::new();
        for facility in &facilities {
            let device = DeviceId(Uuid::now_v7());
            diesel::insert_into(device::table)
                .values((
                    device::id.eq(Key(device)),
                    device::facility_id.eq(Key(*facility)),
                    device::name.eq("門のタブレット"),
                    device::public_key.eq(vec![0_u8; 65]),
                    device::enrolled_at.eq(At(now)),
                ))
                .execute(conn)?;
            tablets.push(Seeds::new(conn, now).device_session(device, None));
        }
        let mut open = |accounts: Vec<Option<Key<AccountId>>>, face| {
            let accounts = accounts.into_iter().flatten();
            accounts.map(|Key(account)| Seeds::new(conn, now).session(account, face)).collect::<Vec<_>>()
        };
        Ok(Self {
            classes: classes.into_iter().map(|(class, of)| (ClassId(class), of)).collect(),
            children: rows.iter().map(|(Key(child), Key(of), _)| (*child, *of)).collect(),
            families: open(guardians, Face::Family),
            offices: open(directors, Face::Office),
            tablets,
            facilities,
        })
    }
}
