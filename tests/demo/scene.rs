//! Streets at night that the demo draws, because it carries no photos of real ones.

use image::{Rgb, RgbImage};
use lykta_core::track::simulate::SplitMix64;

/// What a phone's camera makes at its usual setting.
pub(crate) const WIDTH: u32 = 2_016;
pub(crate) const HEIGHT: u32 = 1_512;

const HORIZON: f32 = 640.0;
/// Lamps stand at these distances, in steps of the nearest.
const DISTANCES: [f32; 5] = [1.0, 1.6, 2.5, 4.0, 6.5];
const LAMP_LIGHT: [f32; 3] = [1.0, 0.74, 0.42];
const MOONLIGHT: [f32; 3] = [0.15, 0.17, 0.24];

type Colour = [f32; 3];

struct Lamp {
    x: f32,
    head: f32,
    foot: f32,
    size: f32,
    is_lit: bool,
}

/// A street at night; each `n` is its own.
pub(crate) struct Scene {
    random: SplitMix64,
    vanishing: f32,
    has_snow: bool,
    lamps: Vec<Lamp>,
    surface: RgbImage,
    windows: RgbImage,
}

impl Scene {
    /// Draws the street with this number.
    pub(crate) fn draw(n: u32) -> RgbImage {
        let mut random = SplitMix64::new(u64::from(n) + 71);
        let vanishing = WIDTH as f32 * (0.38 + 0.24 * random.unit() as f32);
        let mut scene = Self {
            has_snow: n % 3 != 1,
            lamps: lamps(n, vanishing),
            random,
            vanishing,
            surface: RgbImage::new(WIDTH, HEIGHT),
            windows: RgbImage::new(WIDTH, HEIGHT),
        };
        scene.ground();
        scene.houses();
        scene.thing(n % 4);
        scene.posts();
        let mut picture = scene.lit();
        if scene.has_snow {
            scene.snowfall(&mut picture);
        }
        picture
    }

    fn chance(&mut self, from: f32, to: f32) -> f32 {
        from + (to - from) * self.random.unit() as f32
    }

    fn ground(&mut self) {
        let (snow, vanishing) = (self.has_snow, self.vanishing);
        for (x, y, pixel) in self.surface.enumerate_pixels_mut() {
            *pixel = colour(ground_at(x as f32 - vanishing, y as f32, snow));
        }
    }

    /// Houses along both sides, lower the farther away.
    fn houses(&mut self) {
        let mut x = -40.0;
        while x < WIDTH as f32 {
            let width = self.chance(150.0, 330.0);
            let away = ((x + width / 2.0 - self.vanishing).abs() / WIDTH as f32).min(0.6);
            let height = self.chance(120.0, 200.0) + away * 720.0;
            self.house(x, HORIZON - height, width, height + 14.0);
            x += width + self.chance(0.0, 26.0);
        }
    }

    fn house(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let shade = self.chance(26.0, 48.0);
        let wall = [shade * 1.05, shade * 0.9, shade * 0.85];
        fill(&mut self.surface, x, y, width, height, wall);
        let step = (height / 5.0).clamp(38.0, 92.0);
        let mut row = y + step * 0.5;
        while row + step < y + height {
            self.row_of_windows(x, row, width, step);
            row += step;
        }
    }

    fn row_of_windows(&mut self, x: f32, y: f32, width: f32, step: f32) {
        let mut at = x + step * 0.35;
        while at + step * 0.45 < x + width {
            let (wide, high) = (step * 0.4, step * 0.5);
            let light = self.chance(0.0, 1.0);
            let glass = if light > 0.72 {
                let warm = self.chance(60.0, 150.0);
                [warm * 1.2, warm * 0.85, warm * 0.45]
            } else {
                [4.0, 5.0, 8.0]
            };
            fill(&mut self.windows, at, y, wide, high, glass);
            at += step * 0.75;
        }
    }

    /// What the photo is about, other than its lamps.
    fn thing(&mut self, which: u32) {
        match which {
            0 => self.bin_with_litter(),
            1 => self.bushes(),
            2 => self.lit_shop(),
            _ => self.bench(),
        }
    }

