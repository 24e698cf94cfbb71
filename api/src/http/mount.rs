//! Mounts handlers by their endpoints' declarations.
//!
//! A read or write handler runs inside its unit of work and gets a permit that the policy has made for exactly its
//! action; it cannot be reached without one. A conversation is for what needs several steps, such as signing in.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use actix_web::web::{self, Bytes, Payload, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, Route};
use hidamari_domain::contract::{BODY_LIMIT, Endpoint, Input, Method, Nothing};
use hidamari_domain::id::{OperationId, RequestId};
use hidamari_domain::policy::{Action, Actor, Permit, Place, Subject, Who, permit};
use hidamari_domain::problem::Code;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::answer::{json, to_json};
use super::caller::cookies;
use super::{Answer, Caller, problem, read};
use crate::access;
use crate::app::App;
use crate::failure::Failure;
use crate::operations;
use crate::work::Work;

/// What a handler is asked: by whom, about what, with what.
pub struct Ask<E: Endpoint> {
    /// The proof that the caller may.
    pub permit: Permit<E::Action>,
    /// The ids in the path.
    pub path: E::Path,
    /// The query string.
    pub query: E::Query,
    /// The JSON body.
    pub body: E::Body,
}

/// Collects the routes; the names are held against the contract at start.
pub struct Routes<'a> {
    config: &'a mut ServiceConfig,
    names: Vec<&'static str>,
    groups: BTreeMap<&'static str, Vec<(&'static str, Route)>>,
}

