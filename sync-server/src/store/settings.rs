//! What the municipality has set: who it is, what it tells, and how long it keeps what comes in.

use lykta_core::words::Language;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::error::Error;

/// Everything that is set; what nobody has set yet is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The municipality's name.
    pub municipality: String,
    /// Its crest.
    pub crest: Option<Crest>,
    /// Whom to ask.
    pub contact: Contact,
    /// The municipality's own privacy notice; `notice::text` is what to show.
    pub own_notice: OwnNotice,
    /// How long what comes in is kept.
    pub retention: Retention,
    /// In which languages pages are shown.
    pub languages: Languages,
}

/// The hash of a crest's PNG, by which it is fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crest(pub String);

/// Whom to ask about walks and about what was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// Who that is, and when they answer.
    pub text: String,
    /// An address for e-mail.
    pub email: String,
    /// A phone number.
    pub phone: String,
    /// A page that tells more.
    pub web: String,
}

/// A privacy notice in the municipality's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnNotice {
    /// In Swedish.
    pub swedish: String,
    /// In English.
    pub english: String,
}

/// How long what comes in is kept, and who decided that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// Days after the walk; none while nothing is decided.
    pub days: Option<u32>,
    /// The decision's reference.
    pub decision: String,
}

/// The languages besides Swedish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Languages {
    /// Whether pages are also in English.
    pub english: bool,
}

impl Default for Languages {
    fn default() -> Self {
        Self { english: true }
    }
}

impl Settings {
    /// The language to use for somebody who would have this one.
    pub fn offered(&self, wished: Language) -> Language {
        match wished {
            Language::English if !self.languages.english => Language::Swedish,
            other => other,
        }
    }
}

impl OwnNotice {
    /// The notice in a language; empty when there is none.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.swedish,
            Language::English => &self.english,
        }
    }
}

/// Reads all settings.
pub fn read(connection: &Connection) -> Result<Settings, Error> {
    let text = |name| text(connection, name);
    let crest = crest(connection)?;
    Ok(Settings {
        municipality: text("municipality")?,
        crest: crest.map(|png| Crest(blake3::hash(&png).to_hex()[..32].to_owned())),
        contact: Contact {
            text: text("contact_text")?,
            email: text("contact_email")?,
            phone: text("contact_phone")?,
            web: text("contact_web")?,
        },
        own_notice: OwnNotice {
            swedish: text("notice_sv")?,
            english: text("notice_en")?,
        },
        retention: Retention {
            days: text("retention_days")?.parse().ok(),
            decision: text("retention_decision")?,
        },
        languages: Languages {
            english: text("english")? != "no",
        },
    })
}

fn text(connection: &Connection, name: &str) -> Result<String, Error> {
    let sql = "SELECT value FROM setting WHERE name = ?1";
    let found = connection
        .prepare_cached(sql)?
        .query_row([name], |row| row.get(0));
    Ok(found.optional()?.unwrap_or_default())
}

/// Writes all settings but the crest.
pub fn write(tx: &Transaction<'_>, settings: &Settings) -> Result<(), Error> {
    let days = settings.retention.days;
    let days = days.map_or_else(String::new, |days| days.to_string());
    let english = if settings.languages.english {
        "yes"
    } else {
        "no"
    };
    for (name, value) in [
        ("municipality", settings.municipality.as_str()),
        ("contact_text", &settings.contact.text),
        ("contact_email", &settings.contact.email),
        ("contact_phone", &settings.contact.phone),
        ("contact_web", &settings.contact.web),
        ("notice_sv", &settings.own_notice.swedish),
        ("notice_en", &settings.own_notice.english),
        ("retention_days", &days),
        ("retention_decision", &settings.retention.decision),
        ("english", english),
    ] {
        tx.execute(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
            params![name, value],
        )?;
    }
    Ok(())
}

/// The crest as PNG.
pub fn crest(connection: &Connection) -> Result<Option<Vec<u8>>, Error> {
    let sql = "SELECT value FROM setting WHERE name = 'crest'";
    let found = connection.query_row(sql, [], |row| row.get(0));
    Ok(found.optional()?)
}

/// Puts a crest in the place of the old one, or takes it away.
pub fn set_crest(tx: &Transaction<'_>, png: Option<&[u8]>) -> Result<(), Error> {
    tx.execute("DELETE FROM setting WHERE name = 'crest'", [])?;
    if let Some(png) = png {
        tx.execute(
            "INSERT INTO setting (name, value) VALUES ('crest', ?1)",
            [png],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MIGRATIONS;
    use lykta_core::store::database;

    #[test]
    fn what_was_set_is_read_again_and_nothing_else_is_claimed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lykta.sqlite3");
        let mut connection = database::open(&path, MIGRATIONS).unwrap();
        assert_eq!(read(&connection).unwrap(), Settings::default());

        let settings = Settings {
            municipality: "Ljusdal; DROP TABLE setting".into(),
            contact: Contact {
                phone: "0651-180 00".into(),
                ..Contact::default()
            },
            retention: Retention {
                days: Some(730),
                decision: "KS 2026/12".into(),
            },
            languages: Languages { english: false },
            ..Settings::default()
        };
        let tx = connection.transaction().unwrap();
        write(&tx, &settings).unwrap();
        tx.commit().unwrap();
        assert_eq!(read(&connection).unwrap(), settings);
        assert_eq!(settings.offered(Language::English), Language::Swedish);
    }

    #[test]
    fn another_crest_has_another_address_and_none_has_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lykta.sqlite3");
        let mut connection = database::open(&path, MIGRATIONS).unwrap();
        let mut crest_of = |png: Option<&[u8]>| {
            let tx = connection.transaction().unwrap();
            set_crest(&tx, png).unwrap();
            tx.commit().unwrap();
            read(&connection).unwrap().crest
        };
        let first = crest_of(Some(b"one"));
        assert!(first.is_some());
        assert_ne!(first, crest_of(Some(b"two")));
        assert_eq!(crest_of(None), None);
    }
}
