//! The walk's part of the base map comes to its phones, after all that they recorded.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use lykta_core::domain::Role;
use lykta_core::phone::{Basemap, Store};
use lykta_core::seam::{SystemClock, SystemIds};
use lykta_core::sync::http::HttpTransport;
use lykta_core::sync::transport::{HttpAnswer, HttpRequest, NoAnswer, Transport};
use lykta_tests::basemap::{Cell, cell, cells, read, tile};
use lykta_tests::{BeforeEachChange, Change, Phone, Server};

/// The square of the stories' walks, 300 metres around it, and a corner far off.
const EDGES: [(f64, f64); 2] = [(60.1827, 24.9246), (60.1573, 24.9654)];
const FAR_OFF: (f64, f64) = (60.1950, 24.945);

/// A network that notes which ranges of the map were asked for, and does something to the answers.
struct Watched<F> {
    inner: HttpTransport,
    ranges: Mutex<Vec<String>>,
    fate: F,
}

impl<F: Fn(usize, HttpAnswer) -> Result<HttpAnswer, NoAnswer>> Watched<F> {
    fn new(fate: F) -> Self {
        Self {
            inner: HttpTransport::new(&[]).unwrap(),
            ranges: Mutex::default(),
            fate,
        }
    }

    fn ranges(&self) -> Vec<String> {
        self.ranges.lock().unwrap().clone()
    }
}

impl<F> Transport for Watched<F>
where
    F: Fn(usize, HttpAnswer) -> Result<HttpAnswer, NoAnswer> + Send + Sync,
{
    async fn send(&self, request: HttpRequest) -> Result<HttpAnswer, NoAnswer> {
        let range = request.headers.iter().find(|(name, _)| *name == "Range");
        let range = range.map(|(_, range)| range.clone());
        let answer = self.inner.send(request).await?;
        let Some(range) = range else {
            return Ok(answer);
        };
        let asked = {
            let mut ranges = self.ranges.lock().unwrap();
            ranges.push(range);
            ranges.len()
        };
        (self.fate)(asked, answer)
    }
}

fn is_here(phone: &Phone) -> bool {
    map(phone).is_some()
}

/// What the phone shows of its map.
fn shown(phone: &Phone) -> Option<Basemap> {
    let by = phone.store.participation(phone.walk).unwrap();
    let package = phone.store.package(phone.walk).unwrap();
    let package = package.as_ref().map(|(package, _)| package);
    phone.store.basemap(&by, package).unwrap()
}

/// Where the phone's map is.
fn map(phone: &Phone) -> Option<PathBuf> {
    let map = shown(phone)?;
    Some(phone.folder.path().join(map.path?))
}

fn files(phone: &Phone) -> usize {
    let folder = std::fs::read_dir(phone.folder.path().join("basemaps"));
    folder.map_or(0, Iterator::count)
}

/// The cells that the walk's clip must have.
fn around_the_walk() -> Vec<Cell> {
    let is_inside = |(zoom, x, y): &Cell| {
        let (_, left, top) = cell(EDGES[0].0, EDGES[0].1, *zoom);
        let (_, right, bottom) = cell(EDGES[1].0, EDGES[1].1, *zoom);
        (left..=right).contains(x) && (top..=bottom).contains(y)
    };
    cells().into_iter().filter(is_inside).collect()
}

async fn opens() -> (Server, Phone) {
    let server = Server::starts().await;
    let evening = server.plans(1).await;
    let phone = Phone::joins(&server.link(&evening, Role::Participant, 0));
    (server, phone)
}

#[tokio::test]
async fn a_phone_gets_the_tiles_around_its_walk_and_no_others() {
    let (server, phone) = opens().await;
    phone.syncs().await;
    assert_eq!(shown(&phone), None);

    let whole = server.gets_basemap(1);
    phone.syncs().await;
    let told = shown(&phone).unwrap();
    assert_eq!(told.attribution, "© Kartverket 1");
    let path = map(&phone).unwrap();
    assert_eq!(told.bytes, path.metadata().unwrap().len());
    assert!(told.bytes * 4 < whole.metadata().unwrap().len());
    let room = phone.store.storage().unwrap().basemap_bytes;
    assert_eq!(room, told.bytes);

    let wanted = around_the_walk();
    assert!(wanted.len() > 20);
    let (count, tiles) = read(&path, &wanted).await;
    assert_eq!(count, wanted.len() as u64, "and no others");
    for (cell, found) in wanted.iter().zip(tiles) {
        assert_eq!(found, Some(tile(1, *cell)), "{cell:?}");
    }
    let far_off = cell(FAR_OFF.0, FAR_OFF.1, 15);
    assert!(cells().contains(&far_off));
    assert_eq!(read(&path, &[far_off]).await.1, [None]);
}