type Handler<E> = fn(&mut Work<'_>, Ask<E>) -> Result<<E as Endpoint>::Reply, Failure>;
/// The reading and reckoning before a unit of work.
type Preparation<E, P> = fn(&mut Work<'_>, &Ask<E>) -> Result<P, Failure>;
/// A handler that uses what was prepared.
type Completion<E, P> = fn(&mut Work<'_>, Ask<E>, P) -> Result<<E as Endpoint>::Reply, Failure>;

/// How the answer to a write is remembered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Memory {
    /// With the write, so that sending it again gives the first answer.
    Kept,
    /// Only that it was sent, because the answer holds a secret; the handler itself gives the same one again.
    Secret,
}

impl<'a> Routes<'a> {
    /// Routes for a server.
    pub fn new(config: &'a mut ServiceConfig) -> Self {
        Self { config, names: Vec::new(), groups: BTreeMap::new() }
    }

    /// The names of the endpoints mounted.
    pub fn names(&self) -> &[&'static str] {
        &self.names
    }

    /// A handler that is one unit of work.
    pub fn unit<E: Endpoint>(&mut self, handler: Handler<E>) {
        self.mount_unit(handler, Memory::Kept);
    }

    /// A write that takes long to reckon, with a body of up to `limit` bytes. `prepare` only reads and does not hold
    /// up other writes; by the time `handler` runs in its unit of work, what was prepared may be out of date.
    pub fn prepared_unit<E: Endpoint, P: Send + 'static>(
        &mut self,
        limit: usize,
        prepare: Preparation<E, P>,
        handler: Completion<E, P>,
    ) {
        self.mount::<E, _, _>(move |app, request, payload| async move {
            let (caller, input, write) = received::<E>(&app, &request, payload, limit, Memory::Kept).await?;
            let id = request_id(&request);
            let body = match prepared::<E, P>(&app, &caller, input, id, &write, prepare).await? {
                Prepared::Before(first) => first,
                Prepared::Now(input, prepared) => {
                    let complete = move |work: &mut Work<'_>, ask: Ask<E>| handler(work, ask, prepared);
                    act::<E>(app, caller, input, id, write, complete).await?
                }
            };
            Ok(json(body))
        });
    }

    /// A read that depends on its one subject and not on who asks: one answer serves all who may have it, until
    /// something at the facility changes. The endpoint has no query and no audited reading.
    pub fn shared_unit<E: Endpoint<Query = Nothing>>(&mut self, handler: Handler<E>) {
        self.mount::<E, _, _>(move |app, request, _| async move {
            let caller = caller_of::<E>(&app, &request).await?;
            let (input, id) = (read::input(&request, &[])?, request_id(&request));
            Ok(json(look_again::<E>(app, caller, input, id, handler).await?))
        });
    }

    /// The same with an answer that holds a secret and is not stored.
    pub fn secret_unit<E: Endpoint>(&mut self, handler: Handler<E>) {
        self.mount_unit(handler, Memory::Secret);
    }

    /// A handler that needs several steps and may set cookies.
    pub fn conversation<E, F>(&mut self, handler: fn(App, HttpRequest, Caller, Ask<E>) -> F)
    where
        E: Endpoint,
        F: Future<Output = Result<Answer<E::Reply>, Failure>> + 'static,
    {
        self.mount::<E, _, _>(move |app, request, payload| async move {
            let caller = caller_of::<E>(&app, &request).await?;
            if E::METHOD != Method::Get && !E::Action::KEY.is_for_anyone() {
                read::operation(&request)?;
            }
            let bytes = read::body(&request, payload, E::METHOD, BODY_LIMIT).await?;
            let ask = obtained::<E>(&app, &caller.actor, read::input(&request, &bytes)?).await?;
            let answer = handler(app, request, caller, ask).await?;
            let mut response = json(to_json(&answer.reply)?);
            for cookie in cookies(&answer.cookies) {
                response.add_cookie(&cookie).map_err(|error| Failure::Fault(error.to_string()))?;
            }
            Ok(response)
        });
    }

    /// A handler that answers with a stream.
    pub fn stream<E: Endpoint>(&mut self, handler: fn(&App, &HttpRequest, Permit<E::Action>) -> HttpResponse) {
        self.mount::<E, _, _>(move |app, request, _| async move {
            let caller = caller_of::<E>(&app, &request).await?;
            let ask = placeless::<E>(&caller.actor, read::input(&request, &[])?)?;
            Ok(handler(&app, &request, ask.permit))
        });
    }

    fn mount_unit<E: Endpoint>(&mut self, handler: Handler<E>, memory: Memory) {
        self.mount::<E, _, _>(move |app, request, payload| async move {
            let id = request_id(&request);
            let body = if E::METHOD == Method::Get {
                let caller = caller_of::<E>(&app, &request).await?;
                look::<E>(app, caller, read::input(&request, &[])?, id, handler).await?.0
            } else {
                let (caller, input, write) = received::<E>(&app, &request, payload, BODY_LIMIT, memory).await?;
                act::<E>(app, caller, input, id, write, handler).await?
            };
            Ok(json(body))
        });
    }

    fn mount<E, F, R>(&mut self, run: F)
    where
        E: Endpoint,
        F: Fn(App, HttpRequest, Payload) -> R + Clone + 'static,
        R: Future<Output = Result<HttpResponse, Failure>> + 'static,
    {
        let method = match E::METHOD {
            Method::Get => web::get(),
            Method::Post => web::post(),
            Method::Put => web::put(),
            Method::Delete => web::delete(),
        };
        self.names.push(E::NAME);
        let (group, rest) = E::PATH.split_at(group_end(E::PATH));
        self.groups.entry(group).or_default().push((
            rest,
            method.to(move |app: web::Data<App>, request: HttpRequest, payload: Payload| {
                let id = request_id(&request);
                let run = run(app.get_ref().clone(), request, payload);
                async move { run.await.unwrap_or_else(|failure| problem::response(failure, id)) }
            }),
        ));
    }
}

/// Paths are matched one after another, those with ids by regular expressions: first by `/api/something`.
impl Drop for Routes<'_> {
    fn drop(&mut self) {
        for (group, routes) in std::mem::take(&mut self.groups) {
            self.config
                .service(routes.into_iter().fold(web::scope(group), |scope, (rest, route)| scope.route(rest, route)));
        }
    }
}

