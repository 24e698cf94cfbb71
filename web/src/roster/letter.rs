use hidamari_domain::roster::Letter;
use leptos::prelude::*;
use leptos::svg::path;

use crate::app::dates;
use crate::words::roster::letter as w;

/// One letter of invitation: an A4 page.
pub fn letter(letter: Letter) -> AnyView {
    let Letter { child_name, class_name, guardian_name, facility_name, code, link, qr_path, qr_size, good_until } =
        letter;
    let size = qr_size.to_string();
    let box_of_code = ["0 0 ", &size, " ", &size].concat();
    let address = link.split(['?', '#']).next().unwrap_or_default().to_owned();
    let until = dates::full_day(good_until);
    let class = if class_name.is_empty() { String::new() } else { w::of_class(&class_name) };
    view! {
        <article class="letter">
            <header>
                <p class="letter-to">{w::to(guardian_name)}</p>
                <p class="letter-from">{facility_name.clone()}</p>
            </header>
            <h2>{w::title()}</h2>
            <div class="letter-body">
                <p>{w::says(&child_name, class, &facility_name)}</p>
                <div class="letter-key">
                    <svg viewBox=box_of_code role="img" aria-label=w::qr()>
                        {path().attr("d", qr_path)}
                    </svg>
                    <div>
                        <p>{w::code()}</p>
                        <p class="letter-code">{code}</p>
                        <p>{w::until(&until)}</p>
                    </div>
                </div>
                <ol class="letter-steps">
                    <li>{w::step_open(address)}</li>
                    <li>{w::step_code()}</li>
                    <li>{w::step_account()}</li>
                </ol>
            </div>
            <footer>{w::foot(child_name, facility_name)}</footer>
        </article>
    }
    .into_any()
}
