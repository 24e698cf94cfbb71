//! The contract: an endpoint is declared once, here, and everything else derives from it — the server's
//! route, the client's call, the OpenAPI document and the permission matrix.

mod list;
mod parts;
mod spec;

pub use list::{once, some};
pub use parts::PathParts;
pub use spec::Spec;
#[cfg(feature = "schema")]
pub use spec::{SchemaGenerator, Schemas};

use serde::{Serialize, de::DeserializeOwned};

use crate::policy::Action;

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads; changes nothing but the audit.
    Get,
    /// Creates, or does what is not one thing's state.
    Post,
    /// Sets the state of the thing its path names.
    Put,
    /// Ends the thing its path names.
    Delete,
}

impl Method {
    /// As it stands in a request line.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// A type that travels. With the feature `schema` it can also describe itself.
#[cfg(not(feature = "schema"))]
pub trait Wire: Serialize + DeserializeOwned + Send + 'static {}
#[cfg(not(feature = "schema"))]
impl<T: Serialize + DeserializeOwned + Send + 'static> Wire for T {}

/// A type that travels and describes itself.
#[cfg(feature = "schema")]
pub trait Wire: Serialize + DeserializeOwned + schemars::JsonSchema + Send + 'static {}
#[cfg(feature = "schema")]
impl<T: Serialize + DeserializeOwned + schemars::JsonSchema + Send + 'static> Wire for T {}

/// What a request carries, in the endpoint's own types.
#[derive(Clone, Debug)]
pub struct Input<E: Endpoint> {
    /// The ids in the path.
    pub path: E::Path,
    /// The query string.
    pub query: E::Query,
    /// The JSON body.
    pub body: E::Body,
}

/// One endpoint. Declared by [`endpoint!`](crate::contract::endpoint).
pub trait Endpoint: Sized + 'static {
    /// What the caller must be allowed to do.
    type Action: Action;
    /// The ids in the path.
    type Path: PathParts;
    /// The query string.
    type Query: Wire;
    /// The JSON body.
    type Body: Wire;
    /// The JSON answer.
    type Reply: Wire;
    /// The endpoint's name, unique.
    const NAME: &'static str;
    /// The method.
    const METHOD: Method;
    /// The path with its ids in braces.
    const PATH: &'static str;
    /// One line on what it does.
    const DOC: &'static str;
    /// Whether the answer shows a child's record, so that the reading itself is audited.
    const AUDITED: bool;
    /// What the action is done to.
    fn subject(input: &Input<Self>) -> <Self::Action as Action>::Subject;
}

/// The largest body an endpoint takes unless it says otherwise, in bytes.
pub const BODY_LIMIT: usize = 256 * 1024;

/// Declares endpoints: `Name: Method "path" (Path) ? Query, Body => Reply, may Action on |input| subject, audited;`.
macro_rules! endpoints {
    ($($(#[doc = $doc:literal])+ $name:ident: $method:ident $path:literal $(($parts:ty))? $(? $query:ty)? $(, $body:ty)? => $reply:ty,
        may $action:ident $(on |$input:ident| $subject:expr)? $(, $audited:ident)?;)*) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl crate::contract::Endpoint for $name {
                type Action = crate::policy::action::$action;
                type Path = crate::contract::or_unit!($($parts)?);
                type Query = crate::contract::or_nothing!($($query)?);
                type Body = crate::contract::or_nothing!($($body)?);
                type Reply = $reply;
                const NAME: &'static str = stringify!($name);
                const METHOD: crate::contract::Method = crate::contract::Method::$method;
                const PATH: &'static str = $path;
                const DOC: &'static str = concat!($($doc),+);
                const AUDITED: bool = crate::contract::is_audited!($($audited)?);
                fn subject(
                    input: &crate::contract::Input<Self>,
                ) -> <Self::Action as crate::policy::Action>::Subject {
                    let _ = input;
                    crate::contract::or_default!($(|$input| $subject, input)?)
                }
            }
        )*

        /// The endpoints of this slice.
        pub const ENDPOINTS: &[crate::contract::Spec] = &[$(crate::contract::Spec::of::<$name>()),*];
    };
}
pub(crate) use endpoints;

macro_rules! or_unit {
    () => {
        ()
    };
    ($type:ty) => {
        $type
    };
}
pub(crate) use or_unit;

macro_rules! or_nothing {
    () => {
        crate::contract::Nothing
    };
    ($type:ty) => {
        $type
    };
}
pub(crate) use or_nothing;

macro_rules! or_default {
    () => {
        Default::default()
    };
    (|$input:ident| $subject:expr, $from:ident) => {{
        let $input = $from;
        $subject
    }};
}
pub(crate) use or_default;

macro_rules! is_audited {
    () => {
        false
    };
    (audited) => {
        true
    };
}
pub(crate) use is_audited;

/// An empty JSON object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nothing {}
