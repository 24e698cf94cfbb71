use leptos::prelude::*;

/// A face, or the first letter of a name. The name itself stands beside it.
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: String,
    /// Where the photo is, if there is one.
    #[prop(optional, into)]
    photo: Option<String>,
) -> impl IntoView {
    let face = match photo {
        Some(photo) => view! { <img src=photo alt="" loading="lazy" decoding="async" /> }.into_any(),
        None => name.chars().next().map(String::from).into_any(),
    };
    view! { <span class="avatar" data-tone=tone(&name) aria-hidden="true">{face}</span> }.into_any()
}

/// The same name has the same colour on every screen.
fn tone(name: &str) -> &'static str {
    match name.bytes().fold(0_u8, u8::wrapping_add) % 4 {
        0 => "sun",
        1 => "leaf",
        2 => "sky",
        _ => "plum",
    }
}
