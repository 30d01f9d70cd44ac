//! The command `lykta` as a terminal and a script see it: the real program, a real server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use lykta_core::domain::Role;
use lykta_tests::{Server, photo};
use support::{Terminal, normal};

/// The shell loop of the README, exactly as it stands there.
fn readme_loop() -> String {
    let readme = include_str!("../../../README.md");
    let blocks = readme.split("```").map(str::trim);
    let mut loops = blocks.filter(|block| block.starts_with("lykta join"));
    loops.next().expect("the README has the loop").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_loop_of_the_readme_records_a_walk_that_arrives() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let leader = Terminal::new();
    leader.file("evening.gpx", GPX.as_bytes());
    for n in 1..=20 {
        leader.file(&format!("photos/{n}.jpg"), &photo(n));
    }
    let link = server.link(&evening, Role::Leader, 0).to_string();
    let ran = leader.shell(&readme_loop(), &link);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert_eq!(leader.json(&["status"])["all_visible"], true);

    let office = Terminal::joined(&server.link(&evening, Role::Coordinator, 0).to_string());
    office.json(&["sync"]);
    let listed = office.json(&["list"]);
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), 20);
    assert!(listed.iter().all(|item| item["least"] == "visible"));
    let exported = office.json(&["export", "--format", "geojson"]);
    assert_eq!(exported["features"].as_array().unwrap().len(), 21);
    let gpx = office.run(&["export", "--format", "gpx"]);
    assert!(gpx.stdout.contains("<trkpt"), "{}", gpx.stdout);
}

