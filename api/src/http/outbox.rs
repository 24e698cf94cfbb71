//! The demonstration's outbox: the mail that would have gone out. Outside the demonstration there is no such page.

use actix_web::{HttpResponse, web};

use crate::app::App;
use crate::channel::outbox;
use crate::jobs::Mail;

/// The route.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/demo/outbox", web::get().to(show));
}

async fn show(app: web::Data<App>) -> HttpResponse {
    if !app.config.demo {
        return HttpResponse::NotFound().finish();
    }
    let folder = outbox(&app.config);
    let mails = web::block(move || newest_first(&folder)).await.unwrap_or_default();
    let mut page = String::from(
        "<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>送信箱（デモ）</title><main><h1>送信箱（デモ）</h1>\
         <p>実際には送られないメールです。新しい順に並んでいます。</p>",
    );
    for mail in mails {
        let text = linked(&escaped(&mail.text));
        page.push_str(&format!(
            "<article><h2>{}</h2><p>{} さま</p><p>{text}</p></article><hr>",
            escaped(&mail.subject),
            escaped(mail.to.as_ref()),
        ));
    }
    page.push_str("</main>");
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page)
}

fn newest_first(folder: &std::path::Path) -> Vec<Mail> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort_unstable_by(|a, b| b.cmp(a));
    files.iter().take(100).filter_map(|file| serde_json::from_slice(&std::fs::read(file).ok()?).ok()).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn linked(text: &str) -> String {
    text.lines()
        .map(|line| match line.starts_with("http://") || line.starts_with("https://") {
            true => format!("<a href=\"{line}\">{line}</a>"),
            false => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("<br>")
}
