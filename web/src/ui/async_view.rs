use leptos::prelude::*;

use super::live::live;
use super::route::greet_late_page;
use super::{Empty, ErrorNote, Skeleton, glyph};
use crate::words::ui as w;

/// What is known of something that comes over the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Load<T> {
    /// Nothing yet.
    #[default]
    Loading,
    /// Nothing, and no network to ask.
    Offline,
    /// Not for this person, or not there.
    Denied,
    /// It went wrong; the words say how.
    Failed(String),
    /// The thing. It stays while it is fetched anew.
    Ready(T),
}

impl<T: Clone> Load<T> {
    /// The thing, if it is there.
    pub fn ready(&self) -> Option<T> {
        match self {
            Self::Ready(thing) => Some(thing.clone()),
            _ => None,
        }
    }
}

#[derive(Clone, PartialEq, Eq)]
enum Phase {
    Loading,
    Offline,
    Denied,
    Failed(String),
    Empty,
    Ready,
}

/// Shows the one of six states that is so. `children` is made once and gets a memo, so new data repaint only
/// what differs: `<AsyncView state=board let:board> ... </AsyncView>`.
#[component]
pub fn AsyncView<T, S, V, C>(
    /// What is known.
    state: S,
    /// Asks again.
    #[prop(optional, into)]
    retry: Option<Callback<()>>,
    /// Whether there is nothing to show.
    #[prop(optional)]
    is_empty: Option<fn(&T) -> bool>,
    /// What is shown then.
    #[prop(optional, into)]
    empty: Option<ViewFn>,
    /// What is shown while nothing is known.
    #[prop(optional, into)]
    skeleton: Option<ViewFn>,
    /// The view of the data.
    children: C,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    S: With<Value = Load<T>> + WithUntracked<Value = Load<T>> + Copy + Send + Sync + 'static,
    V: IntoView + 'static,
    C: Fn(Memo<T>) -> V + Send + Sync + 'static,
{
    let phase = move || {
        state.with(|state| match state {
            Load::Loading => Phase::Loading,
            Load::Offline => Phase::Offline,
            Load::Denied => Phase::Denied,
            Load::Failed(words) => Phase::Failed(words.clone()),
            Load::Ready(data) if is_empty.is_some_and(|is_empty| is_empty(data)) => Phase::Empty,
            Load::Ready(_) => Phase::Ready,
        })
    };
    let ready = move || {
        let Some(first) = state.with_untracked(Load::ready) else { return ().into_any() };
        // The last one stays until the view is gone.
        let data = Memo::new(move |last: Option<&T>| {
            state.with(Load::ready).or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
        });
        children(data).into_any()
    };
    frame(Box::new(phase), retry, empty, skeleton, Box::new(ready))
}

fn frame(
    phase: Box<dyn Fn() -> Phase + Send + Sync>,
    retry: Option<Callback<()>>,
    empty: Option<ViewFn>,
    skeleton: Option<ViewFn>,
    ready: Box<dyn Fn() -> AnyView + Send>,
) -> AnyView {
    let phase = Memo::new(move |_| phase());
    let view = move || match phase.get() {
        Phase::Ready => {
            request_animation_frame(greet_late_page);
            ready()
        }
        Phase::Loading => match &skeleton {
            Some(skeleton) => skeleton.run(),
            None => view! { <Skeleton /> }.into_any(),
        },
        Phase::Empty => match &empty {
            Some(empty) => empty.run(),
            None => view! { <Empty title=w::nothing() /> }.into_any(),
        },
        Phase::Offline => view! { <Empty icon=glyph::WIFI_OFF title=w::offline() hint=w::offline_hint() /> }.into_any(),
        Phase::Denied => view! { <Empty icon=glyph::LOCK title=w::denied() hint=w::denied_hint() /> }.into_any(),
        Phase::Failed(words) => {
            let title = if words.is_empty() { w::failed().to_owned() } else { words };
            view! { <ErrorNote title hint=w::failed_hint() retry /> }.into_any()
        }
    };
    live(view)
}
