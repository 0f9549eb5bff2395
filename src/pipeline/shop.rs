//! What sheets are made with: formats, profiles, fonts and print files of a project; and the orders of one page's sheets.
//!
//! In: a project. Out: a [`Shop`], and [`Order`]s for `print`.
//! Does not make sheets and does not decide which there are; `plan` does.

use std::collections::{BTreeMap, VecDeque};
use std::io::Cursor;
use std::sync::{Mutex, PoisonError};

use super::chosen::chosen;
use super::{OnProgress, Progress, Project, Wanted, assemble, bytes_of, roomy, strings};
use crate::asset::files::{PictureFiles, PictureTable};
use crate::asset::picture;
use crate::base::diag::{Diagnostic, Diagnostics, Failure, nearest};
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;
use crate::base::rules;
use crate::plan::{self, SheetPlan};
use crate::print::order::{self, Contents, Known};
use crate::print::profile::{Profile, read_profiles};
use crate::print::{self, Blob, Format, Kit, KitFile, Order};
use crate::site::Site;
use crate::site::field;
use crate::source::{Content, Source};
use crate::text;
use crate::theme::Theme;

/// The profile that `[print] profile` stands in for.
const PRESS: &str = "offset";

/// Formats, profiles, fonts and print files.
pub struct Shop {
    /// The formats by id.
    pub formats: BTreeMap<String, Format>,
    /// The profiles by id.
    pub profiles: BTreeMap<String, Profile>,
    /// Fonts and print files.
    pub kit: Kit,
    /// Pictures made ready lately: the sheets of a page in its languages and formats show the same ones one after another.
    recent: Mutex<VecDeque<(PictureOrder, Blob)>>,
}

/// A picture as a sheet wants it: its name in the data, its path under `content/`, the most pixels on a side.
type PictureOrder = (String, String, u32);

/// The orders of a page's sheets, and what they are made with.
pub struct Orders {
    /// What they are made with.
    pub shop: Shop,
    /// Each sheet as planned, and its order.
    pub orders: Vec<(SheetPlan, Order)>,
}

impl Shop {
    /// Opens the shop of a project; profiles are as its settings want them.
    pub(super) fn open(project: &Project, diagnostics: &mut Diagnostics) -> Result<Shop, Failure> {
        let formats = formats(&project.theme, diagnostics);
        let profiles = profiles(project, diagnostics);
        for format in formats.values() {
            if !profiles.contains_key(&format.profile) {
                diagnostics.push(unknown_profile(&format.profile, &profiles));
            }
        }
        Ok(Shop { formats, profiles, kit: kit(project, diagnostics)?, recent: Mutex::default() })
    }

    /// The profile of a planned sheet: the one asked for, else the kind's, else the format's. None if there is no such, which is told.
    pub(super) fn profile(
        &self,
        project: &Project,
        sheet: &SheetPlan,
        asked: Option<&str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<&Profile> {
        let own = sheet.profile.as_deref().or(self.formats.get(&sheet.format).map(|f| f.profile.as_str()));
        let stands_in = project.config.print.profile.as_deref().filter(|_| own == Some(PRESS));
        let id = asked.or(stands_in).or(own)?;
        let found = self.profiles.get(id);
        if found.is_none() {
            diagnostics.push(unknown_profile(id, &self.profiles));
        }
        found
    }

    /// The order of a planned sheet; `profile` is what it is to be made in.
    pub(super) fn order(&self, site: &Site, sheet: &SheetPlan, profile: &Profile, contents: Contents) -> Order {
        let format = self.format(site, sheet);
        let most = most_pixels(&format, profile);
        let picture = |(name, path): &(String, String)| {
            let wanted = (name.clone(), path.clone(), most);
            Some((name.clone(), self.picture(site, wanted)?))
        };
        let pictures = contents.pictures.iter().filter_map(picture).collect();
        let fields = site.entries[sheet.entry].original().map(|text| &text.fields);
        Order {
            template: sheet.template.clone(),
            format,
            profile: profile.clone(),
            pages: sheet.pages,
            family: sheet.family.clone(),
            day: fields.and_then(|fields| field::day(fields, "date")).unwrap_or(site.today),
            data: contents.data,
            pictures,
            title: contents.title,
            language_tag: contents.language_tag,
            source: contents.source,
            texts: contents.texts,
        }
    }

    /// A picture made ready for print, or none if there is no such file.
    fn picture(&self, site: &Site, wanted: PictureOrder) -> Option<Blob> {
        /// Enough for the pages that are under way at a time, and some tens of megabytes at most.
        const KEPT: usize = 12;
        let lock = || self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, made)) = lock().iter().find(|(known, _)| *known == wanted) {
            return Some(made.clone());
        }
        let (name, path, most) = &wanted;
        let bytes = site.files.get(path).and_then(|source| source.bytes().ok())?;
        // What cannot be read here goes on as it is: `print` says that it cannot be printed.
        let made = Blob::from(for_print(name, &bytes, *most).unwrap_or_else(|| bytes.to_vec()));
        let mut recent = lock();
        recent.push_front((wanted, made.clone()));
        recent.truncate(KEPT);
        Some(made)
    }

    /// The format of a sheet; one without a width gets that of the page's field `length_m`, if it says how long it is to be.
    pub(super) fn format(&self, site: &Site, sheet: &SheetPlan) -> Format {
        let mut format = self.formats[&sheet.format].clone();
        let fields = site.entries[sheet.entry].original().map(|text| &text.fields);
        if let Some(metres) = fields.and_then(|fields| field::number(fields, "length_m"))
            && format.width_mm.is_none()
            && metres > 0.0
        {
            format.width_mm = Some(metres * 1000.0 / format.drawn_at);
        }
        format
    }
}

