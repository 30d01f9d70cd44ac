//! The description of everything above, OpenAPI 3.1, made from the code that answers.

use std::collections::BTreeMap;

use axum::http::header;
use axum::response::IntoResponse;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{OpenApi as Document, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, Modify, OpenApi};

use super::schema;
use crate::error::Problem;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Lykta",
        description = "Takes in what phones recorded on safety walks and gives each its share. \
                       docs/sync-protocol.md tells what it means."
    ),
    paths(
        super::health::healthz,
        super::health::readyz,
        super::health::metrics,
        super::sync::sync,
        super::package::package,
        super::basemap::basemap,
        crate::photos::upload::create,
        crate::photos::upload::offset,
        crate::photos::upload::patch,
        crate::photos::upload::forget,
        crate::photos::tus::options,
        crate::photos::tus::options_of_one,
        crate::photos::download::download,
        openapi,
    ),
    components(schemas(Problem, schema::SyncRequest, schema::SyncAnswer, schema::Package)),
    modifiers(&Code)
)]
struct Description;

/// The description as a document.
pub fn document() -> Document {
    Description::openapi()
}

/// The description as text.
pub fn text() -> String {
    let text = document().to_pretty_json();
    text.expect("a description has only plain data")
}

/// `GET /v1/openapi.json`: this description.
#[utoipa::path(
    get,
    path = "/v1/openapi.json",
    tag = "server",
    responses((status = 200, description = "OpenAPI 3.1", body = serde_json::Value), Refusals)
)]
pub async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], text())
}

/// How a caller says who it is.
struct Code;

impl Modify for Code {
    fn modify(&self, document: &mut Document) {
        let value = ApiKeyValue::with_description(
            "Authorization",
            "`Lykta <code>.<replica>.<secret>`: the code of a join link, the replica in \
             hexadecimal (the first 16 bytes of BLAKE3 over the secret), and the replica's 32 \
             secret bytes in base64url",
        );
        let scheme = SecurityScheme::ApiKey(ApiKey::Header(value));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("code", scheme);
    }
}

/// What any call may be answered instead.
pub(crate) struct Refusals;

/// Statuses of [`crate::error::Error`] and what they are for.
pub(crate) const REFUSALS: [(u16, &str); 15] = [
    (400, "the request makes no sense"),
    (401, "it does not say who is calling"),
    (403, "the caller may not do this"),
    (404, "there is nothing here for this caller"),
    (405, "this method means nothing here"),
    (
        409,
        "something stands in the way that the caller can change",
    ),
    (412, "another version of tus"),
    (413, "larger than it may be"),
    (415, "a type that is not read here"),
    (422, "a photo that is of no use however often it is sent"),
    (429, "too much, or too often"),
    (460, "the bytes do not have their checksum"),
    (500, "the server failed"),
    (503, "the server is busy or stopping"),
    (507, "the disk is full: keep everything and come back"),
];

impl IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem")));
        let problem = problem.build();
        let refusal = |description| {
            ResponseBuilder::new()
                .description(description)
                .content("application/problem+json", problem.clone())
                .build()
        };
        let all = REFUSALS.iter();
        all.map(|(status, why)| (status.to_string(), refusal(*why).into()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use axum::body::Body;
    use axum::http::{Method, Request, StatusCode};
    use tower::ServiceExt;

    use super::*;
    use crate::app::app;
    use crate::config::Config;
    use crate::state::AppState;

    fn described() -> serde_json::Value {
        serde_json::from_str(&text()).unwrap()
    }

    fn is_described(path: &str) -> bool {
        ["/v1/", "/healthz", "/readyz", "/metrics"]
            .iter()
            .any(|begins| path.starts_with(begins))
    }

    /// The routes as the list of them is written.
    fn routes() -> BTreeSet<&'static str> {
        let source = include_str!("../app.rs").split('"');
        source.filter(|text| is_described(text)).collect()
    }

    #[test]
    fn every_route_is_described_and_nothing_else() {
        let document = described();
        let paths = document["paths"].as_object().unwrap();
        let paths: BTreeSet<&str> = paths.keys().map(String::as_str).collect();
        assert_eq!(paths, routes());
    }

    #[tokio::test]
    async fn every_route_takes_the_methods_that_are_described() {
        let folder = tempfile::tempdir().unwrap();
        let state = AppState::open(Config::of_folder(folder.path().join("data"))).unwrap();
        let router = app(state);
        let document = described();
        for (path, item) in document["paths"].as_object().unwrap() {
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] {
                let is_described = item.get(method.to_lowercase()).is_some();
                // GET answers HEAD as well.
                if method == "HEAD" && item.get("get").is_some() {
                    continue;
                }
                let request = Request::builder()
                    .method(Method::from_bytes(method.as_bytes()).unwrap())
                    .uri(path.replace(['{', '}'], ""))
                    .header("tus-resumable", "1.0.0")
                    .body(Body::empty())
                    .unwrap();
                let answer = router.clone().oneshot(request).await.unwrap();
                let is_taken = answer.status() != StatusCode::METHOD_NOT_ALLOWED;
                assert_eq!(is_taken, is_described, "{method} {path}");
            }
        }
    }

    #[test]
    fn it_stands_on_its_own() {
        let text = text();
        assert!(text.contains("\"openapi\": \"3.1.0\""));
        let references = text.split("\"$ref\": \"").skip(1);
        for reference in references {
            assert!(reference.starts_with("#/"), "{}", &reference[..40]);
        }
    }
}
