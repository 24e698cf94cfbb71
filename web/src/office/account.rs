use leptos::prelude::*;

use super::parts::page;
use crate::identity::AccountPage;

/// One's own sessions and password.
pub fn account_page() -> AnyView {
    page(view! { <div class="account stack-loose"><AccountPage /></div> }.into_any())
}
