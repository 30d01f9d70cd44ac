//! A walk's part of the base map: the tiles around its area and routes, as a PMTiles file of its own.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Cursor, SeekFrom};
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use lykta_core::id::{ContentHash, EntityId};
use lykta_core::place::LatLon;
use pmtiles::{
    AsyncBackend, AsyncPmTilesReader, BackendResponse, HashMapCache, Header, PmTilesWriter,
    PmtError, PmtResult, TileCoord, TileId,
};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::sync::Mutex;

use crate::durable::write_durably;

/// Clips that were made; each can be made again.
const FOLDER: &str = "basemap-clips";
/// Another number here makes all clips anew.
const RECIPE: u32 = 1;
/// How far beyond the walk a clip reaches, in metres: one sees how a walk's edge is reached.
const MARGIN_M: f64 = 300.0;
/// A degree of latitude, in metres: a sphere of 6,371,008.8 m (IUGG).
const M_PER_DEGREE: f64 = 111_195.08;
/// A phone fetches no more, over the network that a street has.
const MOST_BYTES: usize = 24 * 1024 * 1024;
/// No zoom level of a clip has more tiles than this: a walk is no county.
const MOST_TILES: u64 = 4_096;
/// Web Mercator ends here.
const MOST_LATITUDE: f64 = 85.05;

/// The ground of a walk: west, south, east and north in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Extent {
    /// What holds all of the points and a margin around them; nothing holds none.
    pub fn around(points: impl IntoIterator<Item = LatLon>) -> Option<Self> {
        let mut points = points.into_iter();
        let first = points.next()?;
        let point = Self {
            west: first.lon,
            south: first.lat,
            east: first.lon,
            north: first.lat,
        };
        Some(points.fold(point, Self::with).widened())
    }

    fn with(self, point: LatLon) -> Self {
        Self {
            west: self.west.min(point.lon),
            south: self.south.min(point.lat),
            east: self.east.max(point.lon),
            north: self.north.max(point.lat),
        }
    }

    fn widened(self) -> Self {
        let lat = MARGIN_M / M_PER_DEGREE;
        let farthest = self.south.abs().max(self.north.abs()).min(MOST_LATITUDE);
        let lon = lat / farthest.to_radians().cos();
        Self {
            west: self.west - lon,
            south: self.south - lat,
            east: self.east + lon,
            north: self.north + lat,
        }
    }
}

/// The tiles of one zoom level that an extent touches: columns and rows, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Block {
    zoom: u8,
    left: u32,
    top: u32,
    right: u32,
    bottom: u32,
}

impl Block {
    fn of(extent: Extent, zoom: u8) -> Self {
        let (left, top) = tile_at(extent.west, extent.north, zoom);
        let (right, bottom) = tile_at(extent.east, extent.south, zoom);
        Self {
            zoom,
            left,
            top,
            right,
            bottom,
        }
    }

    fn count(self) -> u64 {
        u64::from(self.right - self.left + 1) * u64::from(self.bottom - self.top + 1)
    }

    /// In the order of a PMTiles file.
    fn tiles(self) -> PmtResult<BTreeSet<TileId>> {
        let columns = self.left..=self.right;
        let cells = columns.flat_map(|x| (self.top..=self.bottom).map(move |y| (x, y)));
        let coord = |(x, y)| TileCoord::new(self.zoom, x, y).map(TileId::from);
        cells.map(coord).collect()
    }

    /// West, south, east and north of the whole block, in degrees.
    fn edges(self) -> [f64; 4] {
        let count = f64::from(1u32 << self.zoom);
        let lon = |x: u32| f64::from(x) / count * 360.0 - 180.0;
        let lat = |y: u32| {
            let turned = std::f64::consts::PI * (1.0 - 2.0 * f64::from(y) / count);
            turned.sinh().atan().to_degrees()
        };
        [
            lon(self.left),
            lat(self.bottom + 1),
            lon(self.right + 1),
            lat(self.top),
        ]
    }
}

