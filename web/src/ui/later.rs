//! Pages whose code comes when they are first opened, so that a face opens with what everyone sees first. The service
//! worker keeps that code too: without a network they open as well.

use core::time::Duration;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use super::live::{live, when};
use super::{ErrorNote, Skeleton, route};
use crate::words::ui as w;

/// A page on its way.
pub type Coming = Pin<Box<dyn Future<Output = Result<AnyView, SplitLoaderError>>>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Coming,
    Here,
    Failed,
}

/// Makes pages of those that a slice has, each in the part of the face that the first word names:
///
/// ```ignore
/// later! { roster: fn child_page(desk: Desk, facility: FacilityId, child: ChildId) }
/// ```
///
/// stands for `pub use child_page::child_page`, and is called the same.
macro_rules! later {
    ($($part:ident: fn $page:ident($($name:ident: $kind:ty),* $(,)?))*) => { $(
        #[doc = concat!("[`", stringify!($page), "`](self::", stringify!($page), "::", stringify!($page), "), when its code has come.")]
        pub fn $page($($name: $kind),*) -> leptos::prelude::AnyView {
            #[leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn $page($($name: $kind),*) -> Result<leptos::prelude::AnyView, leptos::wasm_split::SplitLoaderError> {
                Ok(self::$page::$page($($name),*))
            }
            $crate::ui::shown_later(Box::new(move || Box::pin($page($(Clone::clone(&$name)),*))))
        }
    )* };
}
pub(crate) use later;

/// Shows a page as soon as its code is there; if it does not come, says so and offers to try again.
pub fn shown_later(page: Box<dyn Fn() -> Coming + Send + Sync>) -> AnyView {
    let stage = RwSignal::new(Stage::Coming);
    let here = StoredValue::new_local(None::<AnyView>);
    let fetch = Callback::new(move |()| {
        stage.set(Stage::Coming);
        let coming = page();
        spawn_local(ScopedFuture::new_untracked(async move {
            let next = coming.await.map_or(Stage::Failed, |view| {
                here.set_value(Some(view));
                Stage::Here
            });
            // Whoever has gone on to another page is not called back.
            if stage.try_set(next).is_none() {
                request_animation_frame(route::greet_late_page);
            }
        }));
    });
    fetch.run(());
    live(move || match stage.get() {
        Stage::Coming => view! { <Skeleton /> }.into_any(),
        Stage::Here => here.try_update_value(Option::take).flatten().unwrap_or_else(|| ().into_any()),
        Stage::Failed => view! { <ErrorNote title=w::failed() hint=w::failed_hint() retry=fetch /> }.into_any(),
    })
}

/// What nobody waits for is shown a while after its page, so that it does not stand in the page's way.
pub fn after_a_while(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    const WHILE: Duration = Duration::from_secs(4);
    let has_come = RwSignal::new(false);
    // Whoever has gone on to another page is not called back.
    set_timeout(move || _ = has_come.try_set(true), WHILE);
    when(move || has_come.get(), view)
}
