//! The running server: port, middleware, graceful stop.

use std::net::SocketAddr;
use std::sync::LazyLock;

use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App as Actix, HttpRequest, HttpResponse, HttpServer, web};
use hidamari_domain::contract::Spec;
use hidamari_domain::endpoints;
use hidamari_domain::problem::Code;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use super::mount::request_id;
use super::{Routes, faces, headers, health, openapi, outbox, problem};
use crate::app::App;
use crate::failure::Failure;

static METRICS: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| PrometheusBuilder::new().install_recorder().ok());

/// Mounts the routes of every slice.
pub type Mount = fn(&mut Routes<'_>);

/// A server that runs.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    handle: ServerHandle,
    app: App,
}

/// Starts to listen. Requests are served from now on; [`Server::stop`] ends it.
///
/// # Errors
/// When the address cannot be bound, or an endpoint of the contract has no handler.
pub fn serve(app: &App, mount: Mount) -> Result<Server, Failure> {
    check_complete(mount)?;
    let shared = app.clone();
    let metrics = METRICS.clone();
    let fault = |error: std::io::Error| Failure::Fault(format!("{}: {error}", shared.config.listen));
    let mut server = HttpServer::new({
        let shared = shared.clone();
        move || {
            let mut actix = Actix::new()
                .app_data(web::Data::new(shared.clone()))
                .app_data(web::PayloadConfig::new(usize::MAX))
                .wrap(Compress::default())
                .wrap(from_fn(headers::wrap))
                .configure(|config| mount(&mut Routes::new(config)))
                .configure(openapi::routes)
                .configure(health::routes)
                .configure(outbox::routes)
                .configure(faces::routes)
                .default_service(web::to(nowhere));
            if let Some(metrics) = &metrics {
                actix = actix.app_data(web::Data::new(metrics.clone()));
            }
            actix
        }
    })
    .shutdown_timeout(10)
    .client_request_timeout(std::time::Duration::from_secs(10))
    .bind(&app.config.listen)
    .map_err(fault)?;
    if app.config.workers > 0 {
        server = server.workers(app.config.workers);
    }
    let address = server.addrs().first().copied().ok_or_else(|| Failure::Fault("no address".to_owned()))?;
    let running = server.disable_signals().run();
    let handle = running.handle();
    actix_web::rt::spawn(running);
    Ok(Server { address, handle, app: app.clone() })
}

impl Server {
    /// Finishes what was begun, then stops: streams end, requests under way are answered.
    pub async fn stop(self) {
        self.end(true).await;
    }

    /// Stops without waiting for anyone's request.
    pub async fn abort(self) {
        self.end(false).await;
    }

    async fn end(self, is_graceful: bool) {
        self.app.hub.close();
        self.app.jobs.wake();
        self.handle.stop(is_graceful).await;
    }
}

/// Every endpoint of the contract has a handler, and every handler stands in the contract.
fn check_complete(mount: Mount) -> Result<(), Failure> {
    let mut mounted = Vec::new();
    drop(Actix::new().configure(|config| {
        let mut routes = Routes::new(config);
        mount(&mut routes);
        mounted = routes.names().to_vec();
    }));
    let missing: Vec<&str> = endpoints().map(|spec| spec.name).filter(|name| !mounted.contains(name)).collect();
    let declared: Vec<&str> = endpoints().map(|spec| spec.name).collect();
    let undeclared: Vec<&&str> = mounted.iter().filter(|name| !declared.contains(name)).collect();
    if missing.is_empty() && undeclared.is_empty() {
        Ok(())
    } else {
        Err(Failure::Fault(format!(
            "endpoints without a handler: {missing:?}; handlers outside the contract: {undeclared:?}"
        )))
    }
}

/// A path of ours with another method is told so; anything else is not found.
async fn nowhere(request: HttpRequest) -> HttpResponse {
    let allowed: Vec<&str> =
        endpoints().filter(|spec| fits(spec, request.path())).map(|spec| spec.method.text()).collect();
    let id = request_id(&request);
    if allowed.is_empty() {
        return problem::response(Failure::not_found(), id);
    }
    let mut response = problem::response(Failure::of(Code::MethodNotAllowed), id);
    if let Ok(allow) = allowed.join(", ").parse() {
        response.headers_mut().insert(actix_web::http::header::ALLOW, allow);
    }
    response
}

fn fits(spec: &Spec, path: &str) -> bool {
    let (mut template, mut actual) = (spec.path.split('/'), path.split('/'));
    loop {
        match (template.next(), actual.next()) {
            (None, None) => return true,
            (Some(part), Some(given)) if part.starts_with('{') || part == given => {}
            _ => return false,
        }
    }
}