/// Web Mercator, as all such maps are cut (EPSG:3857 in 2^zoom columns and rows).
fn tile_at(lon: f64, lat: f64, zoom: u8) -> (u32, u32) {
    let count = f64::from(1u32 << zoom);
    let angle = lat.clamp(-MOST_LATITUDE, MOST_LATITUDE).to_radians();
    let x = (lon + 180.0) / 360.0;
    let y = (1.0 - angle.tan().asinh() / std::f64::consts::PI) / 2.0;
    let within = |part: f64| (part * count).floor().clamp(0.0, count - 1.0) as u32;
    (within(x), within(y))
}

/// A clip on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// Its file.
    pub path: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// Its hash, by which phones know whether they have it.
    pub hash: ContentHash,
}

/// Makes clips, one at a time: thirty phones that ask at once get one.
#[derive(Debug, Default)]
pub struct Clips(Mutex<()>);

impl Clips {
    /// The clip of a walk as the base map is now; none where the map has nothing of it.
    pub async fn clip(
        &self,
        data: &Path,
        walk: EntityId,
        extent: Extent,
    ) -> PmtResult<Option<Clip>> {
        let map = match File::open(super::path(data)).await {
            Ok(map) => map,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let prefix = format!("{walk}-");
        let stem = format!("{prefix}{}-", recipe(&map, extent).await?);
        let _turn = self.0.lock().await;
        let folder = data.join(FOLDER);
        if let Some(made) = made(&folder, &stem)? {
            return Ok(Some(made));
        }
        let Some(bytes) = cut(map, extent, MOST_BYTES).await? else {
            return Ok(None);
        };
        for older in names(&folder, &prefix)? {
            fs::remove_file(folder.join(older))?;
        }
        let keep = move || {
            let hash = ContentHash::of(&bytes);
            let path = folder.join(format!("{stem}{hash}.pmtiles"));
            write_durably(&path, bytes.as_slice())?;
            Ok::<_, io::Error>(Clip {
                path,
                bytes: bytes.len() as u64,
                hash,
            })
        };
        // A disk takes its time to sync: the async threads answer meanwhile.
        let kept = tokio::task::spawn_blocking(keep).await;
        Ok(Some(kept.map_err(io::Error::other)??))
    }
}

/// Throws the clips of an older base map away.
pub(super) fn forget_all(data: &Path) -> io::Result<()> {
    match fs::remove_dir_all(data.join(FOLDER)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Stands for all that a clip is made of.
async fn recipe(map: &File, extent: Extent) -> io::Result<String> {
    let version = super::version(&map.metadata().await?);
    let all = format!("{RECIPE} {version} {extent:?}");
    Ok(blake3::hash(all.as_bytes()).to_hex()[..16].to_owned())
}

fn made(folder: &Path, stem: &str) -> io::Result<Option<Clip>> {
    for name in names(folder, stem)? {
        let hash = name.strip_prefix(stem);
        let hash = hash.and_then(|rest| rest.strip_suffix(".pmtiles")?.parse().ok());
        if let Some(hash) = hash {
            let path = folder.join(name);
            let bytes = fs::metadata(&path)?.len();
            return Ok(Some(Clip { path, bytes, hash }));
        }
    }
    Ok(None)
}

fn names(folder: &Path, prefix: &str) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let names: io::Result<Vec<String>> = names.collect();
    Ok(names?
        .into_iter()
        .filter(|name| name.starts_with(prefix))
        .collect())
}

/// The base map's file, read where it is asked to be.
struct Source(Mutex<File>);

impl AsyncBackend for Source {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        let mut file = self.0.lock().await;
        file.seek(SeekFrom::Start(offset)).await?;
        let mut bytes = Vec::new();
        let mut piece = (&mut *file).take(length as u64);
        piece.read_to_end(&mut bytes).await?;
        Ok(BackendResponse::new(Bytes::from(bytes)))
    }
}

type Reader = AsyncPmTilesReader<Source, HashMapCache>;
type Tiles = Vec<(TileId, Bytes)>;

/// The bytes of a clip; none where the map has no tiles.
async fn cut(map: File, extent: Extent, room: usize) -> PmtResult<Option<Vec<u8>>> {
    let source = Source(Mutex::new(map));
    let reader =
        AsyncPmTilesReader::try_from_cached_source(source, HashMapCache::default()).await?;
    let metadata = match reader.get_metadata().await {
        Err(PmtError::InvalidMetadata) => "{}".to_owned(),
        metadata => metadata?,
    };
    let (tiles, nearest) = gather(&reader, extent, room).await?;
    let nearest = nearest.map(|nearest| pack(reader.get_header(), metadata, &tiles, nearest));
    nearest.transpose()
}

/// The tiles of an extent and the block of the last level that has some: from far to near, until
/// a level would be too much.
async fn gather(
    reader: &Reader,
    extent: Extent,
    mut room: usize,
) -> PmtResult<(Tiles, Option<Block>)> {
    let header = reader.get_header();
    let (mut all, mut nearest) = (Tiles::new(), None);
    for zoom in header.min_zoom..=header.max_zoom {
        let block = Block::of(extent, zoom);
        let Some(tiles) = tiles_of(reader, block, room).await? else {
            break;
        };
        if !tiles.is_empty() {
            nearest = Some(block);
        }
        room -= tiles.iter().map(|(_, tile)| tile.len()).sum::<usize>();
        all.extend(tiles);
    }
    Ok((all, nearest))
}

/// The same tiles give the same bytes, so that a phone that has them fetches nothing.
fn pack(from: &Header, metadata: String, tiles: &Tiles, nearest: Block) -> PmtResult<Vec<u8>> {
    let [west, south, east, north] = nearest.edges();
    let mut bytes = Vec::new();
    let mut writer = PmTilesWriter::new(from.tile_type)
        .precompressed(from.tile_compression)
        .metadata(metadata)
        .min_zoom(from.min_zoom)
        .max_zoom(nearest.zoom)
        .bounds(west, south, east, north)
        .center(f64::midpoint(west, east), f64::midpoint(south, north))
        .center_zoom(nearest.zoom)
        .create(Cursor::new(&mut bytes))?;
    for (id, tile) in tiles {
        writer.add_tile(TileCoord::from(*id), tile)?;
    }
    writer.finalize()?;
    Ok(bytes)
}

/// The tiles of a block that the map has; none when they are more than there is room for.
async fn tiles_of(reader: &Reader, block: Block, room: usize) -> PmtResult<Option<Tiles>> {
    if block.count() > MOST_TILES {
        return Ok(None);
    }
    let (mut tiles, mut bytes) = (Tiles::new(), 0);
    for id in block.tiles()? {
        let Some(tile) = reader.get_tile(id).await? else {
            continue;
        };
        bytes += tile.len();
        if bytes > room {
            return Ok(None);
        }
        tiles.push((id, tile));
    }
    Ok(Some(tiles))
}

#[cfg(test)]
mod tests {
    use pmtiles::{Compression, TileType};

