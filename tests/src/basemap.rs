//! A base map of noise around where the stories' walks are, and what a clip of it holds.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use lykta_core::track::simulate::SplitMix64;
use pmtiles::{
    AsyncBackend, AsyncPmTilesReader, BackendResponse, Compression, PmTilesWriter, PmtResult,
    TileCoord, TileType,
};

use crate::Server;

/// The farthest and the nearest level.
pub const ZOOMS: (u8, u8) = (10, 15);
/// Helsinki.
const MIDDLE: (f64, f64) = (60.17, 24.945);
/// Columns and rows on each side of the tile in the middle, on every level.
const AROUND: u32 = 4;
const TILE_BYTES: usize = 12_000;

/// A column and a row of a level, or the level above.
pub type Cell = (u8, u32, u32);

/// The cell that a place lies in (EPSG:3857).
pub fn cell(lat: f64, lon: f64, zoom: u8) -> Cell {
    let count = f64::from(1u32 << zoom);
    let y = (1.0 - lat.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0;
    (
        zoom,
        ((lon + 180.0) / 360.0 * count) as u32,
        (y * count) as u32,
    )
}

/// The tile of a cell on the map of this number.
pub fn tile(number: u64, (zoom, x, y): Cell) -> Vec<u8> {
    let seed = number << 48 | u64::from(zoom) << 40 | u64::from(x) << 20 | u64::from(y);
    let mut chance = SplitMix64::new(seed);
    let noise = std::iter::repeat_with(|| chance.next_u64().to_le_bytes()).flatten();
    noise.take(TILE_BYTES).collect()
}

/// All cells of the map.
pub fn cells() -> Vec<Cell> {
    let levels = (ZOOMS.0..=ZOOMS.1).map(|zoom| cell(MIDDLE.0, MIDDLE.1, zoom));
    let around = |(zoom, x, y): Cell| {
        let columns = x - AROUND..=x + AROUND;
        columns.flat_map(move |x| (y - AROUND..=y + AROUND).map(move |y| (zoom, x, y)))
    };
    levels.flat_map(around).collect()
}

/// Writes the map of this number.
pub fn write(number: u64, path: &Path) {
    let mut bytes = Vec::new();
    let writer = PmTilesWriter::new(TileType::Mvt)
        .precompressed(Compression::None)
        .min_zoom(ZOOMS.0)
        .max_zoom(ZOOMS.1);
    let mut writer = writer.create(Cursor::new(&mut bytes)).expect("in memory");
    for cell in cells() {
        let coord = TileCoord::new(cell.0, cell.1, cell.2).expect("on earth");
        let added = writer.add_tile(coord, &tile(number, cell));
        added.expect("in memory");
    }
    writer.finalize().expect("in memory");
    std::fs::write(path, bytes).expect("a file");
}

impl Server {
    /// An operator adds the map of this number while it serves.
    pub fn gets_basemap(&self, number: u64) -> PathBuf {
        let file = self.folder.path().join(format!("{number}.pmtiles"));
        write(number, &file);
        let path = file.to_str().expect("a plain path");
        let attribution = format!("© Kartverket {number}");
        self.runs(&["basemap", "add", path, "--attribution", &attribution])
            .expect("a map is added");
        file
    }
}

/// A PMTiles file in memory.
struct Held(Vec<u8>);

impl AsyncBackend for Held {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        let from = self.0.len().min(offset as usize);
        let to = self.0.len().min(from + length);
        let piece = self.0[from..to].to_vec();
        Ok(BackendResponse::new(piece.into()))
    }
}

/// How many tiles a PMTiles file says that it has, and those of these cells.
pub async fn read(path: &Path, cells: &[Cell]) -> (u64, Vec<Option<Vec<u8>>>) {
    let held = Held(std::fs::read(path).expect("a file"));
    let reader = AsyncPmTilesReader::try_from_source(held).await;
    let reader = reader.expect("a PMTiles file");
    let count = reader.get_header().n_addressed_tiles();
    let mut tiles = Vec::new();
    for (zoom, x, y) in cells {
        let coord = TileCoord::new(*zoom, *x, *y).expect("on earth");
        let tile = reader.get_tile(coord).await.expect("a lookup");
        tiles.push(tile.map(|tile| tile.to_vec()));
    }
    (count.map_or(0, u64::from), tiles)
}
