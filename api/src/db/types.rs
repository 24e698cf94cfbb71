//! SQL types of ours, because the two databases keep ids and moments differently: `uuid` and `timestamptz` on
//! PostgreSQL; on SQLite text, the moment in fixed width so that it sorts.

use chrono::{DateTime, SecondsFormat, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{HasSqlType, Timestamptz};
use diesel::sqlite::Sqlite;
use hidamari_domain::id;
use hidamari_domain::time::Moment;
use uuid::Uuid;

use super::conn::MultiBackend;

/// The SQL type of an id.
#[derive(Clone, Copy, Debug, Default, diesel::sql_types::SqlType, diesel::query_builder::QueryId)]
#[diesel(postgres_type(oid = 2950, array_oid = 2951))]
#[diesel(sqlite_type(name = "Text"))]
pub struct Uid;

/// The SQL type of a moment.
#[derive(Clone, Copy, Debug, Default, diesel::sql_types::SqlType, diesel::query_builder::QueryId)]
#[diesel(postgres_type(oid = 1184, array_oid = 1185))]
#[diesel(sqlite_type(name = "Text"))]
pub struct Instant;

impl HasSqlType<Uid> for MultiBackend {
    fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
        Self::lookup_sql_type::<Uid>(lookup)
    }
}

impl HasSqlType<Instant> for MultiBackend {
    fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
        Self::lookup_sql_type::<Instant>(lookup)
    }
}

/// An id as a column holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Uid)]
pub struct Key<I: Id>(pub I);

/// A moment as a column holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Instant)]
pub struct At(pub Moment);

/// A typed id.
pub trait Id: Copy + std::fmt::Debug + Send + Sync + 'static {
    /// Without its type.
    fn uuid(self) -> Uuid;
    /// With its type.
    fn of(uuid: Uuid) -> Self;
}

/// Ids as a condition on a column takes them.
pub fn keys<I: Id>(ids: &[I]) -> Vec<Key<I>> {
    ids.iter().copied().map(Key).collect()
}

macro_rules! ids {
    ($($id:ident)*) => {$(
        impl Id for id::$id {
            fn uuid(self) -> Uuid {
                self.0
            }
            fn of(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }
    )*};
}

ids!(
    MunicipalityId FacilityId ClassId StaffId ChildId HouseholdId GuardianId TieId AccountId SessionId
    DeviceId InvitationId MarkId ReportId CallId ImportId AuditId OperationId JobId RequestId MessageId DeliveryId
    PushDeviceId CauseId QuestionId
);

impl<I: Id> ToSql<Uid, Pg> for Key<I> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<diesel::sql_types::Uuid, Pg>::to_sql(&self.0.uuid(), &mut out.reborrow())
    }
}

impl<I: Id> ToSql<Uid, Sqlite> for Key<I> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.uuid().to_string());
        Ok(IsNull::No)
    }
}

impl<I: Id> ToSql<Uid, MultiBackend> for Key<I> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((Uid, self));
        Ok(IsNull::No)
    }
}

impl<I: Id> FromSql<Uid, Pg> for Key<I> {
    fn from_sql(bytes: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <Uuid as FromSql<diesel::sql_types::Uuid, Pg>>::from_sql(bytes).map(|uuid| Self(I::of(uuid)))
    }
}

impl<I: Id> FromSql<Uid, Sqlite> for Key<I> {
    fn from_sql(mut value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(I::of(Uuid::try_parse(value.read_text())?)))
    }
}

impl<I: Id> FromSql<Uid, MultiBackend> for Key<I> {
    fn from_sql(bytes: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        bytes.from_sql::<Self, Uid>()
    }
}

impl ToSql<Instant, Pg> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<Timestamptz, Pg>::to_sql(&self.0, &mut out.reborrow())
    }
}

impl ToSql<Instant, Sqlite> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.to_rfc3339_opts(SecondsFormat::Micros, true));
        Ok(IsNull::No)
    }
}

impl ToSql<Instant, MultiBackend> for At {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((Instant, self));
        Ok(IsNull::No)
    }
}

impl FromSql<Instant, Pg> for At {
    fn from_sql(bytes: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <DateTime<Utc> as FromSql<Timestamptz, Pg>>::from_sql(bytes).map(Self)
    }
}

impl FromSql<Instant, Sqlite> for At {
    fn from_sql(mut value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(DateTime::parse_from_rfc3339(value.read_text())?.with_timezone(&Utc)))
    }
}

impl FromSql<Instant, MultiBackend> for At {
    fn from_sql(bytes: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        bytes.from_sql::<Self, Instant>()
    }
}