    use super::*;

    const TILE_BYTES: usize = 1_000;

    fn place(lat: f64, lon: f64) -> LatLon {
        LatLon { lat, lon }
    }

    /// Every tile of four levels around a place, each with bytes of its own.
    fn map(folder: &Path, around: Extent) -> PathBuf {
        let mut bytes = Vec::new();
        let writer = PmTilesWriter::new(TileType::Mvt).precompressed(Compression::None);
        let writer = writer.min_zoom(9).max_zoom(12);
        let mut writer = writer.create(Cursor::new(&mut bytes)).unwrap();
        for zoom in 9..=12 {
            for id in Block::of(around, zoom).tiles().unwrap() {
                let tile = id.value().to_le_bytes().repeat(TILE_BYTES / 8);
                writer.add_tile(TileCoord::from(id), &tile).unwrap();
            }
        }
        writer.finalize().unwrap();
        let path = super::super::path(folder);
        fs::write(&path, bytes).unwrap();
        path
    }

    async fn read(folder: &Path, bytes: Vec<u8>) -> Reader {
        let path = folder.join("clip");
        fs::write(&path, bytes).unwrap();
        let source = Source(Mutex::new(File::open(path).await.unwrap()));
        let reader = AsyncPmTilesReader::try_from_cached_source(source, HashMapCache::default());
        reader.await.unwrap()
    }