/// Where the second segment of a path ends.
fn group_end(path: &str) -> usize {
    path.match_indices('/').nth(2).map_or(path.len(), |(end, _)| end)
}

struct Write {
    operation: OperationId,
    digest: Vec<u8>,
    memory: Memory,
}

/// Who asks. Where not anyone may, nobody is told more than to sign in.
async fn caller_of<E: Endpoint>(app: &App, request: &HttpRequest) -> Result<Caller, Failure> {
    let caller = Caller::of(app, request, E::METHOD).await?;
    let is_nobody = matches!(caller.actor.who, Who::Nobody);
    if is_nobody && !E::Action::KEY.is_for_anyone() { Err(Failure::of(Code::SignedOut)) } else { Ok(caller) }
}

/// Everything that a write's request carries.
async fn received<E: Endpoint>(
    app: &App,
    request: &HttpRequest,
    payload: Payload,
    limit: usize,
    memory: Memory,
) -> Result<(Caller, Input<E>, Write), Failure> {
    let caller = caller_of::<E>(app, request).await?;
    let operation = read::operation(request)?;
    let bytes = read::body(request, payload, E::METHOD, limit).await?;
    let input = read::input::<E>(request, &bytes)?;
    let digest = digest::<E>(&caller.actor, request.path(), &bytes);
    Ok((caller, input, Write { operation, digest, memory }))
}

/// What preparing came to.
enum Prepared<E: Endpoint, P> {
    /// The write was sent before; this was its answer.
    Before(String),
    /// What was asked, and what was prepared for it.
    Now(Input<E>, P),
}

async fn prepared<E: Endpoint, P: Send + 'static>(
    app: &App,
    caller: &Caller,
    input: Input<E>,
    request: RequestId,
    write: &Write,
    prepare: Preparation<E, P>,
) -> Result<Prepared<E, P>, Failure> {
    let (reading, actor) = (app.clone(), Arc::clone(&caller.actor));
    let (operation, digest) = (write.operation, write.digest.clone());
    app.db
        .read(move |conn| {
            let mut work = Work::new(&reading, conn, operation, request);
            let ask = ask::<E>(&mut work, &actor, input)?;
            if let Some(first) = operations::recall(work.conn, operation, &digest)? {
                return Ok(Prepared::Before(first));
            }
            let prepared = prepare(&mut work, &ask)?;
            Ok(Prepared::Now(Input { path: ask.path, query: ask.query, body: ask.body }, prepared))
        })
        .await
}

async fn look<E: Endpoint>(
    app: App,
    caller: Caller,
    input: Input<E>,
    request: RequestId,
    handler: Handler<E>,
) -> Result<(String, Vec<Place>), Failure> {
    let db = app.db.clone();
    let reading = app.clone();
    let (body, actor, places) = db
        .read(move |conn| {
            let mut work = Work::new(&reading, conn, OperationId(Uuid::nil()), request);
            let ask = ask::<E>(&mut work, &caller.actor, input)?;
            let places = ask.permit.places().to_vec();
            let reply = handler(&mut work, ask)?;
            Ok::<_, Failure>((to_json(&reply)?, caller.actor, places))
        })
        .await?;
    if E::AUDITED {
        // Nothing personal is shown before it is on the record that it was.
        let places = places.clone();
        app.work(move |work| {
            work.request = request;
            work.audit(E::NAME, &actor, &places)
        })
        .await?;
    }
    Ok((body, places))
}

/// The answer of the last moment if the caller may have it, or a new one.
async fn look_again<E: Endpoint>(
    app: App,
    caller: Caller,
    input: Input<E>,
    request: RequestId,
    handler: Handler<E>,
) -> Result<Bytes, Failure> {
    let subject = E::subject(&input);
    let question = subject.targets().first().map(|target| (E::NAME, *target, app.clock.day(app.clock.now())));
    let Some(question) = question else { return Err(Failure::not_found()) };
    if let Some((place, body)) = app.answers.get(&question) {
        let permit = permit::<E::Action>(&caller.actor, subject, vec![place]);
        return permit.map(|_| body).ok_or_else(Failure::not_found);
    }
    let generation = app.answers.generation();
    let (body, places) = look::<E>(app.clone(), caller, input, request, handler).await?;
    let body = Bytes::from(body);
    if let [place] = places[..] {
        app.answers.remember(question, place, &body, generation);
    }
    Ok(body)
}

