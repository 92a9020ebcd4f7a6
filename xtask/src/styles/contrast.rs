//! The contrast of the tokens, by WCAG 2.2: of each pair that meets on a page, in light and in dark.

use std::collections::BTreeMap;
use std::fs;

use crate::process::root;

/// Red, green and blue, 0 to 1.
type Color = [f64; 3];

/// What can lie below a text or a drawing.
const SURFACES: [&str; 3] = ["ground", "surface", "sunken"];

/// The tones that a notice is tinted with.
const TONES: [&str; 5] = ["success", "warning", "error", "info", "muted"];

/// The tokens that are colors: by name, light and dark.
fn tokens() -> BTreeMap<String, [Color; 2]> {
    let sheet = fs::read_to_string(root().join("style/tokens.css")).unwrap();
    let mut tokens = BTreeMap::new();
    for line in sheet.lines() {
        let declaration = line.trim().strip_prefix("--").and_then(|line| line.strip_suffix(';'));
        let Some((name, value)) = declaration.and_then(|line| line.split_once(": ")) else { continue };
        let value = value.strip_prefix("light-dark(").and_then(|value| value.strip_suffix(')')).unwrap_or(value);
        let (light, dark) = value.split_once(", ").unwrap_or((value, value));
        if let (Some(light), Some(dark)) = (color(light), color(dark)) {
            tokens.insert(name.to_owned(), [light, dark]);
        }
    }
    tokens
}

/// `#rgb` or `#rrggbb`.
fn color(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#')?;
    let wide =
        if digits.len() == 3 { digits.chars().flat_map(|digit| [digit; 2]).collect() } else { digits.to_owned() };
    let channel = |start: usize| u8::from_str_radix(wide.get(start..start + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?].map(|channel| f64::from(channel) / 255.0))
}

/// `color-mix(in srgb, above share, below)`.
fn mix(above: Color, share: f64, below: Color) -> Color {
    std::array::from_fn(|channel| above[channel] * share + below[channel] * (1.0 - share))
}

fn luminance(color: Color) -> f64 {
    let [red, green, blue] =
        color.map(|channel| if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What is below the least contrast, in words.
fn too_weak(least: f64, pairs: impl Fn(&dyn Fn(&str) -> Color) -> Vec<(String, Color, Color)>) -> Vec<String> {
    let tokens = tokens();
    let mut weak = Vec::new();
    for (scheme, name) in ["light", "dark"].into_iter().enumerate() {
        let token = |name: &str| tokens[name][scheme];
        for (pair, above, below) in pairs(&token) {
            let contrast = contrast(above, below);
            if contrast < least {
                weak.push(format!("{pair} in {name}: {contrast:.2}"));
            }
        }
    }
    weak
}

#[test]
fn contrast_is_counted_as_the_standard_does() {
    let of = |one: &str, other: &str| contrast(color(one).unwrap(), color(other).unwrap());
    assert!((of("#000", "#ffffff") - 21.0).abs() < 0.001);
    // The gray that is known for just meeting 4.5:1.
    assert!((of("#767676", "#fff") - 4.54).abs() < 0.01);
    assert_eq!(mix([1.0; 3], 0.25, [0.0; 3]), [0.25; 3]);
}

#[test]
fn text_has_4_5_to_every_surface_it_stands_on() {
    let weak = too_weak(4.5, |token| {
        let mut pairs = Vec::new();
        let mut add = |above: &str, name: &str, below| pairs.push((format!("{above} on {name}"), token(above), below));
        for surface in SURFACES {
            for text in ["text", "accent", "accent-strong"].into_iter().chain(TONES) {
                add(text, surface, token(surface));
            }
        }
        for tone in TONES {
            let tinted = mix(token(tone), 0.06, token("surface"));
            for text in ["text", "accent", "accent-strong", "error"] {
                add(text, &format!("a notice of {tone}"), tinted);
            }
        }
        add("accent-strong", "the link of the page", mix(token("accent"), 0.11, token("ground")));
        for button in ["accent", "accent-strong"] {
            add("on-accent", button, token(button));
        }
        for text in ["bar-text", "bar-muted", "bar-accent"] {
            add(text, "bar", token("bar"));
        }
        add("surface", "error", token("error"));
        pairs
    });
    assert_eq!(weak, Vec::<String>::new());
}

#[test]
fn what_is_drawn_has_3_to_every_surface_it_lies_on() {
    let weak = too_weak(3.0, |token| {
        let mut pairs = Vec::new();
        let mut add = |above: &str, name: &str, below| pairs.push((format!("{above} on {name}"), token(above), below));
        for surface in SURFACES {
            for drawn in ["edge", "accent", "error"] {
                add(drawn, surface, token(surface));
            }
        }
        for tone in TONES {
            add(tone, "its notice", mix(token(tone), 0.06, token("surface")));
        }
        for drawn in ["bar-edge", "bar-accent"] {
            add(drawn, "bar", token("bar"));
        }
        pairs
    });
    assert_eq!(weak, Vec::<String>::new());
}