#[tokio::test]
async fn what_broke_off_goes_on_where_it_ended_and_spoils_nothing() {
    let (server, phone) = opens().await;
    server.gets_basemap(1);
    let id = phone.observes("mörkt");
    phone.takes_photo(id, 1);
    let breaks = Watched::new(|asked, answer| match asked {
        1 => Ok(answer),
        _ => Err(NoAnswer("the connection broke".to_owned())),
    });
    let synced = phone.syncs_over(&breaks).await.unwrap();
    assert!(synced.status.is_all_visible());
    assert!(!is_here(&phone));
    let here = phone.store.storage().unwrap().basemap_bytes;
    assert!(here > 0);

    let phone = phone.restarted();
    let whole = Watched::new(|_, answer| Ok(answer));
    phone.syncs_over(&whole).await.unwrap();
    assert!(is_here(&phone));
    let ranges = whole.ranges();
    assert!(
        ranges[0].starts_with(&format!("bytes={here}-")),
        "{ranges:?}"
    );
    assert_eq!(files(&phone), 1);

    let again = Watched::new(|_, answer| Ok(answer));
    phone.syncs_over(&again).await.unwrap();
    assert!(again.ranges().is_empty(), "it is here");
}

#[tokio::test]
async fn another_map_takes_its_place_when_it_is_whole() {
    let (server, phone) = opens().await;
    server.gets_basemap(1);
    phone.syncs().await;
    let first = map(&phone).unwrap();

    server.gets_basemap(2);
    let breaks = Watched::new(|_, _| Err(NoAnswer("the connection broke".to_owned())));
    phone.syncs_over(&breaks).await.unwrap();
    assert_eq!(
        map(&phone).as_ref(),
        Some(&first),
        "shown until the other is here"
    );
    assert!(first.exists());

    phone.syncs().await;
    let second = map(&phone).unwrap();
    let middle = cell(60.17, 24.945, 15);
    assert_eq!(read(&second, &[middle]).await.1, [Some(tile(2, middle))]);
    assert!(!first.exists());
    let told = shown(&phone).unwrap();
    assert_eq!(told.attribution, "© Kartverket 2");

    // The same map again is another file on the server, and the same to the phone.
    server.gets_basemap(2);
    let watched = Watched::new(|_, answer| Ok(answer));
    phone.syncs_over(&watched).await.unwrap();
    assert!(watched.ranges().is_empty());
    assert_eq!(map(&phone).as_ref(), Some(&second));

    lykta_server::basemap::remove(&server.state().config.data).unwrap();
    phone.syncs().await;
    assert_eq!(
        map(&phone),
        Some(second),
        "a walk keeps the map that it has"
    );
    assert_eq!(files(&phone), 1);
}

#[tokio::test]
async fn wrong_bytes_are_not_kept_and_not_fetched_again_at_once() {
    let (server, phone) = opens().await;
    server.gets_basemap(1);
    let turned = Watched::new(|_, mut answer: HttpAnswer| {
        let last = answer.body.len() - 1;
        answer.body[last] ^= 1;
        Ok(answer)
    });
    phone.syncs_over(&turned).await.unwrap();
    assert!(!turned.ranges().is_empty());
    assert!(!is_here(&phone));
    assert_eq!(files(&phone), 0);
    let told = shown(&phone).unwrap();
    assert_eq!(told.path, None, "it is still to come");

    let watched = Watched::new(|_, answer| Ok(answer));
    phone.syncs_over(&watched).await.unwrap();
    assert!(watched.ranges().is_empty(), "an hour has not gone by");
    // Another map is another matter.
    server.gets_basemap(2);
    phone.syncs().await;
    assert!(is_here(&phone));
}

#[tokio::test]
async fn without_room_for_the_map_everything_else_goes_through() {
    let (server, phone) = opens().await;
    server.gets_basemap(1);
    let Phone {
        folder,
        store,
        walk,
    } = phone;
    drop(store);
    let full = BeforeEachChange::of(folder.path(), |change| match change {
        Change::Append(_) => Err(ErrorKind::StorageFull.into()),
        _ => Ok(()),
    });
    let (clock, ids) = (Arc::new(SystemClock), Arc::new(SystemIds));
    let opened = Store::open_with(folder.path(), Arc::new(full), clock, ids).unwrap();
    let store = opened.store;
    let phone = Phone {
        folder,
        store,
        walk,
    };
    let id = phone.observes("mörkt");
    phone.takes_photo(id, 1);
    let watched = Watched::new(|_, answer| Ok(answer));
    let synced = phone.syncs_over(&watched).await.unwrap();
    assert!(synced.status.is_all_visible());
    assert_eq!(watched.ranges().len(), 1);
    assert!(!is_here(&phone));
    assert_eq!(files(&phone), 0);
}

#[tokio::test]
async fn a_map_that_is_not_there_is_asked_for_another_time() {
    let (server, phone) = opens().await;
    server.gets_basemap(1);
    for status in [404, 403, 416, 500] {
        let lost = Watched::new(move |_, answer| Ok(HttpAnswer { status, ..answer }));
        phone.syncs_over(&lost).await.unwrap();
        assert_eq!(lost.ranges().len(), 1, "{status}");
        assert!(!is_here(&phone));
    }
    phone.syncs().await;
    assert!(is_here(&phone));
}

#[tokio::test]
async fn what_is_recorded_meanwhile_has_the_right_of_way() {
    let (server, phone) = opens().await;
    server.gets_basemap(1);
    let records = Watched::new(|_, answer| {
        phone.observes("under tiden");
        Ok(answer)
    });
    phone.syncs_over(&records).await.unwrap();
    assert!(!is_here(&phone));
    assert_eq!(records.ranges().len(), 1);
    phone.syncs().await;
    assert!(phone.status().is_all_visible());
    assert!(is_here(&phone));
}