async fn act<E: Endpoint>(
    app: App,
    caller: Caller,
    input: Input<E>,
    request: RequestId,
    write: Write,
    handler: impl FnOnce(&mut Work<'_>, Ask<E>) -> Result<E::Reply, Failure> + Send + 'static,
) -> Result<String, Failure> {
    let db = app.db.clone();
    let acting = app.clone();
    // The same write may be under way already: a screen that heard nothing sends it again.
    let (_, turn) = write.operation.0.as_u64_pair();
    let (body, aftermath) = db
        .write_in_turn(turn.cast_signed(), move |conn| {
            let mut work = Work::new(&acting, conn, write.operation, request);
            // The permit comes first: whoever may no longer is not told the first answer again either.
            let ask = ask::<E>(&mut work, &caller.actor, input)?;
            let first = operations::recall(work.conn, write.operation, &write.digest)?;
            let is_known = first.is_some();
            if let (Some(first), Memory::Kept) = (first, write.memory) {
                return Ok::<_, Failure>((first, work.finish()?));
            }
            let places = ask.permit.places().to_vec();
            let body = to_json(&handler(&mut work, ask)?)?;
            work.audit(E::NAME, &caller.actor, &places)?;
            if !is_known {
                let reply = if write.memory == Memory::Kept { body.as_str() } else { "" };
                operations::remember(work.conn, write.operation, &write.digest, reply, work.now)?;
            }
            Ok((body, work.finish()?))
        })
        .await?;
    aftermath.happen(&app);
    Ok(body)
}

fn ask<E: Endpoint>(work: &mut Work<'_>, actor: &Arc<Actor>, input: Input<E>) -> Result<Ask<E>, Failure> {
    let permit = access::obtain::<E::Action>(work.conn, work.app, actor, E::subject(&input))?;
    Ok(Ask { permit, path: input.path, query: input.query, body: input.body })
}

/// A conversation obtains its permit before its first step.
async fn obtained<E: Endpoint>(app: &App, actor: &Arc<Actor>, input: Input<E>) -> Result<Ask<E>, Failure> {
    if <E::Action as Action>::Subject::PLACELESS {
        return placeless(actor, input);
    }
    let (obtaining, actor, subject) = (app.clone(), Arc::clone(actor), E::subject(&input));
    let permit = app.db.read(move |conn| access::obtain::<E::Action>(conn, &obtaining, &actor, subject)).await?;
    Ok(Ask { permit, path: input.path, query: input.query, body: input.body })
}

fn placeless<E: Endpoint>(actor: &Arc<Actor>, input: Input<E>) -> Result<Ask<E>, Failure> {
    let permit = permit::<E::Action>(actor, E::subject(&input), Vec::new()).ok_or_else(Failure::not_found)?;
    Ok(Ask { permit, path: input.path, query: input.query, body: input.body })
}

/// The same id from another person, or with other contents, is another write.
fn digest<E: Endpoint>(actor: &Actor, path: &str, body: &[u8]) -> Vec<u8> {
    let who = match actor.who {
        Who::Account { account, .. } => account.0,
        Who::Device { device, .. } => device.0,
        Who::Nobody => Uuid::nil(),
    };
    let mut digest = Sha256::new_with_prefix(who.as_bytes());
    digest.update(E::NAME);
    digest.update(path);
    digest.update(body);
    digest.finalize().to_vec()
}

/// The id that the request was given when it came in.
pub(super) fn request_id(request: &HttpRequest) -> RequestId {
    use actix_web::HttpMessage;
    request.extensions().get::<RequestId>().copied().unwrap_or_else(|| RequestId(Uuid::now_v7()))
}
