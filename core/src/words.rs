//! What people read, in their language, from the Fluent files in `core/locales/`.

use std::str::FromStr;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

pub use fluent_bundle::FluentValue as WordValue;

/// A language that there is a folder of words for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Swedish, which whoever asks for an unknown language gets.
    #[default]
    #[serde(rename = "sv")]
    Swedish,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Swedish, Self::English];

    /// The language of a locale's tag such as `en`, `en-GB` or `sv_SE.UTF-8`; else Swedish.
    pub fn from_tag(tag: &str) -> Self {
        Self::find(tag).unwrap_or_default()
    }

    /// The language that an `Accept-Language` header would have most; else Swedish.
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (0.0, Self::default());
        for wish in header.split(',') {
            let mut parts = wish.split(';');
            let tag = parts.next().unwrap_or_default();
            let weight = parts.find_map(|part| part.trim().strip_prefix("q="));
            let weight = weight.map_or(1.0, |text| text.parse::<f32>().unwrap_or(0.0));
            if let Some(language) = Self::find(tag)
                && weight > best.0
            {
                best = (weight, language);
            }
        }
        best.1
    }

    /// The tag for HTML, links and settings.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    fn find(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_', '.']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    fn id(self) -> LanguageIdentifier {
        let tag = self.tag().parse();
        tag.expect("our own tags are well formed")
    }

    fn files(self) -> [&'static str; 10] {
        match self {
            Self::Swedish => [
                include_str!("../locales/sv/domain.ftl"),
                include_str!("../locales/sv/receipts.ftl"),
                include_str!("../locales/sv/photo.ftl"),
                include_str!("../locales/sv/page.ftl"),
                include_str!("../locales/sv/cli.ftl"),
                include_str!("../locales/sv/console.ftl"),
                include_str!("../locales/sv/act.ftl"),
                include_str!("../locales/sv/take_part.ftl"),
                include_str!("../locales/sv/design.ftl"),
                include_str!("../locales/sv/phone.ftl"),
            ],
            Self::English => [
                include_str!("../locales/en/domain.ftl"),
                include_str!("../locales/en/receipts.ftl"),
                include_str!("../locales/en/photo.ftl"),
                include_str!("../locales/en/page.ftl"),
                include_str!("../locales/en/cli.ftl"),
                include_str!("../locales/en/console.ftl"),
                include_str!("../locales/en/act.ftl"),
                include_str!("../locales/en/take_part.ftl"),
                include_str!("../locales/en/design.ftl"),
                include_str!("../locales/en/phone.ftl"),
            ],
        }
    }
}

/// All words of one language. Reading them takes a moment: make one and share it.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a language.
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.id()]);
        // Marks around inserted values would show up in terminals, files and comparisons.
        bundle.set_use_isolating(false);
        if language == Language::Swedish {
            bundle.set_formatter(Some(write_with_comma));
        }
        for text in language.files() {
            // A faulty line costs that line only; a test sees to it that there is none.
            let parsed = FluentResource::try_new(text.to_owned());
            bundle.add_resource_overriding(parsed.unwrap_or_else(|(partial, _)| partial));
        }
        Self { language, bundle }
    }

    /// The language of these words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words for `key`, or the key itself when there are none.
    pub fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The words for `key` with values put in: `say_with("page-accuracy", [("metres", 5.into())])`.
    pub fn say_with<'a>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, WordValue<'a>)>,
    ) -> String {
        let values: FluentArgs<'a> = values.into_iter().collect();
        self.format(key, Some(&values))
    }

    /// Whether there are words for `key`.
    pub fn knows(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    fn format(&self, key: &str, values: Option<&FluentArgs<'_>>) -> String {
        let message = self.bundle.get_message(key);
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return key.to_owned();
        };
        // A missing value is shown by its name, which says more than an error would.
        let mut missing = Vec::new();
        self.bundle
            .format_pattern(pattern, values, &mut missing)
            .into_owned()
    }
}

impl FromStr for Language {
    type Err = std::convert::Infallible;

    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        Ok(Self::from_tag(tag))
    }
}

