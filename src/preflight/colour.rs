//! Colour spaces and colours: how much ink, how light, whether it is black.
//!
//! In: a colour space as the file names it and a colour's numbers. Out: ink on each plate, lightness for the eye, plain answers.
//! Does not convert by profiles: what is asked here (is it black, is it light) needs no exact colour.

#![expect(clippy::many_single_char_names, reason = "inks and lights have one letter each")]

use lopdf::{Dictionary, Document, Object};

/// A colour space.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Space {
    Gray,
    Rgb,
    Cmyk,
    CalGray,
    CalRgb,
    Lab,
    /// Managed by a profile of so many components.
    Icc(u8),
    /// One ink by its name.
    Spot(String),
    /// Several inks by their names.
    Inks(Vec<String>),
    /// A table of colours in another space.
    Indexed(Box<Space>, Vec<u8>),
    /// A pattern, uncoloured ones with the space of their colour.
    Pattern,
    /// Not understood.
    Unknown,
}

/// Spaces in spaces beyond this are not followed.
const DEEPEST: usize = 8;

impl Space {
    /// The space that an object of the file describes.
    pub(super) fn of(object: &Object, resources: Option<&Dictionary>, pdf: &Document) -> Space {
        Space::read(object, resources, pdf, 0)
    }

    fn read(object: &Object, resources: Option<&Dictionary>, pdf: &Document, depth: usize) -> Space {
        let object = pdf.dereference(object).map_or(&Object::Null, |(_, object)| object);
        if depth > DEEPEST {
            return Space::Unknown;
        }
        match object {
            Object::Name(name) => Space::named(name).unwrap_or_else(|| {
                let known = resources.and_then(|r| r.get(name).ok());
                known.map_or(Space::Unknown, |object| Space::read(object, None, pdf, depth + 1))
            }),
            Object::Array(items) => Space::of_family(items, resources, pdf, depth),
            _ => Space::Unknown,
        }
    }

    /// The spaces that have a name of their own, long or as in pictures of the stream.
    fn named(name: &[u8]) -> Option<Space> {
        Some(match name {
            b"DeviceGray" | b"G" => Space::Gray,
            b"DeviceRGB" | b"RGB" => Space::Rgb,
            b"DeviceCMYK" | b"CMYK" => Space::Cmyk,
            b"CalGray" => Space::CalGray,
            b"CalRGB" => Space::CalRgb,
            b"Pattern" => Space::Pattern,
            _ => return None,
        })
    }

    fn of_family(items: &[Object], resources: Option<&Dictionary>, pdf: &Document, depth: usize) -> Space {
        let Some(family) = items.first().and_then(|o| o.as_name().ok()) else { return Space::Unknown };
        let item = |at: usize| items.get(at).and_then(|o| pdf.dereference(o).ok()).map(|(_, o)| o);
        let name_of = |o: &Object| o.as_name().map(|n| String::from_utf8_lossy(n).into_owned()).unwrap_or_default();
        match family {
            b"ICCBased" => {
                let parts = item(1).and_then(|o| o.as_stream().ok()).and_then(|s| s.dict.get_deref(b"N", pdf).ok());
                let parts = parts.and_then(|n| n.as_i64().ok()).and_then(|n| u8::try_from(n).ok());
                parts.map_or(Space::Unknown, Space::Icc)
            }
            b"Lab" => Space::Lab,
            b"Separation" => item(1).map_or(Space::Unknown, |o| Space::Spot(name_of(o))),
            b"DeviceN" => {
                let names = item(1).and_then(|o| o.as_array().ok());
                names.map_or(Space::Unknown, |names| Space::Inks(names.iter().map(name_of).collect()))
            }
            b"Indexed" | b"I" => {
                let base = item(1).map_or(Space::Unknown, |o| Space::read(o, resources, pdf, depth + 1));
                let table = match item(3) {
                    Some(Object::String(bytes, _)) => bytes.clone(),
                    Some(Object::Stream(stream)) => super::file::content(stream),
                    _ => Vec::new(),
                };
                Space::Indexed(Box::new(base), table)
            }
            other => Space::named(other).unwrap_or(Space::Unknown),
        }
    }

    /// How many numbers a colour has.
    pub(super) fn parts(&self) -> usize {
        match self {
            Space::Gray | Space::CalGray | Space::Spot(_) | Space::Indexed(..) => 1,
            Space::Rgb | Space::CalRgb | Space::Lab => 3,
            Space::Cmyk => 4,
            Space::Icc(parts) => usize::from(*parts),
            Space::Inks(names) => names.len(),
            Space::Pattern | Space::Unknown => 0,
        }
    }

