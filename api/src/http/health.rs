//! What a machine asks: is it alive, can it serve, how is it doing.

use actix_web::{HttpResponse, web};
use metrics_exporter_prometheus::PrometheusHandle;

use crate::app::App;
use crate::failure::Failure;

/// The routes.
pub fn routes(config: &mut web::ServiceConfig) {
    config.route("/health/live", web::get().to(|| async { HttpResponse::Ok().body("live\n") }));
    config.route("/health/ready", web::get().to(ready));
    config.route("/metrics", web::get().to(figures));
}

async fn ready(app: web::Data<App>) -> HttpResponse {
    let reads = app.db.read(|conn| Ok::<_, Failure>(crate::db::ping(conn)?)).await;
    let writes = app.db.write(|conn| Ok::<_, Failure>(crate::db::ping(conn)?)).await;
    if reads.is_ok() && writes.is_ok() && !app.hub.is_closed() {
        HttpResponse::Ok().body("ready\n")
    } else {
        HttpResponse::ServiceUnavailable().body("not ready\n")
    }
}

async fn figures(app: web::Data<App>, handle: web::Data<PrometheusHandle>) -> HttpResponse {
    metrics::gauge!("live_streams").set(f64::from(u32::try_from(app.hub.count()).unwrap_or(u32::MAX)));
    metrics::counter!("db_statements").absolute(app.db.statements());
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(handle.render())
}
