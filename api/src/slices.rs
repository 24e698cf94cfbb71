//! The list of slices.

use crate::http::Routes;

/// The routes of every slice.
pub fn routes(routes: &mut Routes<'_>) {
    crate::identity::routes(routes);
    crate::organisation::routes(routes);
    crate::roster::routes(routes);
    crate::attendance::routes(routes);
    crate::audit::routes(routes);
    crate::live::routes(routes);
}