#[tokio::test(flavor = "multi_thread")]
async fn joining_again_changes_nothing_and_another_link_adds_a_walk() {
    let server = Server::starts().await;
    let (one, two) = (server.plans(1).await, server.plans(1).await);
    let link = server.link(&one, Role::Leader, 0).to_string();
    let terminal = Terminal::joined(&link);
    terminal.observe("mörkt");
    let before = terminal.json(&["status"]);
    let again = terminal.json(&["join", &link]);
    assert_eq!(again["new"], false);
    assert_eq!(terminal.json(&["status"]), before);

    let other = terminal.json(&["join", &server.link(&two, Role::Participant, 0).to_string()]);
    assert_eq!(other["new"], true);
    assert_eq!(terminal.json(&["walks"]).as_array().unwrap().len(), 2);
    assert_eq!(terminal.json(&["list"]), serde_json::json!([]));
    let first = again["walk"].as_str().unwrap();
    let listed = terminal.json(&["--walk", first, "list"]);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    let synced = terminal.run(&["--json", "sync"]);
    assert!(synced.stderr.contains(first), "{}", synced.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_of_which_different_values_stand_can_be_settled() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let one = Terminal::joined(&server.link(&evening, Role::Leader, 0).to_string());
    let two = Terminal::joined(&server.link(&evening, Role::NoteTaker, 0).to_string());
    let picture = one.file("a.jpg", &photo(1));
    let recorded = one.json(&["observe", "--kind", "unsafe", "--photo", &picture]);
    let id = recorded["id"].as_str().unwrap();
    let photo = recorded["photos"][0].as_str().unwrap();
    sync_all(&[&one, &two]);
    for (terminal, kind, feeling, at) in [
        (&one, "safe", "1", "60.17,24.94"),
        (&two, "worth_keeping", "2", "60.18,24.95"),
    ] {
        let other = if kind == "safe" {
            "--category"
        } else {
            "--not-category"
        };
        terminal.json(&[
            "edit",
            id,
            "--kind",
            kind,
            "--feeling",
            feeling,
            "--at",
            at,
            other,
            "lighting",
        ]);
        terminal.json(&["caption", photo, kind]);
    }
    two.json(&["withdraw", id]);
    sync_all(&[&one, &two, &one]);

    for (item, field, choice) in [
        (id, "kind", ["--value", "unsafe"]),
        (id, "feeling", ["--value", "3"]),
        (id, "spot", ["--value", "60.19,24.96"]),
        (id, "category/lighting", ["--keep", "1"]),
        (id, "withdrawn", ["--value", "false"]),
        (photo, "caption", ["--keep", "2"]),
    ] {
        let shown = one.json(&["settle", item, field]);
        let several = shown["values"].as_array().unwrap().len();
        assert!(several > 1 || field == "withdrawn", "{field}: {shown}");
        one.json(&[&["settle", item, field][..], &choice].concat());
    }
    sync_all(&[&one, &two]);
    let listed = two.json(&["list"]);
    assert_eq!(listed[0]["unsettled"], false, "{listed}");
    assert_eq!(listed[0]["kind"], "unsafe");
    assert_eq!(listed[0]["feeling"], 3);
    assert_eq!(listed[0]["point"]["lat"], 60.19);
}

fn sync_all(terminals: &[&Terminal]) {
    for terminal in terminals {
        terminal.json(&["sync"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_used_gets_one_clear_error_and_nothing_is_recorded() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let terminal = Terminal::joined(&server.link(&evening, Role::Leader, 0).to_string());
    let good = terminal.file("good.jpg", &photo(1));
    let text = terminal.file("text.jpg", b"no picture");
    let half = terminal.file("half.jpg", &photo(2)[..60]);
    let before = terminal.json(&["status"]);
    let observe = ["observe", "--kind", "unsafe"];
    let with = |more: &[&'static str]| [&observe[..], more].concat();
    for (arguments, status, reason) in [
        (
            [&observe[..], &["--photo", &good, &text]].concat(),
            65,
            "bad_photo",
        ),
        (
            [&observe[..], &["--photo", &half]].concat(),
            65,
            "bad_photo",
        ),
        (with(&["--photo", "missing.jpg"]), 65, "file_unreadable"),
        (with(&["--at", "91,0"]), 65, "bad_position"),
        (with(&["--at", "60.17"]), 65, "bad_position"),
        (with(&["--feeling", "4"]), 2, "usage"),
        (with(&["--category", "beauty"]), 2, "usage"),
        (with(&["--at", "60,24", "--unplaced"]), 2, "usage"),
        (vec!["observe"], 2, "usage"),
        (vec!["track", "--gpx", &text], 65, "bad_gpx"),
        (vec!["track", "--gpx", "missing.gpx"], 65, "file_unreadable"),
        (vec!["attend", "resident"], 65, "bad_count"),
        (vec!["attend", "aliens=3"], 65, "bad_count"),
        (vec!["attend", "resident=1000"], 65, "bad_value"),
        (vec!["show", "ffffffff"], 65, "no_such_item"),
        (vec!["edit", "ffffffff", "--words", "x"], 65, "no_such_item"),
        (vec!["edit", "ffffffff"], 65, "nothing_to_change"),
        (vec!["withdraw", "x"], 65, "no_such_item"),
        (vec!["--walk", "ffffffff", "list"], 65, "no_such_walk"),
        (vec!["invite", "--role", "participant"], 1, "no_package"),
        (vec!["join", "https://lykta.example/join"], 65, "bad_link"),
        (vec!["rescue", "missing/archive"], 65, "file_unwritable"),
        (vec!["sync", "--ca", &text], 65, "no_certificate"),
        (vec!["sing"], 2, "usage"),
    ] {
        let (got, error) = terminal.fails(&arguments);
        assert_eq!(
            (got, error["reason"].as_str()),
            (status, Some(reason)),
            "{arguments:?}"
        );
        assert_eq!(error["status"], status);
    }
    assert_eq!(terminal.json(&["status"]), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_network_everything_but_sync_works_and_sync_says_so() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let link = server.link(&evening, Role::Leader, 0).to_string();
    let nowhere = link.replacen(
        &link[..link.find("/join").unwrap()],
        "http://127.0.0.1:9",
        1,
    );
    let terminal = Terminal::joined(&nowhere);
    terminal.observe("mörkt");
    let (status, error) = terminal.fails(&["sync"]);
    assert_eq!((status, error["reason"].as_str()), (4, Some("no_network")));
    let swedish = terminal.run(&["--language", "sv", "sync"]);
    assert!(
        swedish.stderr.contains("Servern svarar inte."),
        "{}",
        swedish.stderr
    );
    let english = terminal.run(&["--language", "en", "sync"]);
    assert!(
        english.stderr.contains("The server does not answer."),
        "{}",
        english.stderr
    );
    assert_eq!(terminal.run(&["status"]).status, 4);
    let archive = terminal.json(&["rescue", "walk.archive"]);
    assert_eq!(archive["ops"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn scripts_find_the_same_shapes_every_time() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let link = server.link(&evening, Role::Leader, 0).to_string();
    let terminal = Terminal::new();
    let mut answers = vec![terminal.json(&["join", &link])];
    let picture = terminal.file("a.jpg", &photo(1));
    let said = [
        "observe",
        "--kind",
        "unsafe",
        "--category",
        "lighting",
        "--when",
        "night",
    ];
    let more = [
        "--words",
        "mörkt",
        "--at",
        "60.17,24.94",
        "--photo",
        &picture,
    ];
    let recorded = terminal.json(&[&said[..], &more].concat());
    let id = recorded["id"].as_str().unwrap().to_owned();
    answers.push(recorded);
    answers.push(terminal.json(&["stop", "--number", "1", "--name", "Bron"]));
    answers.push(terminal.json(&["sync"]));
    for command in [
        &["list"][..],
        &["show", &id],
        &["status"],
        &["walks"],
        &["walk", "end"],
    ] {
        answers.push(terminal.any_json(command));
    }
    answers.push(terminal.json(&["export", "--format", "geojson"]));
    answers.push(terminal.fails(&["show", "ffff"]).1);
    let answers: Vec<_> = answers.into_iter().map(normal).collect();
    insta::assert_json_snapshot!(answers);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_is_found_by_the_end_of_its_id_and_shown_in_words() {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let terminal = Terminal::joined(&server.link(&evening, Role::Leader, 0).to_string());
    let id = terminal.observe("mörkt \u{1b}[2J vid bron");
    let shown = terminal.run(&["--language", "sv", "show", &id[id.len() - 8..]]);
    assert!(shown.stdout.contains("Vad: otrygg"), "{}", shown.stdout);
    assert!(!shown.stdout.contains('\u{1b}'));
    let listed = terminal.shell("lykta list | true && lykta list | head -n 1", "");
    assert_eq!((listed.status, listed.stderr.as_str()), (0, ""));
}

/// Two hundred metres at a walking pace, with times.
const GPX: &str = r#"<?xml version="1.0"?><gpx version="1.1" creator="test"><trk><name>Runt torget</name><trkseg>
<trkpt lat="60.1700" lon="24.9400"><time>2026-11-24T17:00:00Z</time></trkpt>
<trkpt lat="60.1705" lon="24.9400"><time>2026-11-24T17:00:40Z</time></trkpt>
<trkpt lat="60.1710" lon="24.9400"><time>2026-11-24T17:01:20Z</time></trkpt>
</trkseg></trk></gpx>"#;
