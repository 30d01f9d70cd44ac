//! Destroys what is under a region, so that no face or plate can be won back.

use image::{Rgb, RgbImage, imageops};
use serde::{Deserialize, Serialize};

use super::PhotoError;

/// The most cells along a region's longer side. Nine averages tell a wall from a coat, not
/// one face or plate from another.
const MOST_CELLS: u32 = 3;

/// The shortest side of a cell, lest the cells of a small region be its very pixels.
const LEAST_CELL_PX: u32 = 24;

/// A rectangle to blur, in fractions 0 to 1 of the upright picture's width and height.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Fractions", into = "Fractions")]
pub struct BlurRegion {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl BlurRegion {
    /// The part of the rectangle that lies within the picture; an error when none does.
    pub fn new(left: f64, top: f64, width: f64, height: f64) -> Result<Self, PhotoError> {
        let finite = [left, top, width, height].iter().all(|x| x.is_finite());
        let region = Self {
            left: left.clamp(0.0, 1.0),
            top: top.clamp(0.0, 1.0),
            right: (left + width).clamp(0.0, 1.0),
            bottom: (top + height).clamp(0.0, 1.0),
        };
        let some = region.left < region.right && region.top < region.bottom;
        (finite && some)
            .then_some(region)
            .ok_or(PhotoError::RegionOutside)
    }

