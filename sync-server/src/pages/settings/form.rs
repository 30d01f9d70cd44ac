//! What is typed on the settings' page, and what it may be.

use lykta_core::words::Words;
use serde::Deserialize;

use crate::pages::field::{Faults, clean, clean_line};
use crate::store::settings::{Contact, Languages, OwnNotice, Retention, Settings};

const LONGEST_NAME: usize = 100;
const LONGEST_LINE: usize = 300;
const LONGEST_CONTACT: usize = 1_000;
const LONGEST_NOTICE: usize = 20_000;
/// A hundred years.
const MOST_DAYS: u32 = 36_525;

/// The form as it was sent. Its municipality, contact, notices, retention and languages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) municipality: String,
    pub(super) contact_text: String,
    pub(super) contact_email: String,
    pub(super) contact_phone: String,
    pub(super) contact_web: String,
    pub(super) notice_sv: String,
    pub(super) notice_en: String,
    pub(super) retention_days: String,
    pub(super) retention_decision: String,
    pub(super) english: String,
}

impl Typed {
    /// What is set, as one would type it.
    pub(super) fn of(settings: &Settings) -> Self {
        let Settings {
            contact,
            own_notice,
            retention,
            languages,
            ..
        } = settings.clone();
        let days = retention.days;
        Self {
            municipality: settings.municipality.clone(),
            contact_text: contact.text,
            contact_email: contact.email,
            contact_phone: contact.phone,
            contact_web: contact.web,
            notice_sv: own_notice.swedish,
            notice_en: own_notice.english,
            retention_days: days.map_or_else(String::new, |days| days.to_string()),
            retention_decision: retention.decision,
            english: if languages.english { "yes" } else { "" }.to_owned(),
        }
    }

    /// The same without what no field can hold.
    pub(super) fn clean(self) -> Self {
        Self {
            municipality: clean_line(&self.municipality),
            contact_text: clean(&self.contact_text),
            contact_email: clean_line(&self.contact_email),
            contact_phone: clean_line(&self.contact_phone),
            contact_web: clean_line(&self.contact_web),
            notice_sv: clean(&self.notice_sv),
            notice_en: clean(&self.notice_en),
            retention_days: clean_line(&self.retention_days),
            retention_decision: clean_line(&self.retention_decision),
            english: self.english,
        }
    }

    /// Whether the box of English is ticked.
    pub(super) fn offers_english(&self) -> bool {
        self.english == "yes"
    }

    /// The settings, or what is wrong with each field.
    pub(super) fn check(&self, words: &Words) -> Result<Settings, Faults> {
        let mut faults = self.too_long(words);
        let mut wrong = |name: &'static str, key: &str| {
            faults.entry(name).or_insert_with(|| words.say(key));
        };
        if self.municipality.is_empty() {
            wrong("municipality", "console-fault-municipality");
        }
        if !self.contact_email.is_empty() && !is_email(&self.contact_email) {
            wrong("contact_email", "console-fault-email");
        }
        if !is_phone(&self.contact_phone) {
            wrong("contact_phone", "console-fault-phone");
        }
        if !self.contact_web.is_empty() && !is_web(&self.contact_web) {
            wrong("contact_web", "console-fault-web");
        }
        if self.notice_sv.is_empty() && !self.notice_en.is_empty() {
            wrong("notice_sv", "console-fault-notice_sv");
        }
        let lacks_english = self.notice_en.is_empty() && self.offers_english();
        if lacks_english && !self.notice_sv.is_empty() {
            wrong("notice_en", "console-fault-notice_en");
        }
        let days = self.days();
        if days.is_none() && !self.retention_days.is_empty() {
            wrong("retention_days", "console-fault-days");
        }
        if !self.retention_days.is_empty() && self.retention_decision.is_empty() {
            wrong("retention_decision", "console-fault-decision");
        }
        if faults.is_empty() {
            Ok(self.settings(days))
        } else {
            Err(faults)
        }
    }

    fn days(&self) -> Option<u32> {
        let days = self.retention_days.parse().ok();
        days.filter(|days| (1..=MOST_DAYS).contains(days))
    }

    fn too_long(&self, words: &Words) -> Faults {
        let fields = [
            ("municipality", &self.municipality, LONGEST_NAME),
            ("contact_text", &self.contact_text, LONGEST_CONTACT),
            ("contact_email", &self.contact_email, LONGEST_LINE),
            ("contact_phone", &self.contact_phone, LONGEST_LINE),
            ("contact_web", &self.contact_web, LONGEST_LINE),
            ("notice_sv", &self.notice_sv, LONGEST_NOTICE),
            ("notice_en", &self.notice_en, LONGEST_NOTICE),
            ("retention_decision", &self.retention_decision, LONGEST_LINE),
        ];
        let long = fields
            .into_iter()
            .filter(|(_, text, longest)| text.chars().count() > *longest);
        let told = long.map(|(name, _, longest)| {
            let values = [("longest", longest.into())];
            (name, words.say_with("console-fault-too_long", values))
        });
        told.collect()
    }

    fn settings(&self, days: Option<u32>) -> Settings {
        Settings {
            municipality: self.municipality.clone(),
            // The crest has a form of its own.
            crest: None,
            contact: Contact {
                text: self.contact_text.clone(),
                email: self.contact_email.clone(),
                phone: self.contact_phone.clone(),
                web: self.contact_web.clone(),
            },
            own_notice: OwnNotice {
                swedish: self.notice_sv.clone(),
                english: self.notice_en.clone(),
            },
            retention: Retention {
                days,
                decision: self.retention_decision.clone(),
            },
            languages: Languages {
                english: self.offers_english(),
            },
        }
    }
}