fn unknown_profile(id: &str, profiles: &BTreeMap<String, Profile>) -> Diagnostic {
    let all = profiles.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    let near = nearest(id, profiles.keys().map(String::as_str));
    let found = Diagnostic::nowhere(
        &rules::UNKNOWN_PROFILE,
        text! { zh: "没有输出方式 `{id}`", en: "there is no profile `{id}`" },
    );
    found
        .help_if(near, |n| text! { zh: "是不是要写 `{n}`？", en: "did you mean `{n}`?" })
        .help(text! { zh: "现有：{all}", en: "there are: {all}" })
}

/// The orders of one page's sheets, for `pufa poster` and its like. Without errors there is at least one.
pub fn orders(
    project: &Project,
    path: &SourcePath,
    wanted: Wanted<'_>,
) -> Result<(Option<Orders>, Diagnostics), Failure> {
    roomy(|| orders_inside(project, path, wanted))
}

fn orders_inside(
    project: &Project,
    path: &SourcePath,
    wanted: Wanted<'_>,
) -> Result<(Option<Orders>, Diagnostics), Failure> {
    let mut diagnostics = project.problems.clone();
    let site = assemble(project, &mut diagnostics);
    let strings = strings(project, &mut diagnostics);
    let shop = Shop::open(project, &mut diagnostics)?;
    let own =
        |d: &Diagnostic| d.place.as_ref().is_none_or(|p| p.path == *path || !p.path.as_str().starts_with("content/"));
    let mut diagnostics: Diagnostics = diagnostics.into_iter().filter(|d| own(d)).collect();
    let inner = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let Some((entry, _)) = site.entry_at(inner) else {
        let near = nearest(inner, site.sources());
        let found = Diagnostic::new(
            &rules::NO_POSTER,
            Place::file(path),
            text! { zh: "没有这一页，或它现在不发布：`{path}`", en: "no such page, or it is not published now: `{path}`" },
        );
        diagnostics.push(
            found.help_if(near, |n| text! { zh: "是不是要写 `content/{n}`？", en: "did you mean `content/{n}`?" }),
        );
        return Ok((None, diagnostics));
    };
    let plans = chosen(&site, &shop.formats, entry, wanted, path, &mut diagnostics);
    if plans.is_empty() || diagnostics.has_errors() {
        return Ok((None, diagnostics));
    }
    let pictures = picture_table(&site);
    let known = Known { site: &site, pictures: &pictures, strings: &strings };
    let mut orders = Vec::new();
    for sheet in plans {
        let Some(profile) = shop.profile(project, &sheet, wanted.profile, &mut diagnostics) else { break };
        let order = shop.order(&site, &sheet, profile, order::contents(&known, &sheet));
        orders.push((sheet, order));
    }
    if diagnostics.has_errors() {
        return Ok((None, diagnostics));
    }
    Ok((Some(Orders { shop, orders }), diagnostics))
}

/// The sheets of one page: file names and PDF bytes.
pub(super) fn poster(
    project: &Project,
    path: &SourcePath,
    wanted: Wanted<'_>,
    progress: OnProgress<'_>,
) -> Result<(Vec<(String, Vec<u8>)>, Diagnostics), Failure> {
    let (orders, mut diagnostics) = orders(project, path, wanted)?;
    let mut files = Vec::new();
    if let Some(Orders { shop, orders }) = orders {
        for (done, (sheet, order)) in orders.iter().enumerate() {
            progress(Progress { done, total: orders.len(), what: text! { zh: "海报", en: "posters" } });
            let (made, problems) = print::make(&shop.kit, order);
            diagnostics.append(problems);
            files.extend(made.map(|made| (format!("{}.pdf", sheet.name), made.pdf)));
        }
    }
    diagnostics.sort();
    Ok((files, diagnostics))
}