    fn bin_with_litter(&mut self) {
        let x = self.vanishing + 430.0;
        fill(
            &mut self.surface,
            x,
            1_010.0,
            92.0,
            150.0,
            [44.0, 52.0, 47.0],
        );
        fill(
            &mut self.surface,
            x - 8.0,
            996.0,
            108.0,
            20.0,
            [70.0, 78.0, 72.0],
        );
        for _ in 0..16 {
            let (dx, dy) = (self.chance(-150.0, 250.0), self.chance(1_150.0, 1_260.0));
            let side = self.chance(12.0, 34.0);
            fill(
                &mut self.surface,
                x + dx,
                dy,
                side,
                side * 0.6,
                [150.0, 146.0, 132.0],
            );
        }
    }

    fn bushes(&mut self) {
        for _ in 0..420 {
            let (x, y) = (self.chance(-60.0, 640.0), self.chance(560.0, 1_330.0));
            let size = self.chance(24.0, 74.0);
            let green = self.chance(16.0, 40.0);
            disc(
                &mut self.surface,
                x * 1.05,
                y,
                size,
                [green * 0.6, green, green * 0.5],
            );
        }
    }

    fn lit_shop(&mut self) {
        let x = WIDTH as f32 - 640.0;
        fill(
            &mut self.surface,
            x,
            420.0,
            640.0,
            560.0,
            [58.0, 44.0, 40.0],
        );
        fill(
            &mut self.windows,
            x + 40.0,
            560.0,
            240.0,
            300.0,
            [236.0, 186.0, 108.0],
        );
        fill(
            &mut self.windows,
            x + 330.0,
            560.0,
            250.0,
            300.0,
            [228.0, 176.0, 98.0],
        );
        fill(
            &mut self.windows,
            x + 30.0,
            480.0,
            560.0,
            46.0,
            [150.0, 60.0, 44.0],
        );
        for person in 0..4 {
            let at = x + 90.0 + person as f32 * 130.0;
            disc(&mut self.windows, at, 690.0, 22.0, [60.0, 40.0, 30.0]);
            fill(
                &mut self.windows,
                at - 30.0,
                712.0,
                60.0,
                148.0,
                [66.0, 44.0, 34.0],
            );
        }
    }

    fn bench(&mut self) {
        let x = self.vanishing - 620.0;
        for plank in 0..5 {
            let y = 1_000.0 + plank as f32 * 34.0;
            fill(&mut self.surface, x, y, 420.0, 22.0, [112.0, 78.0, 50.0]);
        }
        fill(
            &mut self.surface,
            x + 30.0,
            1_000.0,
            18.0,
            250.0,
            [36.0, 36.0, 38.0],
        );
        fill(
            &mut self.surface,
            x + 372.0,
            1_000.0,
            18.0,
            250.0,
            [36.0, 36.0, 38.0],
        );
        if self.has_snow {
            fill(
                &mut self.surface,
                x - 6.0,
                1_150.0,
                432.0,
                20.0,
                [190.0, 196.0, 206.0],
            );
        }
    }

    fn posts(&mut self) {
        for lamp in &self.lamps {
            let thick = (lamp.size * 0.09).max(3.0);
            let (x, high) = (lamp.x - thick / 2.0, lamp.foot - lamp.head);
            fill(
                &mut self.surface,
                x,
                lamp.head,
                thick,
                high,
                [30.0, 31.0, 34.0],
            );
            fill(
                &mut self.windows,
                x,
                lamp.head,
                thick,
                high,
                [1.0, 1.0, 1.0],
            );
            let head = if lamp.is_lit {
                [255.0, 232.0, 180.0]
            } else {
                [18.0, 18.0, 20.0]
            };
            let wide = lamp.size * 0.42;
            fill(
                &mut self.windows,
                lamp.x - wide / 2.0,
                lamp.head,
                wide,
                wide * 0.32,
                head,
            );
        }
    }

