//! What the groups wrote of the walk itself.

use askama::Template;

use crate::pages::frame::Frame;
use crate::pages::telling::Telling;
use crate::store::page::WalkRecord;

/// The part of the page with their remarks; hidden while there are none.
#[derive(Template)]
#[template(path = "walk/remarks.html")]
pub(super) struct RemarksPart {
    frame: Frame,
    remarks: Vec<(String, String)>,
}

pub(super) fn part(telling: &Telling<'_>, frame: &Frame, record: &WalkRecord) -> RemarksPart {
    RemarksPart {
        frame: frame.clone(),
        remarks: remarks(telling, record),
    }
}

fn remarks(telling: &Telling<'_>, record: &WalkRecord) -> Vec<(String, String)> {
    let remarks = record.groups.iter().filter_map(|group| {
        let remarks = group.text("remarks").filter(|text| !text.is_empty())?;
        let group = telling.groups.whole(Some(group.target.id));
        Some((group, remarks.to_owned()))
    });
    remarks.collect()
}