    /// The colour that is set with the space.
    pub(super) fn first(&self) -> Colour {
        let mut values = vec![0.0; self.parts()];
        match self {
            Space::Cmyk | Space::Icc(4) => values[3] = 1.0,
            Space::Spot(_) | Space::Inks(_) => values.fill(1.0),
            _ => {}
        }
        Colour { space: self.clone(), values }
    }

    /// The space of a picture's colours themselves.
    pub(super) fn base(&self) -> &Space {
        if let Space::Indexed(base, _) = self { base } else { self }
    }

    /// As people call it.
    pub(super) fn name(&self) -> String {
        match self {
            Space::Gray => "DeviceGray".to_string(),
            Space::Rgb => "DeviceRGB".to_string(),
            Space::Cmyk => "DeviceCMYK".to_string(),
            Space::CalGray => "CalGray".to_string(),
            Space::CalRgb => "CalRGB".to_string(),
            Space::Lab => "Lab".to_string(),
            Space::Icc(1) => "ICC Gray".to_string(),
            Space::Icc(3) => "ICC RGB".to_string(),
            Space::Icc(4) => "ICC CMYK".to_string(),
            Space::Icc(parts) => format!("ICC {parts}"),
            Space::Spot(name) => name.clone(),
            Space::Inks(names) => names.join(" + "),
            Space::Indexed(base, _) => base.name(),
            Space::Pattern => "Pattern".to_string(),
            Space::Unknown => "?".to_string(),
        }
    }
}

/// A colour.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Colour {
    pub(super) space: Space,
    pub(super) values: Vec<f64>,
}

impl Colour {
    pub(super) fn black() -> Colour {
        Space::Gray.first()
    }

    fn part(&self, at: usize) -> f64 {
        self.values.get(at).copied().unwrap_or(0.0).clamp(0.0, 1.0)
    }

    /// A colour of a table as what stands there.
    fn plain(&self) -> Option<Colour> {
        let Space::Indexed(base, table) = &self.space else { return Some(self.clone()) };
        let size = base.parts();
        let index = super::file::whole(self.values.first().copied().unwrap_or(0.0));
        let bytes = table.get(index.checked_mul(size)?..)?.get(..size)?;
        Some(Colour { space: (**base).clone(), values: bytes.iter().map(|b| f64::from(*b) / 255.0).collect() })
    }

    /// Whether it is meant for every plate: marks for the machine.
    pub(super) fn is_registration(&self) -> bool {
        matches!(&self.space, Space::Spot(name) if name == "All")
    }

    /// Ink on the plates C, M, Y, K and how much of other inks; none for colours that a profile or a screen decides.
    pub(super) fn ink(&self) -> Option<[f64; 5]> {
        let colour = self.plain()?;
        let p = |at| colour.part(at);
        Some(match &colour.space {
            Space::Cmyk | Space::Icc(4) => [p(0), p(1), p(2), p(3), 0.0],
            Space::Gray => [0.0, 0.0, 0.0, 1.0 - p(0), 0.0],
            Space::Spot(name) => one_ink(name, p(0)),
            Space::Inks(names) => {
                let all = names.iter().enumerate().map(|(at, name)| one_ink(name, p(at)));
                all.fold([0.0; 5], |sum, ink| [0, 1, 2, 3, 4].map(|i| sum[i] + ink[i]))
            }
            _ => return None,
        })
    }

    /// Red, green and blue as a screen would show it, roughly; none for inks that only their maker knows.
    pub(super) fn rgb(&self) -> Option<[f64; 3]> {
        let colour = self.plain()?;
        let p = |at| colour.part(at);
        Some(match &colour.space {
            Space::Gray | Space::CalGray | Space::Icc(1) => [p(0); 3],
            Space::Rgb | Space::CalRgb | Space::Icc(3) => [p(0), p(1), p(2)],
            Space::Lab => [(colour.values.first().copied().unwrap_or(0.0) / 100.0).clamp(0.0, 1.0); 3],
            _ => {
                let [c, m, y, k, other] = colour.ink()?;
                if other > 0.0 {
                    return None;
                }
                printed([c, m, y, k])
            }
        })
    }

    /// How light it is to the eye, 0 to 1 (WCAG's relative luminance).
    pub(super) fn luminance(&self) -> Option<f64> {
        self.rgb().map(luminance)
    }

