use std::sync::Arc;

use leptos::prelude::*;

use crate::app::Fetched;
use crate::ui::live::live;
use crate::ui::{AsyncView, Load, Skeleton};

/// Something fetched, in whichever of its states it is. The view is made anew whenever the thing is.
pub fn loaded<T: Send + Sync + 'static>(
    fetched: Fetched<T>,
    is_empty: fn(&T) -> bool,
    empty: impl Fn() -> AnyView + Send + Sync + 'static,
    view: impl Fn(&T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let ready = move || {
        fetched.state.with(|state| match state {
            Load::Ready(data) => view(data),
            _ => ().into_any(),
        })
    };
    kept(fetched, is_empty, empty, ready)
}

/// The same with a view that is made once: it follows by itself what changes in the thing.
pub fn kept<T: Send + Sync + 'static>(
    fetched: Fetched<T>,
    is_empty: fn(&T) -> bool,
    empty: impl Fn() -> AnyView + Send + Sync + 'static,
    ready: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let state = move || {
        fetched.state.with(|state| match state {
            Load::Ready(data) => Load::Ready(is_empty(data)),
            Load::Loading => Load::Loading,
            Load::Offline => Load::Offline,
            Load::Denied => Load::Denied,
            Load::Failed(words) => Load::Failed(words.clone()),
        })
    };
    known(Box::new(state), fetched.again, empty.into(), Arc::new(ready))
}

fn known(
    state: Box<dyn Fn() -> Load<bool> + Send + Sync>,
    retry: Callback<()>,
    empty: ViewFn,
    ready: Arc<dyn Fn() -> AnyView + Send + Sync>,
) -> AnyView {
    let skeleton = || view! { <Skeleton rows=6 shape="row" /> }.into_any();
    let state = Signal::derive(state);
    view! {
        <AsyncView state retry is_empty=|is_empty| *is_empty empty skeleton let:_known>
            {
                let ready = Arc::clone(&ready);
                live(move || ready())
            }
        </AsyncView>
    }
    .into_any()
}