    /// The pixels that the region touches, with those that it touches only in part.
    fn pixels(&self, width: u32, height: u32) -> Pixels {
        Pixels {
            x: Span::of(self.left, self.right, width),
            y: Span::of(self.top, self.bottom, height),
        }
    }
}

/// The written form of a [`BlurRegion`].
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Fractions {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl TryFrom<Fractions> for BlurRegion {
    type Error = PhotoError;

    fn try_from(raw: Fractions) -> Result<Self, PhotoError> {
        Self::new(raw.left, raw.top, raw.width, raw.height)
    }
}

impl From<BlurRegion> for Fractions {
    fn from(region: BlurRegion) -> Self {
        Self {
            left: region.left,
            top: region.top,
            width: region.right - region.left,
            height: region.bottom - region.top,
        }
    }
}

/// Pixels from `start` on, `length` of them.
#[derive(Clone, Copy)]
struct Span {
    start: u32,
    length: u32,
}

impl Span {
    /// Rounded outwards: a face's rim goes with the face.
    fn of(from: f64, to: f64, size: u32) -> Self {
        let start = ((from * f64::from(size)).floor() as u32).min(size - 1);
        let end = ((to * f64::from(size)).ceil() as u32).clamp(start + 1, size);
        Self {
            start,
            length: end - start,
        }
    }

    /// The span cut into parts of about `cell` pixels.
    fn cut(self, cell: u32) -> impl Iterator<Item = Span> {
        let count = (self.length / cell).max(1);
        let at = move |part: u32| self.start + self.length * part / count;
        (0..count).map(move |part| Span {
            start: at(part),
            length: at(part + 1) - at(part),
        })
    }
}

#[derive(Clone, Copy)]
struct Pixels {
    x: Span,
    y: Span,
}

/// Overwrites every pixel of the region, in two steps.
///
/// First a mosaic of at most [`MOST_CELLS`] cells along the longer side, each the mean of its
/// pixels in 16 steps a channel: this is what destroys. Then a blur across the cells, which
/// only makes it quieter to look at. Nothing else of the pixels under the region remains.
pub(super) fn destroy(picture: &mut RgbImage, region: &BlurRegion) {
    let pixels = region.pixels(picture.width(), picture.height());
    let longer = pixels.x.length.max(pixels.y.length);
    let cell = longer.div_ceil(MOST_CELLS).max(LEAST_CELL_PX);
    for y in pixels.y.cut(cell) {
        for x in pixels.x.cut(cell) {
            flatten(picture, Pixels { x, y });
        }
    }
    soften(picture, pixels, cell);
}

fn flatten(picture: &mut RgbImage, cell: Pixels) {
    let mean = mean(picture, cell);
    let rows = cell.y.start..cell.y.start + cell.y.length;
    for y in rows {
        for x in cell.x.start..cell.x.start + cell.x.length {
            picture.put_pixel(x, y, mean);
        }
    }
}

fn mean(picture: &RgbImage, cell: Pixels) -> Rgb<u8> {
    let Pixels { x, y } = cell;
    let part = imageops::crop_imm(picture, x.start, y.start, x.length, y.length);
    let mut sums = [0_u64; 3];
    for (_, _, Rgb(pixel)) in image::GenericImageView::pixels(&*part) {
        for (sum, value) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(value);
        }
    }
    let count = u64::from(x.length) * u64::from(y.length);
    Rgb(sums.map(|sum| step(sum / count)))
}

/// The middle of one of 16 steps: a mean to the last bit would say more than is needed.
fn step(mean: u64) -> u8 {
    (mean as u8 & 0xF0) | 0x08
}

fn soften(picture: &mut RgbImage, pixels: Pixels, cell: u32) {
    let Pixels { x, y } = pixels;
    let part = imageops::crop_imm(picture, x.start, y.start, x.length, y.length).to_image();
    let soft = imageops::fast_blur(&part, cell as f32 / 6.0);
    imageops::replace(picture, &soft, x.start.into(), y.start.into());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn checkerboard(shift: u32) -> RgbImage {
        RgbImage::from_fn(240, 180, |x, y| {
            let white = ((x + shift) / 5 + y / 5).is_multiple_of(2);
            Rgb(if white { [240, 200, 240] } else { [0, 0, 0] })
        })
    }

    /// The largest step between neighbours within the middle of the region.
    fn roughness(picture: &RgbImage) -> u8 {
        let mut worst = 0;
        for y in 50..129 {
            for x in 70..169 {
                let here = picture.get_pixel(x, y)[0];
                let right = picture.get_pixel(x + 1, y)[0];
                let below = picture.get_pixel(x, y + 1)[0];
                worst = worst.max(here.abs_diff(right)).max(here.abs_diff(below));
            }
        }
        worst
    }

    fn middle() -> BlurRegion {
        BlurRegion::new(0.25, 0.25, 0.5, 0.5).unwrap()
    }

    #[test]
    fn a_checkerboard_becomes_smooth_and_the_rest_stays() {
        let before = checkerboard(0);
        let mut after = before.clone();
        destroy(&mut after, &middle());
        assert_eq!(roughness(&before), 240);
        assert!(roughness(&after) <= 4, "{}", roughness(&after));
        for (x, y, pixel) in after.enumerate_pixels() {
            if !(60..180).contains(&x) || !(45..135).contains(&y) {
                assert_eq!(pixel, before.get_pixel(x, y), "{x},{y}");
            }
        }
    }

    #[test]
    fn two_pictures_that_differ_only_under_the_region_become_alike() {
        let (mut one, mut other) = (checkerboard(0), checkerboard(0));
        imageops::replace(
            &mut other,
            &*imageops::crop_imm(&checkerboard(5), 60, 45, 120, 90),
            60,
            45,
        );
        assert_ne!(one, other);
        destroy(&mut one, &middle());
        destroy(&mut other, &middle());
        assert_eq!(one, other);
    }

    #[test]
    fn a_region_smaller_than_a_cell_keeps_one_colour() {
        let mut picture = checkerboard(0);
        destroy(
            &mut picture,
            &BlurRegion::new(0.5, 0.5, 0.08, 0.08).unwrap(),
        );
        let colour = *picture.get_pixel(120, 90);
        let crop = imageops::crop_imm(&picture, 120, 90, 19, 14).to_image();
        assert!(crop.pixels().all(|&pixel| pixel == colour));
    }

    #[test]
    fn a_region_is_cut_to_the_picture_or_refused() {
        let cut = BlurRegion::new(-0.5, 0.9, 0.75, 3.0).unwrap();
        assert_eq!(cut, BlurRegion::new(0.0, 0.9, 0.25, 0.1).unwrap());
        for (left, top, width, height) in [
            (1.0, 0.0, 0.5, 0.5),
            (0.2, 0.2, 0.0, 0.5),
            (0.2, 0.2, -0.1, 0.5),
            (f64::NAN, 0.0, 1.0, 1.0),
            (0.0, 0.0, f64::INFINITY, 1.0),
        ] {
            let refused = BlurRegion::new(left, top, width, height);
            assert_eq!(refused, Err(PhotoError::RegionOutside));
        }
        let text = r#"{"left":2.0,"top":0.0,"width":1.0,"height":1.0}"#;
        assert!(serde_json::from_str::<BlurRegion>(text).is_err());
    }

    proptest! {
        #[test]
        fn no_region_panics_on_any_picture(
            size in (1_u32..70, 1_u32..70),
            at in (-1.0..1.0_f64, -1.0..1.0_f64),
            side in (0.0..2.0_f64, 0.0..2.0_f64),
        ) {
            if let Ok(region) = BlurRegion::new(at.0, at.1, side.0, side.1) {
                destroy(&mut RgbImage::new(size.0, size.1), &region);
            }
        }
    }
}
