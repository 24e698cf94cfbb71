use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use hidamari_domain::id::RequestId;
use hidamari_domain::problem::{Code, Problem};

use crate::failure::Failure;

/// A failure as the response a person may see; what is ours to mend goes to the log.
pub fn response(failure: Failure, request: RequestId) -> HttpResponse {
    let mut problem = match failure {
        Failure::Refused(problem) => *problem,
        Failure::Fault(cause) => {
            tracing::error!(request = %request, cause, "a request failed");
            Problem::of(Code::Internal)
        }
    };
    problem.request = request.to_string();
    let mut response = HttpResponse::build(StatusCode::from_u16(problem.status).unwrap_or_default());
    response.content_type("application/problem+json").insert_header(("cache-control", "no-store"));
    match problem.code {
        Code::TooMany | Code::Unavailable => {
            response.insert_header(("retry-after", "5"));
        }
        _ => {}
    }
    response.body(serde_json::to_string(&problem).unwrap_or_default())
}
