//! A table of the walk's page; tracks, attendance and phones each are one.

use askama::Template;

/// A table with its heading, or the words for an empty one.
#[derive(Default, Template)]
#[template(path = "walk/table.html")]
pub(super) struct Table {
    /// The section's id, which is the part's name.
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) caption: Option<String>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    /// What the last row is called, and its sums.
    pub(super) all: String,
    pub(super) sums: Vec<u64>,
    /// Shown in place of a table without rows.
    pub(super) empty: String,
    /// Sentences below.
    pub(super) notes: Vec<String>,
    /// Where more can be done about it, and in which words.
    pub(super) more: Option<(String, String)>,
}

/// A column's heading.
pub(super) struct Column {
    pub(super) words: String,
    pub(super) is_number: bool,
}

impl Column {
    pub(super) fn words(words: String) -> Self {
        Self {
            words,
            is_number: false,
        }
    }

    pub(super) fn number(words: String) -> Self {
        Self {
            words,
            is_number: true,
        }
    }
}

/// A row: what it is about, perhaps with an aside, and its cells.
#[derive(Default)]
pub(super) struct Row {
    pub(super) head: String,
    /// Its own page.
    pub(super) link: Option<String>,
    pub(super) aside: Option<String>,
    pub(super) cells: Vec<Cell>,
}

/// What stands in one cell.
pub(super) enum Cell {
    Words(String),
    Number(String),
    Lines(Vec<String>),
    Left(Left),
}

/// What a phone has left.
pub(super) struct Left {
    /// The state's name.
    pub(super) state: &'static str,
    pub(super) words: String,
    pub(super) since: Option<String>,
    /// Where it stands which photos, and the words for that.
    pub(super) which: Option<(String, String)>,
}
