use leptos::prelude::*;

use super::parts::page;
use crate::identity::account_page as own_account;

/// One's own sessions and password.
pub fn account_page() -> AnyView {
    page(view! { <div class="account stack-loose">{own_account()}</div> }.into_any())
}
