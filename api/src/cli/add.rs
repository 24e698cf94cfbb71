use std::process::ExitCode;

use chrono::NaiveTime;
use clap::Subcommand;
use hidamari_domain::id::{FacilityId, InvitationId, MunicipalityId, StaffId};
use hidamari_domain::organisation::{FacilityForm, FacilityKind};
use hidamari_domain::value::{Email, Name, Text};
use uuid::Uuid;

use crate::app::App;
use crate::failure::Failure;
use crate::identity::Invited;
use crate::{identity, organisation};

/// `municipality …`
#[derive(Subcommand)]
pub enum Municipality {
    /// Adds a municipality.
    Add {
        /// Its name.
        name: String,
    },
}

/// `facility …`
#[derive(Subcommand)]
pub enum Facility {
    /// Adds a facility, open from 7:15 to 18:15; the office changes what else there is to say.
    Add {
        /// The municipality's name.
        #[arg(long)]
        municipality: String,
        /// The short code that spreadsheets and this command line use.
        #[arg(long)]
        code: String,
        /// The facility's name.
        #[arg(long)]
        name: String,
    },
}

/// `admin …`
#[derive(Subcommand)]
pub enum Admin {
    /// Invites a ward administrator: prints the link, and mails it when a relay is configured.
    Invite {
        /// The e-mail address.
        email: String,
        /// The municipality's name; may be left out while there is only one.
        #[arg(long)]
        municipality: Option<String>,
    },
}

pub async fn municipality(app: App, command: Municipality) -> Result<ExitCode, Failure> {
    let Municipality::Add { name } = command;
    let name = Name::parse(&name).map_err(|why| Failure::refused("NAME", why))?;
    let id = MunicipalityId(Uuid::now_v7());
    app.work(move |work| organisation::add_municipality(work, id, &name)).await?;
    println!("{id}");
    Ok(ExitCode::SUCCESS)
}

pub async fn facility(app: App, command: Facility) -> Result<ExitCode, Failure> {
    let Facility::Add { municipality, code, name } = command;
    let form = FacilityForm {
        code: Text::parse(&code).map_err(|why| Failure::refused("--code", why))?,
        name: Name::parse(&name).map_err(|why| Failure::refused("--name", why))?,
        kind: FacilityKind::PublicNursery,
        opens: NaiveTime::from_hms_opt(7, 15, 0).unwrap_or_default(),
        closes: NaiveTime::from_hms_opt(18, 15, 0).unwrap_or_default(),
        address: None,
        phone: None,
    };
    let id = FacilityId(Uuid::now_v7());
    app.work(move |work| {
        let municipality = organisation::municipality_named(work, Some(&municipality))?;
        organisation::add_facility(work, municipality, id, &form)
    })
    .await?;
    println!("{id}");
    Ok(ExitCode::SUCCESS)
}

pub async fn admin(app: App, command: Admin) -> Result<ExitCode, Failure> {
    let Admin::Invite { email, municipality } = command;
    let email = Email::parse(&email).map_err(|why| Failure::refused("EMAIL", why))?;
    let (staff, invitation) = (StaffId(Uuid::now_v7()), InvitationId(Uuid::now_v7()));
    let link = app
        .work(move |work| {
            let municipality = organisation::municipality_named(work, municipality.as_deref())?;
            organisation::add_ward_admin(work, municipality, staff, &email)?;
            identity::invite(work, invitation, municipality, None, Invited::Staff(staff), Some(&email))
        })
        .await?
        .link;
    println!("{link}");
    Ok(ExitCode::SUCCESS)
}