/// Swedish separates decimals with a comma.
fn write_with_comma<M>(value: &WordValue<'_>, _: &M) -> Option<String> {
    match value {
        WordValue::Number(number) => Some(number.as_string().replace('.', ",")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::photo::PhotoError;

    /// What the log, the wire and the code's enums name; each needs its words.
    const NEEDED: [(&str, &str); 17] = [
        (
            "noun",
            "area plan occasion walk group participant track route stop observation photo \
             attendance finding measure verification gap partner referral publication code phone \
             coverage suggestion owner",
        ),
        (
            "occasion",
            "safety_walk school_walk focus_group e_service workshop patrol follow_up_walk",
        ),
        ("walk", "planned under_way ended closed"),
        ("kind", "safe unsafe worth_keeping"),
        (
            "category",
            "lighting vegetation traffic litter graffiti maintenance isolation noise violence \
             accessibility transport other",
        ),
        ("spot", "place situation unplaced"),
        ("source", "gnss map stop"),
        ("when", "day evening night spring summer autumn winter"),
        ("light", "daylight dusk dark"),
        ("feeling", "0 1 2 3"),
        (
            "role",
            "leader note_taker photographer resident participant municipal_unit property_owner \
             association business politician police rescue_service field_group coordinator",
        ),
        (
            "attendance",
            "resident municipal_unit property_owner association business politician police \
             rescue_service field_group other",
        ),
        ("measure", "direct long_term"),
        (
            "status",
            "proposed decided in_progress done verified declined",
        ),
        (
            "gap",
            "paused no_permission no_fix killed outside_area clock_changed",
        ),
        (
            "warning",
            "storage_full battery_empty power_saver battery_low storage_low",
        ),
        (
            "held",
            "walk_unknown code_expired code_revoked walk_closed replica_revoked forbidden_field \
             second_create same_number_other_bytes unknown_kind too_much by_person bad_value",
        ),
    ];

    /// Each key of a language with the values that it takes.
    fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in language.files().iter().flat_map(|file| file.lines()) {
            if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
                let (key, _) = line.split_once(" =").unwrap();
                key.clone_into(&mut current);
                let earlier = found.insert(current.clone(), BTreeSet::new());
                assert_eq!(earlier, None, "{key} stands twice");
            }
            if !line.starts_with('#') {
                let values = line.split('$').skip(1).map(name_at_start);
                found.entry(current.clone()).or_default().extend(values);
            }
        }
        found.remove("");
        found
    }

    fn name_at_start(text: &str) -> String {
        text.chars()
            .take_while(|&c| c.is_ascii_alphanumeric() || c == '_')
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_keys_and_values() {
        let swedish = keys(Language::Swedish);
        assert!(swedish.len() > 200);
        assert_eq!(swedish, keys(Language::English));
    }

    #[test]
    fn every_file_is_read_without_a_fault() {
        for language in Language::ALL {
            let words = Words::new(language);
            for text in language.files() {
                let parsed = FluentResource::try_new(text.to_owned());
                assert!(
                    parsed.is_ok(),
                    "{:?}",
                    parsed.err().map(|(_, faults)| faults)
                );
            }
            for (key, values) in keys(language) {
                let values = values.iter().map(|name| (name.as_str(), 3.into()));
                let said = words.say_with(&key, values);
                assert!(words.knows(&key), "{key}");
                assert!(!said.is_empty() && said != key, "{key}");
                assert!(!said.contains(['{', '}', '\u{2068}']), "{key}: {said}");
            }
        }
    }

    #[test]
    fn every_name_that_the_code_uses_has_its_words() {
        let mut needed = Vec::new();
        for (group, ids) in NEEDED {
            needed.extend(ids.split_whitespace().map(|id| format!("{group}-{id}")));
        }
        for receipt in ["on_phone", "received", "visible", "held", "erased"] {
            needed.push(format!("receipt-{receipt}"));
            needed.push(format!("receipt-{receipt}-explained"));
        }
        needed.extend(PhotoError::ALL.map(|error| format!("photo-{}", error.id())));
        for words in Language::ALL.map(Words::new) {
            for key in &needed {
                assert!(words.knows(key), "{:?} lacks {key}", words.language());
            }
        }
    }

    #[test]
    fn the_glossary_explains_every_name() {
        let glossary = include_str!("../../docs/glossary.md");
        for (group, ids) in NEEDED {
            if ["noun", "feeling", "warning"].contains(&group) {
                continue;
            }
            for id in ids.split_whitespace() {
                let explained = glossary.contains(&format!("`{id}`"));
                assert!(explained, "docs/glossary.md lacks {group} {id}");
            }
        }
    }

    #[test]
    fn each_language_says_it_in_its_own_way() {
        let swedish = Words::new(Language::Swedish);
        let english = Words::new(Language::English);
        assert_eq!(swedish.say("kind-worth_keeping"), "värd att bevara");
        assert_eq!(english.say("kind-worth_keeping"), "worth keeping");
        assert_eq!(swedish.say("no-such-key"), "no-such-key");

        let synced =
            |words: &Words, count: usize| words.say_with("cli-synced", [("count", count.into())]);
        assert_eq!(synced(&swedish, 0), "Synkat: inget nytt att skicka");
        assert_eq!(synced(&swedish, 1), "Synkat: 1 uppgift synlig");
        assert_eq!(synced(&english, 12), "Synced: 12 items visible");
    }

    #[test]
    fn decimals_are_written_as_the_language_does() {
        let metres =
            |language| Words::new(language).say_with("page-accuracy", [("metres", 4.5.into())]);
        assert_eq!(metres(Language::Swedish), "Noggrannhet 4,5 m");
        assert_eq!(metres(Language::English), "Accuracy 4.5 m");
    }

    #[test]
    fn a_language_is_found_by_tag_or_header_and_swedish_otherwise() {
        for (tag, language) in [
            ("sv", Language::Swedish),
            ("sv-x-easy", Language::Swedish),
            ("en", Language::English),
            ("EN-gb", Language::English),
            ("en_US.UTF-8", Language::English),
            ("fi", Language::Swedish),
            ("", Language::Swedish),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
        for (header, language) in [
            ("en-GB,en;q=0.9,sv;q=0.8", Language::English),
            ("fi, sv;q=0.5, en;q=0.7", Language::English),
            ("sv-SE, en;q=0.7", Language::Swedish),
            ("sv ; q=0.2, en ; q=0.7", Language::English),
            ("en;q=0, *", Language::Swedish),
            ("", Language::Swedish),
        ] {
            assert_eq!(Language::from_accept_language(header), language, "{header}");
        }
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), language);
        }
    }

    #[test]
    fn words_are_shared_between_threads() {
        let words = Words::new(Language::English);
        std::thread::scope(|scope| {
            let said = scope.spawn(|| words.say("light-dusk"));
            assert_eq!(said.join().unwrap(), "dusk");
        });
    }
}