/// The pictures of a site as sheets need them: only their sizes are looked at.
pub(super) fn picture_table(site: &Site) -> PictureTable {
    let facts = plan::pictures(site).into_iter().filter_map(|path| {
        let source = site.files.get(&path)?;
        let (width, height) = picture::dimensions(&source.path.extension(), &source.bytes().ok()?).ok()?;
        let src = SitePath::from(path.as_str());
        Some((path, PictureFiles { src, srcset: Vec::new(), webp: Vec::new(), width, height }))
    });
    PictureTable(facts.collect())
}

pub(super) fn formats(theme: &Theme, diagnostics: &mut Diagnostics) -> BTreeMap<String, Format> {
    let Some(source) = theme.get("print/formats.toml") else { return BTreeMap::new() };
    let Content::Text(text) = &source.content else { return BTreeMap::new() };
    print::read_formats(&source.path, text, diagnostics).into_iter().map(|f| (f.id.clone(), f)).collect()
}

/// The profiles of the theme, those of a standard for the press with the colours of the office's own print shop.
pub(super) fn profiles(project: &Project, diagnostics: &mut Diagnostics) -> BTreeMap<String, Profile> {
    let Some(source) = project.theme.get("print/profiles.toml") else { return BTreeMap::new() };
    let Content::Text(text) = &source.content else { return BTreeMap::new() };
    let settings = &project.config.print;
    let mut profiles = read_profiles(&source.path, text, diagnostics);
    for profile in profiles.iter_mut().filter(|profile| !profile.icc.is_empty()) {
        if let Some(icc) = &settings.icc {
            profile.icc.clone_from(icc);
            // The theme's condition is not that of another profile.
            profile.condition.clear();
        }
        if let Some(condition) = &settings.condition {
            profile.condition.clone_from(condition);
        }
    }
    profiles.into_iter().map(|profile| (profile.id.clone(), profile)).collect()
}

fn kit(project: &Project, diagnostics: &mut Diagnostics) -> Result<Kit, Failure> {
    let file = |name: String, source: &Source| -> Result<KitFile, Failure> {
        let bytes = match &source.content {
            Content::Static(bytes) => Blob::Static(bytes),
            Content::Text(_) | Content::Undecodable { .. } | Content::Bytes(_) | Content::OnDisk(_) => {
                Blob::Shared(bytes_of(source)?)
            }
        };
        Ok(KitFile { name, path: source.path.clone(), bytes })
    };
    let theme = &project.theme;
    let print_files = theme.below("print/").chain(theme.below("icc/"));
    let files: Result<Vec<KitFile>, Failure> =
        print_files.map(|(name, source)| file(format!("/{name}"), source)).collect();
    let is_font = |source: &Source| matches!(source.path.extension().as_str(), "otf" | "ttf" | "ttc");
    let fonts: Result<Vec<KitFile>, Failure> = theme
        .below("fonts/")
        .filter(|(_, source)| is_font(source))
        .map(|(name, source)| file(name.to_string(), source))
        .collect();
    let (kit, problems) = Kit::new(files?, fonts?, &project.config.print.system_fonts);
    diagnostics.append(problems);
    Ok(kit)
}

/// The most pixels on a side that a sheet can show of a picture: those of its own longer side at the profile's resolution, and half as
/// many again for pictures that are cut.
fn most_pixels(format: &Format, profile: &Profile) -> u32 {
    const SPARE: f64 = 1.5;
    let longest = format.width_mm.unwrap_or(0.0).max(format.height_mm.unwrap_or(0.0)) * format.drawn_at;
    let ppi = if format.distance_m.is_some() { profile.picture_ppi_far } else { profile.picture_ppi };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped just before")]
    let pixels = (longest / 25.4 * ppi * SPARE).clamp(1000.0, 16_000.0) as u32;
    pixels
}

/// A picture upright, as PNG or JPEG as its name in the order says, with no more pixels than can be seen. An SVG stays as it is.
fn for_print(name: &str, bytes: &[u8], most: u32) -> Option<Vec<u8>> {
    if name.ends_with(".svg") {
        return Some(bytes.to_vec());
    }
    let mut image = picture::decode(bytes).ok()?.into_image();
    let longer = image.width().max(image.height());
    if longer > most {
        let width = u64::from(image.width()) * u64::from(most) / u64::from(longer);
        image = picture::resize(&image, u32::try_from(width).unwrap_or(most).max(1)).ok()?;
    }
    if !name.ends_with(".png") {
        const PRINT_QUALITY: u8 = 92;
        return picture::jpeg(&image, PRINT_QUALITY).ok();
    }
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, image::ImageFormat::Png).ok()?;
    Some(out.into_inner())
}