    /// Surfaces under the lamps and the night sky, with what shines by itself.
    fn lit(&mut self) -> RgbImage {
        let grain: Vec<f32> = (0..4_096).map(|_| self.chance(-3.0, 3.0)).collect();
        RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
            let (surface, own) = (self.surface.get_pixel(x, y), self.windows.get_pixel(x, y));
            let (halo, pool) = self.light_at(x as f32, y as f32);
            let noise = grain[((x * 31 + y * 1_037) % 4_096) as usize];
            let channel = |c: usize| {
                let light = MOONLIGHT[c] + LAMP_LIGHT[c] * pool;
                let shines = f32::from(own.0[c]) + LAMP_LIGHT[c] * halo * 60.0;
                (f32::from(surface.0[c]) * light + shines + noise).clamp(0.0, 255.0) as u8
            };
            Rgb([channel(0), channel(1), channel(2)])
        })
    }

    /// How much haze around lamps is seen at a pixel, and how much light falls there.
    fn light_at(&self, x: f32, y: f32) -> (f32, f32) {
        let (mut halo, mut pool) = (0.0, 0.0);
        for lamp in self.lamps.iter().filter(|lamp| lamp.is_lit) {
            let (dx, up, down) = (x - lamp.x, y - lamp.head, y - lamp.foot);
            let size = lamp.size * lamp.size;
            halo += 0.22 * size / (dx * dx + up * up + 0.16 * size);
            let far = (dx * dx * 0.10 + down * down * if down > 0.0 { 1.1 } else { 0.12 }) / size;
            pool += 1.25 / ((1.0 + far) * (1.0 + far));
        }
        (halo, pool)
    }

    fn snowfall(&mut self, picture: &mut RgbImage) {
        for _ in 0..900 {
            let (x, y) = (
                self.chance(0.0, WIDTH as f32),
                self.chance(0.0, HEIGHT as f32),
            );
            let (_, pool) = self.light_at(x, y);
            let bright = (70.0 + 150.0 * pool).min(235.0);
            let size = self.chance(1.2, 5.5);
            disc(picture, x, y, size, [bright, bright, bright]);
        }
    }
}

/// Lamps along the right and the left, in turn; one of them is out.
fn lamps(n: u32, vanishing: f32) -> Vec<Lamp> {
    let lamp = |(at, distance): (usize, &f32)| {
        let side = if (at as u32 + n).is_multiple_of(2) {
            1.0
        } else {
            -1.0
        };
        let reach = 230.0 / distance;
        let foot = HORIZON + 560.0 / distance;
        Lamp {
            x: vanishing + side * 640.0 / distance,
            head: foot - 900.0 / distance,
            foot,
            size: reach,
            is_lit: at as u32 != n % 3,
        }
    };
    DISTANCES.iter().enumerate().map(lamp).collect()
}

/// Sky, road, pavement, or what lies beside them.
fn ground_at(from_middle: f32, y: f32, has_snow: bool) -> Colour {
    if y < HORIZON {
        let low = y / HORIZON;
        return [60.0 + 60.0 * low, 66.0 + 60.0 * low, 110.0 + 60.0 * low];
    }
    let near = (y - HORIZON) / (HEIGHT as f32 - HORIZON);
    let away = from_middle.abs() / (30.0 + 620.0 * near);
    match (away, has_snow) {
        (away, _) if away < 0.03 && (28.0 / (near + 0.08)) % 10.0 < 5.0 => [150.0, 150.0, 146.0],
        (away, true) if away < 1.0 => [120.0, 122.0, 130.0],
        (away, false) if away < 1.0 => [64.0, 64.0, 68.0],
        (away, _) if away < 1.06 => [96.0, 94.0, 92.0],
        (away, true) if away < 1.7 => [176.0, 180.0, 190.0],
        (away, false) if away < 1.7 => [104.0, 100.0, 96.0],
        (_, true) => [214.0, 218.0, 228.0],
        (_, false) => [46.0, 62.0, 40.0],
    }
}

fn colour(colour: Colour) -> Rgb<u8> {
    Rgb(colour.map(|channel| channel.clamp(0.0, 255.0) as u8))
}

fn fill(picture: &mut RgbImage, x: f32, y: f32, width: f32, height: f32, paint: Colour) {
    let (left, top) = (x.max(0.0) as u32, y.max(0.0) as u32);
    let right = ((x + width).max(0.0) as u32).min(WIDTH);
    let bottom = ((y + height).max(0.0) as u32).min(HEIGHT);
    for row in top..bottom {
        for column in left..right {
            picture.put_pixel(column, row, colour(paint));
        }
    }
}

fn disc(picture: &mut RgbImage, x: f32, y: f32, radius: f32, with: Colour) {
    let top = (y - radius).max(0.0) as u32;
    for row in top..((y + radius).max(0.0) as u32).min(HEIGHT) {
        let up = row as f32 - y;
        let half = (radius * radius - up * up).max(0.0).sqrt();
        fill(picture, x - half, row as f32, 2.0 * half, 1.0, with);
    }
}
