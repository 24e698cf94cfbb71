//! The built faces: hashed files for ever, the rest asked for anew each time, compressed beforehand.

use std::path::{Component, Path, PathBuf};

use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, LOCATION, VARY};
use actix_web::{HttpRequest, HttpResponse, web};
use hidamari_domain::identity::Face;

use crate::app::App;

/// The routes of the faces. `/` leads to the family's.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/", web::get().to(|| async { found("/family/") }));
    for face in Face::ALL {
        let key = face.key();
        config.route(&format!("/{key}"), web::get().to(move || async move { found(&format!("/{key}/")) }));
        config.route(
            &format!("/{key}/{{file:.*}}"),
            web::get().to(move |app: web::Data<App>, request: HttpRequest, file: web::Path<String>| async move {
                let root = app.config.web.join(key);
                web::block(move || file_of(&root, &file))
                    .await
                    .ok()
                    .flatten()
                    .map_or_else(missing, |file| file.answer(&request))
            }),
        );
    }
}

fn found(to: &str) -> HttpResponse {
    HttpResponse::Found().insert_header((LOCATION, to)).finish()
}

fn missing() -> HttpResponse {
    HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("見つかりません。")
}

struct FaceFile {
    path: PathBuf,
    plain: Vec<u8>,
    brotli: Option<Vec<u8>>,
    gzip: Option<Vec<u8>>,
}

/// A file of a face; any path that is no file is a screen, and the page shows it.
fn file_of(root: &Path, name: &str) -> Option<FaceFile> {
    let named = Path::new(name);
    let inside = named.components().all(|part| matches!(part, Component::Normal(_)));
    let is_file = named.extension().is_some();
    let path = match (inside, is_file) {
        (true, true) => root.join(named),
        (false, true) => return None,
        _ => root.join("index.html"),
    };
    let plain = std::fs::read(&path).ok()?;
    let beside = |ending: &str| std::fs::read(format!("{}.{ending}", path.display())).ok();
    Some(FaceFile { brotli: beside("br"), gzip: beside("gz"), plain, path })
}

impl FaceFile {
    fn answer(self, request: &HttpRequest) -> HttpResponse {
        let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let accepts = header(ACCEPT_ENCODING);
        let hashed = self.path.parent().is_some_and(|folder| folder.ends_with("assets"));
        let tag = format!("\"{}\"", self.tag());
        let mut response = HttpResponse::Ok();
        response
            .content_type(media_type(&self.path))
            .insert_header((VARY, "accept-encoding"))
            .insert_header((CACHE_CONTROL, if hashed { "public, max-age=31536000, immutable" } else { "no-cache" }))
            .insert_header((ETAG, tag.clone()));
        if header(IF_NONE_MATCH) == tag {
            return response.status(actix_web::http::StatusCode::NOT_MODIFIED).finish();
        }
        let (body, encoding) = match (self.brotli, self.gzip) {
            (Some(body), _) if accepts.contains("br") => (body, "br"),
            (_, Some(body)) if accepts.contains("gzip") => (body, "gzip"),
            // Said in words, so that nothing compresses it once more.
            _ => (self.plain, "identity"),
        };
        response.insert_header((CONTENT_ENCODING, encoding)).body(body)
    }

    fn tag(&self) -> String {
        let hash = crate::secrets::hash_bytes(&self.plain);
        hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
