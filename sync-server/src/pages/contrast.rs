//! The contrast of the colours that meet on our pages, read out of their style sheet.

/// Text and what is behind it: at least 4.5 to 1 (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;
/// Edges, symbols and the mark of the focus: at least 3 to 1 (WCAG 2.2, 1.4.11).
const SIGN: f64 = 3.0;

/// What meets, and how far apart it must be.
const PAIRS: [(&str, &str, f64); 37] = [
    ("ink", "ground", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "raised", TEXT),
    ("ink-soft", "ground", TEXT),
    ("ink-soft", "surface", TEXT),
    ("ink-soft", "raised", TEXT),
    ("accent", "ground", TEXT),
    ("accent", "surface", TEXT),
    ("accent", "raised", TEXT),
    ("accent-ink", "accent", TEXT),
    ("good", "good-ground", TEXT),
    ("wait", "wait-ground", TEXT),
    ("held", "held-ground", TEXT),
    ("ink", "good-ground", TEXT),
    ("ink", "wait-ground", TEXT),
    ("ink", "held-ground", TEXT),
    ("wait", "ground", TEXT),
    ("held", "ground", TEXT),
    ("held", "surface", TEXT),
    ("paper-ink", "paper", TEXT),
    ("paper-accent", "paper", TEXT),
    ("dark-ink", "dark", TEXT),
    ("dark-ink", "dark-raised", TEXT),
    ("dark-ink-soft", "dark-raised", TEXT),
    ("dark-ink-soft", "dark", SIGN),
    ("dark-focus", "dark", SIGN),
    ("unsafe", "surface", SIGN),
    ("safe", "surface", SIGN),
    ("worth-keeping", "surface", SIGN),
    ("symbol-mark", "unsafe", SIGN),
    ("symbol-mark", "safe", SIGN),
    ("symbol-mark", "worth-keeping", SIGN),
    ("line-strong", "surface", SIGN),
    ("line-strong", "ground", SIGN),
    ("focus", "ground", SIGN),
    ("focus", "surface", SIGN),
    ("focus", "raised", SIGN),
];

/// A pair, measured by day and by night.
pub(super) struct Measured {
    pub(super) ink: &'static str,
    pub(super) ground: &'static str,
    pub(super) least: f64,
    pub(super) light: Sample,
    pub(super) dark: Sample,
}

/// A pair in one scheme: two colours as `#rrggbb`, and their contrast to 1.
pub(super) struct Sample {
    pub(super) ink: String,
    pub(super) ground: String,
    pub(super) ratio: f64,
}

/// Measures all pairs with the colours of a style sheet.
pub(super) fn measure(css: &str) -> Vec<Measured> {
    let (light, dark) = css
        .split_once("@media screen and (prefers-color-scheme: dark)")
        .unwrap_or((css, ""));
    let pairs = PAIRS.iter().filter_map(|&(ink, ground, least)| {
        Some(Measured {
            ink,
            ground,
            least,
            light: sample(light, light, ink, ground)?,
            dark: sample(dark, light, ink, ground)?,
        })
    });
    pairs.collect()
}

/// What the scheme does not say is as in the ordinary one.
fn sample(scheme: &str, ordinary: &str, ink: &str, ground: &str) -> Option<Sample> {
    let colour = |name| token(scheme, name).or_else(|| token(ordinary, name));
    let (ink, ground) = (colour(ink)?, colour(ground)?);
    let (one, other) = (luminance(ink)?, luminance(ground)?);
    Some(Sample {
        ink: ink.to_owned(),
        ground: ground.to_owned(),
        ratio: (one.max(other) + 0.05) / (one.min(other) + 0.05),
    })
}

/// The colour of `--name`, the first time it is set.
fn token<'a>(css: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = css.split_once(&format!("--{name}: "))?;
    let (value, _) = rest.split_once(';')?;
    value.starts_with('#').then_some(value)
}

/// Relative luminance (WCAG 2.2, "relative luminance").
fn luminance(colour: &str) -> Option<f64> {
    let channel = |from: usize| {
        let value = u8::from_str_radix(colour.get(from..from + 2)?, 16).ok()?;
        let value = f64::from(value) / 255.0;
        Some(if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        })
    };
    Some(0.2126 * channel(1)? + 0.7152 * channel(3)? + 0.0722 * channel(5)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::assets;

    #[test]
    fn contrast_is_measured_as_the_guidelines_say() {
        let css = "--ink: #000000; --ground: #ffffff; @media screen and (prefers-color-scheme: dark) \
             { --ink: #777777; }";
        let measured = measure(css);
        assert_eq!(measured.len(), 1);
        assert!((measured[0].light.ratio - 21.0).abs() < 1e-9);
        assert!((measured[0].dark.ratio - 4.478).abs() < 1e-3);
    }

    #[test]
    fn all_that_meets_on_our_pages_is_far_enough_apart() {
        let measured = measure(&assets::text("parts.css").unwrap());
        assert_eq!(measured.len(), PAIRS.len(), "a colour has no value");
        for pair in measured {
            for (scheme, sample) in [("day", &pair.light), ("night", &pair.dark)] {
                let (ink, ground, ratio) = (pair.ink, pair.ground, sample.ratio);
                assert!(
                    ratio >= pair.least,
                    "{ink} on {ground} by {scheme}: {ratio:.2}"
                );
            }
        }
    }
}