    /// Whether nothing is printed.
    pub(super) fn is_paper(&self) -> bool {
        match self.ink() {
            Some(ink) => ink.iter().sum::<f64>() < 0.005,
            None => self.rgb().is_some_and(|rgb| rgb.iter().all(|v| *v > 0.995)),
        }
    }

    /// Whether it is black ink alone, dark enough to be called black.
    pub(super) fn is_black_ink(&self) -> bool {
        self.ink().is_some_and(|[c, m, y, k, other]| c + m + y + other < 0.01 && k >= 0.9)
    }

    /// Whether it looks black or dark grey without hue, and is made of several inks: coloured inks under black, or a black of the screen.
    pub(super) fn is_mixed_black(&self) -> bool {
        match self.ink() {
            Some([c, m, y, k, other]) => {
                // Three colours at about the same strength are a grey; nearly full black over anything is black.
                let (most, least) = (c.max(m).max(y), c.min(m).min(y));
                let dark = k + 0.8 * least >= 0.65;
                other == 0.0 && c + m + y > 0.03 && dark && (k >= 0.85 || most - least <= 0.25)
            }
            None => self.rgb().is_some_and(|[r, g, b]| {
                let (most, least) = (r.max(g).max(b), r.min(g).min(b));
                most <= 0.25 && most - least <= 0.06
            }),
        }
    }

    /// As people say it: `C50 M50 Y50 K100`.
    pub(super) fn name(&self) -> String {
        let percent = |v: &f64| format!("{:.0}", v * 100.0);
        match &self.space {
            Space::Cmyk => "CMYK"
                .chars()
                .zip(&self.values)
                .map(|(c, v)| format!("{c}{}", percent(v)))
                .collect::<Vec<_>>()
                .join(" "),
            Space::Rgb | Space::CalRgb | Space::Icc(3) => {
                let parts: Vec<String> = self.values.iter().map(|v| format!("{:.0}", v * 255.0)).collect();
                format!("{} {}", self.space.name(), parts.join(" "))
            }
            Space::Indexed(..) => {
                self.plain().filter(|c| c.space != self.space).map_or_else(|| self.space.name(), |c| c.name())
            }
            other => format!("{} {}", other.name(), self.values.iter().map(percent).collect::<Vec<_>>().join(" ")),
        }
    }
}

/// Red, green and blue that a solid of each ink sends back, of the light that paper does (coated paper, ISO 12647-2:2004: L*a*b* of 55 -37 -50,
/// 48 74 -3, 89 -5 93 and 16 0 0).
const SOLIDS: [[f64; 3]; 4] = [[0.0, 0.31, 0.70], [0.69, 0.0, 0.20], [0.93, 0.75, 0.0], [0.02, 0.02, 0.02]];

/// By how much a tint of one half prints darker than half a solid: dots spread, and light is caught beneath them.
const GAIN: f64 = 0.22;

/// What inks look like when printed, to within what presses differ by: each ink takes its part of the light, whatever lies beneath.
fn printed(inks: [f64; 4]) -> [f64; 3] {
    [0, 1, 2].map(|part| {
        let lets = |(ink, solid): (&f64, &[f64; 3])| {
            let tint = ink.clamp(0.0, 1.0);
            let covered = tint + 4.0 * GAIN * tint * (1.0 - tint);
            1.0 - covered.min(1.0) * (1.0 - solid[part])
        };
        let light: f64 = inks.iter().zip(&SOLIDS).map(lets).product();
        if light <= 0.003_130_8 { 12.92 * light } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
    })
}

/// WCAG's relative luminance of a colour of the screen.
pub(super) fn luminance(rgb: [f64; 3]) -> f64 {
    weighed(rgb.map(linear))
}

/// How much light a screen gives for a part of a colour.
pub(super) fn linear(part: f64) -> f64 {
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// How light red, green and blue light are together.
pub(super) fn weighed([r, g, b]: [f64; 3]) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// WCAG's contrast of two luminances, 1 to 21.
pub(super) fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn one_ink(name: &str, tint: f64) -> [f64; 5] {
    let mut ink = [0.0; 5];
    match name {
        "Cyan" => ink[0] = tint,
        "Magenta" => ink[1] = tint,
        "Yellow" => ink[2] = tint,
        "Black" => ink[3] = tint,
        "None" => {}
        "All" => ink = [tint, tint, tint, tint, 0.0],
        _ => ink[4] = tint,
    }
    ink
}
