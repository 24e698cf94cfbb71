use super::{Endpoint, Method, PathParts};
use crate::policy::{Action, ActionKey};

#[cfg(feature = "schema")]
pub use schemars::SchemaGenerator;

/// An endpoint as data: what the OpenAPI document, the route check and the permission matrix are made from.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// The endpoint's name.
    pub name: &'static str,
    /// The method.
    pub method: Method,
    /// The path with its ids in braces.
    pub path: &'static str,
    /// How many ids the path holds.
    pub path_ids: usize,
    /// One line on what it does.
    pub doc: &'static str,
    /// What the caller must be allowed to do.
    pub action: ActionKey,
    /// Whether the reading itself is audited.
    pub audited: bool,
    /// The schemas of what travels.
    #[cfg(feature = "schema")]
    pub schemas: Schemas,
}

/// How to make the schemas of one endpoint's types.
#[cfg(feature = "schema")]
#[derive(Clone, Copy, Debug)]
pub struct Schemas {
    /// The query string.
    pub query: fn(&mut SchemaGenerator) -> schemars::Schema,
    /// The JSON body.
    pub body: fn(&mut SchemaGenerator) -> schemars::Schema,
    /// The JSON answer.
    pub reply: fn(&mut SchemaGenerator) -> schemars::Schema,
}

impl Spec {
    /// The data of one endpoint.
    pub const fn of<E: Endpoint>() -> Self {
        Self {
            name: E::NAME,
            method: E::METHOD,
            path: E::PATH,
            path_ids: E::Path::COUNT,
            doc: E::DOC,
            action: E::Action::KEY,
            audited: E::AUDITED,
            #[cfg(feature = "schema")]
            schemas: Schemas {
                query: SchemaGenerator::subschema_for::<E::Query>,
                body: SchemaGenerator::subschema_for::<E::Body>,
                reply: SchemaGenerator::subschema_for::<E::Reply>,
            },
        }
    }
}
