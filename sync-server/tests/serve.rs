//! The server as a process: how it starts, how it speaks TLS, how it stops.

#![allow(clippy::unwrap_used, reason = "the helpers of tests are tests too")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use lykta_core::domain::ObservationKind;
use lykta_core::join::JoinLink;
use lykta_core::phone::{ObservationDraft, Store};
use lykta_core::sync::client::sync;
use lykta_core::sync::http::HttpTransport;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tempfile::TempDir;

const AREA: &str = r#"{"type": "Polygon", "coordinates":
    [[[24.93, 60.16], [24.96, 60.16], [24.96, 60.18], [24.93, 60.18], [24.93, 60.16]]]}"#;

fn lykta_server(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lykta-server"));
    command.env("LYKTA_DATA", folder.join("data"));
    command.env("LYKTA_LISTEN", "127.0.0.1:0");
    command
}

/// A server that is killed when its test ends before it does.
struct Running {
    process: Child,
    url: String,
    _stdout: BufReader<ChildStdout>,
}

impl Running {
    fn start(mut command: Command) -> Self {
        let mut process = command.arg("serve").stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").unwrap();
        Self {
            url: url.to_owned(),
            process,
            _stdout: stdout,
        }
    }

    fn tell_to_stop(&self) {
        let process = self.process.id().to_string();
        let told = Command::new("kill").args(["-TERM", &process]).status();
        assert!(told.unwrap().success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Plans a walk, and gives its leader's link.
fn plan(folder: &Path, url: &str) -> JoinLink {
    let area = folder.join("area.geojson");
    std::fs::write(&area, AREA).unwrap();
    let options = [
        "walk",
        "create",
        "--name",
        "Kvällsvandring",
        "--public-url",
        url,
    ];
    let times = [
        "--starts",
        "2099-11-24T18:00:00Z",
        "--ends",
        "2099-11-24T20:00:00Z",
    ];
    let mut create = lykta_server(folder);
    create.args(options).args(times).arg("--area").arg(area);
    let output = create.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let leader = said.lines().find(|line| line.starts_with("leader"));
    let link = leader.unwrap().rsplit(' ').next().unwrap();
    link.parse().unwrap()
}

/// An authority and a certificate of 127.0.0.1 by it, written to the folder.
fn certificate(folder: &Path) -> (Vec<u8>, PathBuf, PathBuf) {
    let mut authority = CertificateParams::new(Vec::<String>::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_key = KeyPair::generate().unwrap();
    let root = authority.self_signed(&authority_key).unwrap();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    let leaf = leaf.signed_by(&key, &issuer).unwrap();
    let (cert_path, key_path) = (folder.join("cert.pem"), folder.join("key.pem"));
    std::fs::write(&cert_path, leaf.pem()).unwrap();
    std::fs::write(&key_path, key.serialize_pem()).unwrap();
    (root.pem().into_bytes(), cert_path, key_path)
}

#[tokio::test]
async fn a_phone_syncs_over_tls_of_an_authority_that_it_was_given_and_of_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (root, cert, key) = certificate(folder.path());
    let mut command = lykta_server(folder.path());
    command
        .arg("--tls-cert")
        .arg(cert)
        .arg("--tls-key")
        .arg(key);
    let server = Running::start(command);
    assert!(server.url.starts_with("https://"), "{}", server.url);

    let link = plan(folder.path(), &server.url);
    let phone = Store::open(&folder.path().join("phone")).unwrap().store;
    let walk = phone.join(&link).unwrap().walk;
    let draft = ObservationDraft::new(ObservationKind::Unsafe);
    phone
        .record_observation(walk, phone.new_id(), &draft)
        .unwrap();

    let recorded = phone.status(walk).unwrap().ops.on_phone;

    let stranger = HttpTransport::new(&[]).unwrap();
    assert!(sync(&phone, &stranger, walk, &|_| {}).await.is_err());
    assert_eq!(phone.status(walk).unwrap().ops.on_phone, recorded);
    let trusting = HttpTransport::new(&[root]).unwrap();
    let synced = sync(&phone, &trusting, walk, &|_| {}).await.unwrap();
    assert!(synced.status.is_all_visible());
}

#[test]
fn told_to_stop_it_finishes_the_upload_under_way() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Running::start(lykta_server(folder.path()));
    let link = plan(folder.path(), &server.url);
    let authorization = authorization(&folder, &link);
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let ask = |head: &str| {
        let mut stream = TcpStream::connect(&address).unwrap();
        let head = format!(
            "{head} HTTP/1.1\r\nHost: {address}\r\nTus-Resumable: 1.0.0\r\n\
             Authorization: {authorization}\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream
    };
    let mut created = ask("POST /v1/photos");
    created
        .write_all(b"Upload-Length: 2000\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    created.read_to_string(&mut answer).unwrap();
    let location = answer
        .lines()
        .find_map(|line| line.strip_prefix("location: "));

    let mut patch = ask(&format!("PATCH {}", location.unwrap()));
    let headers = "Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n\
                   Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n";
    patch.write_all(headers.as_bytes()).unwrap();
    // It says so once it reads the body: the call is under way.
    let mut go_on = [0; 25];
    patch.read_exact(&mut go_on).unwrap();
    patch.write_all(&[7; 500]).unwrap();
    server.tell_to_stop();
    while TcpStream::connect(&address).is_ok() {}
    patch.write_all(&[7; 500]).unwrap();
    let mut answer = String::new();
    patch.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    assert!(answer.contains("upload-offset: 1000"), "{answer}");
    assert!(server.process.wait().unwrap().success());
}

fn authorization(folder: &TempDir, link: &JoinLink) -> String {
    let phone = Store::open(&folder.path().join("phone")).unwrap().store;
    let walk = phone.join(link).unwrap().walk;
    let due = phone.replicas_due(walk).unwrap();
    due[0].credentials.to_header()
}

#[test]
fn what_keeps_it_from_starting_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let file = file.to_str().unwrap();
    let missing = folder.path().join("missing.pem");
    let missing = missing.to_str().unwrap();
    let refusals: [(&[&str], &str); 5] = [
        (&["--data", file], "--data"),
        (&["--keep", file], "--keep"),
        (
            &["--tls-cert", missing, "--tls-key", missing],
            "missing.pem",
        ),
        (&["--tls-cert", file, "--tls-key", file], "certificate"),
        (&["--public-url", "lykta.example/walks"], "--public-url"),
    ];
    for (options, says) in refusals {
        let output = lykta_server(folder.path())
            .args(options)
            .arg("serve")
            .output();
        let output = output.unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            !output.status.success() && said.contains(says),
            "{options:?}: {said}"
        );
        assert!(
            output.stdout.is_empty(),
            "it announced itself with {options:?}"
        );
    }
}

#[test]
fn a_taken_port_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let output = lykta_server(folder.path())
        .args(["--listen", &address, "serve"])
        .output();
    let output = output.unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success() && said.contains("--listen"),
        "{said}"
    );
}

#[test]
fn a_second_server_on_the_same_folder_is_refused_and_the_office_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let first = Running::start(lykta_server(folder.path()));
    let second = lykta_server(folder.path()).arg("serve").output().unwrap();
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(said.contains("another server"), "{said}");
    plan(folder.path(), &first.url);
}

#[cfg(target_os = "linux")]
#[test]
fn as_many_files_are_open_as_the_system_lets_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut unasked = Command::new("sh");
    unasked.args(["-c", "ulimit -Sn 200; exec \"$0\" serve"]);
    unasked.arg(env!("CARGO_BIN_EXE_lykta-server"));
    unasked.env("LYKTA_DATA", folder.path().join("data"));
    unasked.env("LYKTA_LISTEN", "127.0.0.1:0");
    let running = Running::start(unasked);
    let limits = format!("/proc/{}/limits", running.process.id());
    let limits = std::fs::read_to_string(limits).unwrap();
    let files = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"));
    let mut numbers = files.unwrap().split_whitespace();
    assert_eq!(numbers.next(), numbers.next());
}
