//! What whoever started the demo can do now.

use std::path::Path;

use crate::Failure;
use crate::plan::{Evening, USER};
use crate::programs::{program, say};

/// The page with its sign-in, the link to join, and the commands for a terminal.
pub(crate) fn how_to_go_on(data: &Path, evening: &Evening) -> Result<(), Failure> {
    let lykta = short(&program("lykta")?);
    let photo = data.join("phone-1/camera-1.jpg");
    let photo = if photo.exists() {
        format!(" --photo {}", short(&photo))
    } else {
        String::new()
    };
    let data = short(data);
    say("\nThe walk's page, for the office:");
    say(&format!("  {}/walks/{}", evening.server(), evening.walk));
    say(&format!("  user {USER}, password {}", evening.password));
    say("\nThe link for those who take part:");
    say(&format!("  {}", evening.participant));
    say("\nTake part from another terminal, with an observation of your own:");
    say(&format!("  export LYKTA_STORE={data}/you"));
    say(&format!("  {lykta} join '{}'", evening.participant));
    let observe = "observe --kind unsafe --category lighting --words 'mörkt här'";
    say(&format!("  {lykta} {observe}{photo}"));
    say(&format!("  {lykta} sync"));
    say("\nThe whole walk in the coordinator's terminal, also without network:");
    say(&format!("  {lykta} --store {data}/office sync"));
    say(&format!("  {lykta} --store {data}/office list"));
    say("");
    Ok(())
}

/// A path as it is typed from here.
fn short(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path);
    path.display().to_string()
}