    #[test]
    fn an_extent_reaches_300_metres_beyond_all_points() {
        assert_eq!(Extent::around([]), None);
        let extent = Extent::around([place(60.0, 24.9), place(60.1, 25.0)]).unwrap();
        let degrees = 300.0 / M_PER_DEGREE;
        assert!((extent.south - (60.0 - degrees)).abs() < 1e-9);
        assert!((extent.north - (60.1 + degrees)).abs() < 1e-9);
        // A degree of longitude is about half as long there.
        let west = (24.9 - extent.west) / degrees;
        assert!((2.0..2.02).contains(&west), "{west}");
    }

    #[test]
    fn a_block_holds_the_tiles_of_its_corners() {
        let extent = Extent::around([place(60.17, 24.94)]).unwrap();
        for zoom in [0, 9, 15] {
            let block = Block::of(extent, zoom);
            assert_eq!(block.tiles().unwrap().len() as u64, block.count());
            let [west, south, east, north] = block.edges();
            assert!(west <= extent.west && extent.east <= east, "{zoom}");
            assert!(south <= extent.south && extent.north <= north, "{zoom}");
        }
        assert_eq!(tile_at(24.94, 60.17, 10), (582, 296));
        assert_eq!(tile_at(180.0, -90.0, 3), (7, 7));
    }

    #[tokio::test]
    async fn a_level_that_would_be_too_much_is_left_out_with_those_behind_it() {
        let folder = tempfile::tempdir().unwrap();
        let wide = Extent::around([place(60.0, 24.0), place(60.5, 25.0)]).unwrap();
        let path = map(folder.path(), wide);
        let count = |zoom| Block::of(wide, zoom).count() as usize;
        let room = (count(9) + count(10) + count(11)) * TILE_BYTES;
        for (room, nearest) in [(room, 11), (room - 1, 10), (MOST_BYTES, 12)] {
            let file = File::open(&path).await.unwrap();
            let bytes = cut(file, wide, room).await.unwrap().unwrap();
            let clip = read(folder.path(), bytes).await;
            assert_eq!(clip.get_header().max_zoom, nearest);
            let tiles: usize = (9..=nearest).map(count).sum();
            let told = clip.get_header().n_addressed_tiles().unwrap().get();
            assert_eq!(told, tiles as u64);
        }
        let file = File::open(&path).await.unwrap();
        assert_eq!(cut(file, wide, 10).await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_clip_is_made_once_and_anew_for_another_map_or_another_walk() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        let here = Extent::around([place(60.17, 24.94)]).unwrap();
        let there = Extent::around([place(60.30, 24.94)]).unwrap();
        let walk: EntityId = "00000000-0000-7000-8000-000000000001".parse().unwrap();
        let clips = Clips::default();
        assert_eq!(clips.clip(data, walk, here).await.unwrap(), None);

        map(data, here);
        let first = clips.clip(data, walk, here).await.unwrap().unwrap();
        let bytes = fs::read(&first.path).unwrap();
        assert_eq!(ContentHash::of(&bytes), first.hash);
        fs::write(&first.path, b"as it lies there").unwrap();
        let again = clips.clip(data, walk, here).await.unwrap().unwrap();
        assert_eq!(
            (&again.path, again.bytes),
            (&first.path, 16),
            "it is not made again"
        );

        assert_eq!(clips.clip(data, walk, there).await.unwrap(), None);
        map(
            data,
            Extent::around([place(60.17, 24.94), place(60.30, 24.94)]).unwrap(),
        );
        let other = clips.clip(data, walk, there).await.unwrap().unwrap();
        assert_ne!(other.hash, first.hash);
        assert!(!first.path.exists());
        fs::write(super::super::path(data), b"PMTiles\x03and no more").unwrap();
        assert!(clips.clip(data, walk, there).await.is_err());
        forget_all(data).unwrap();
        forget_all(data).unwrap();
        assert!(!other.path.exists());
    }
}