/// Only what nobody could write to is refused.
fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let is_whole = parts.is_some_and(|(who, host)| !who.is_empty() && host.contains('.'));
    is_whole && !text.contains(|c: char| c.is_whitespace() || "<>\"'(),;".contains(c))
}

fn is_phone(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || " +-()/".contains(c))
}

fn is_web(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_whole = rest.is_some_and(|rest| rest.contains('.'));
    is_whole && !text.contains(|c: char| c.is_whitespace() || "<>\"'\\".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lykta_core::words::Language;

    fn whole() -> Typed {
        Typed {
            municipality: "Ljusdals kommun".into(),
            contact_email: "trygg@ljusdal.example".into(),
            contact_phone: "+46 (0)651-180 00".into(),
            contact_web: "https://ljusdal.example/trygghet".into(),
            retention_days: "730".into(),
            retention_decision: "KS 2026/12".into(),
            english: "yes".into(),
            ..Typed::default()
        }
    }

    #[test]
    fn each_field_tells_what_is_wrong_with_it() {
        let words = Words::new(Language::Swedish);
        let faulty = |change: fn(&mut Typed)| {
            let mut typed = whole();
            change(&mut typed);
            let checked = typed.clean().check(&words);
            let faults = checked.err().unwrap_or_default();
            faults.into_keys().collect::<Vec<_>>()
        };
        assert!(faulty(|_| {}).is_empty());
        assert_eq!(faulty(|t| t.municipality = " \0".into()), ["municipality"]);
        assert_eq!(
            faulty(|t| t.municipality = "å".repeat(101)),
            ["municipality"]
        );
        for email in ["trygg", "@ljusdal.example", "a b@c.d", "<a@b.c>"] {
            assert!(!is_email(email), "{email}");
        }
        assert_eq!(
            faulty(|t| t.contact_phone = "ring!".into()),
            ["contact_phone"]
        );
        assert_eq!(
            faulty(|t| t.contact_web = "javascript:a.b".into()),
            ["contact_web"]
        );
        for days in ["0", "-1", "1.5", "alltid", "40000"] {
            let mut typed = whole();
            typed.retention_days = days.into();
            let wrong = typed.check(&words).unwrap_err();
            assert!(wrong.contains_key("retention_days"), "{days}");
        }
        assert_eq!(
            faulty(|t| t.retention_decision.clear()),
            ["retention_decision"]
        );
        assert_eq!(faulty(|t| t.notice_sv = "Egen.".into()), ["notice_en"]);
        assert_eq!(faulty(|t| t.notice_en = "Own.".into()), ["notice_sv"]);
        let alone = faulty(|t| {
            t.notice_sv = "Egen.".into();
            t.english.clear();
        });
        assert!(alone.is_empty(), "without English, Swedish is enough");
    }

    #[test]
    fn what_is_set_comes_back_as_it_was_typed() {
        let words = Words::new(Language::Swedish);
        let settings = whole().check(&words).unwrap();
        assert_eq!(Typed::of(&settings).check(&words).unwrap(), settings);
    }
}
