//! What every page has around it, and how a page is answered.

use std::sync::Arc;

use askama::Template;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use lykta_core::words::{Language, Words};

use super::assets;
use super::said::capital;
use crate::error::Error;
use crate::store::people::{OfficeRole, Person};
use crate::store::settings::Settings;

/// What the browser may do on our pages: nothing from elsewhere, nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; font-src 'self'; \
     manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Header and words of a page.
#[derive(Clone)]
pub(super) struct Frame {
    pub(super) words: Arc<Words>,
    pub(super) person: Option<Person>,
    settings: Arc<Settings>,
}

impl Frame {
    pub(super) fn new(words: Arc<Words>, person: Option<Person>, settings: Arc<Settings>) -> Self {
        Self {
            words,
            person,
            settings,
        }
    }

    /// The municipality whose server this is, when it has said so.
    pub(super) fn municipality(&self) -> Option<&str> {
        let name = self.settings.municipality.as_str();
        (!name.is_empty()).then_some(name)
    }

    /// Where the municipality's crest is, when it has one.
    pub(super) fn crest(&self) -> Option<String> {
        let crest = self.settings.crest.as_ref();
        crest.map(|crest| format!("/crest/{}", crest.0))
    }

    /// Whether there is another language to change to.
    pub(super) fn has_other_language(&self) -> bool {
        self.settings.languages.english
    }

    /// The words for a key.
    pub(super) fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// The same with a large first letter.
    pub(super) fn say_large(&self, key: &str) -> String {
        capital(&self.words.say(key))
    }

    /// The language that one can change to.
    pub(super) fn other_language(&self) -> &'static str {
        match self.words.language() {
            Language::Swedish => Language::English.tag(),
            Language::English => Language::Swedish.tag(),
        }
    }

    /// The page's language, for HTML.
    pub(super) fn language(&self) -> &'static str {
        self.words.language().tag()
    }

    /// The address of an asset, which changes with what is in it.
    #[expect(clippy::unused_self, reason = "templates call it on their frame")]
    pub(super) fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// Whether to show what only administrators may do.
    pub(super) fn is_administrator(&self) -> bool {
        let role = self.person.as_ref().map(|person| person.role);
        role == Some(OfficeRole::Administrator)
    }

    /// `Inloggad som …`, when somebody is.
    pub(super) fn signed_in_as(&self) -> Option<String> {
        let name = self.person.as_ref()?.name.as_str();
        let said = self
            .words
            .say_with("page-signed_in_as", [("name", name.into())]);
        Some(said)
    }
}

/// Answers a page.
pub(super) fn show(page: &impl Template) -> Result<Response, Error> {
    Ok(show_text(page.render().map_err(Error::internal)?))
}

/// Answers what is a page, or a part of one, already.
pub(super) fn show_text(html: String) -> Response {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        // Our own pages learn where a form was sent from; nobody else does.
        (header::REFERRER_POLICY, "same-origin"),
    ];
    (headers, Html(html)).into_response()
}
