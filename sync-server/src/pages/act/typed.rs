//! What somebody typed into a form.

use lykta_core::id::ShortHash;

/// The fields of a form as they were sent; a name may stand several times.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(transparent)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    /// The first value under a name, without spaces around it.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let first = self.0.iter().find(|(other, _)| other == name);
        first
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// All values under a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = self.0.iter();
        fields
            .filter(move |(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    /// Whether there is such a field at all, be it empty.
    pub(super) fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// The ops whose values somebody saw of a field.
    pub(super) fn saw(&self, field: &str) -> Vec<ShortHash> {
        let name = format!("saw.{field}");
        let listed = self.all(&name).flat_map(|list| list.split(','));
        listed.filter_map(|hash| hash.trim().parse().ok()).collect()
    }
}

#[cfg(test)]
impl Typed {
    pub(super) fn of(fields: &[(&str, &str)]) -> Self {
        let fields = fields.iter();
        Self(
            fields
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }
}
