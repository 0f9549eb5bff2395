//! The sheets of a build: which there are, made in parallel, and what pages say of them.
//!
//! In: the plan, the theme's print files and fonts. Out: PDF, SVG and preview of each sheet, and the facts that poster pages need.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::DynamicImage;
use serde::{Deserialize, Serialize};

use super::judged;
use super::shop::{self, Shop};
use super::{Bench, Outcome};
use crate::asset::files::{PictureFiles, PictureTable};
use crate::asset::picture;
use crate::base::diag::{Diagnostic, Diagnostics, Failure};
use crate::base::fingerprint::{Fingerprint, Hash};
use crate::base::path::SitePath;
use crate::base::rules;
use crate::output::JobRecord;
use crate::plan::{self, SheetPlan};
use crate::print::inventory::Inventory;
use crate::print::order::{self, Contents, Known};
use crate::print::profile::Profile;
use crate::print::{self, Format, Kit, Order};
use crate::site::{LanguageId, Site};
use crate::text;
use crate::theme::strings::Arg;
use crate::theme::strings::Strings;
use crate::translation::Tracking;
use crate::web::context::{AssetNames, Contexts, picture_facet};
use crate::web::facets::{PdfFacet, PosterCard, PosterFacet, SiblingFacet};
use crate::web::render::card_of;

/// Widths of the previews that pages show, in pixels.
const PREVIEW_WIDTHS: [u32; 2] = [420, print::PREVIEW_WIDTH];

/// Quality of the previews as WebP and JPEG.
const PREVIEW_QUALITY: (f32, u8) = (82.0, 84);

/// All sheets of a build.
pub(super) struct Made {
    pub(super) plans: Vec<SheetPlan>,
    facts: Vec<Option<Facts>>,
    formats: BTreeMap<String, Format>,
    profiles: BTreeMap<String, Profile>,
}

/// What pages must know of a sheet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Facts {
    pub(super) pdf: SitePath,
    pdf_length: usize,
    /// The file for reading and its length, if it is another.
    readable: Option<(SitePath, usize)>,
    /// Of sheets of one page.
    svg: Option<SitePath>,
    /// The profile of `pdf`.
    profile: String,
    pub(super) pages: usize,
    /// The pictures it is shared as.
    slices: Vec<SitePath>,
    pub(super) preview: PictureFiles,
    width_mm: f64,
    height_mm: f64,
    /// Finished size as drawn, and that of the file's pages.
    pub(super) trim_mm: [f64; 2],
    pub(super) media_mm: [f64; 2],
    pub(super) inventory: Inventory,
}

/// Makes all sheets of the site that are not known already.
pub(super) fn make(
    bench: &Bench<'_>,
    pictures: &PictureTable,
    strings: &Strings,
    records: &mut Vec<JobRecord>,
    diagnostics: &mut Diagnostics,
) -> Result<Made, Failure> {
    let formats = shop::formats(&bench.project.theme, diagnostics);
    let plans = plan::sheets(bench.site, &formats.keys().cloned().collect(), diagnostics);
    if plans.is_empty() {
        return Ok(Made { plans, facts: Vec::new(), formats, profiles: BTreeMap::new() });
    }
    let shop = Shop::open(bench.project, diagnostics)?;
    let known = Known { site: bench.site, pictures, strings };
    let what = text! { zh: "海报", en: "posters" };
    let made = bench.parallel(&plans, &what, |sheet| {
        let job = Job::of(bench, &shop, &known, sheet, None);
        bench.run_stored(format!("sheet {}", sheet.name), job.fingerprint, || job.outcome(bench.site, &shop)).map(Some)
    })?;
    Kit::forget_old();
    let facts = made.iter().map(|r| serde_json::from_str(&r.facts).ok()).collect();
    records.extend(made);
    Ok(Made { plans, facts, formats: shop.formats, profiles: shop.profiles })
}

/// A sheet that is to be made, and what it is made from.
pub(super) struct Job<'a> {
    /// Of all it depends on.
    pub(super) fingerprint: Fingerprint,
    /// How it is made; none if there is no such profile.
    pub(super) profile: Option<&'a Profile>,
    /// What it says.
    pub(super) contents: Contents,
    sheet: &'a SheetPlan,
    told: Diagnostics,
}

impl<'a> Job<'a> {
    /// The job of a planned sheet, in the profile asked for or in its own.
    pub(super) fn of(
        bench: &Bench<'_>,
        shop: &'a Shop,
        known: &Known<'_>,
        sheet: &'a SheetPlan,
        asked: Option<&str>,
    ) -> Job<'a> {
        let mut told = Diagnostics::new();
        let profile = shop.profile(bench.project, sheet, asked, &mut told);
        let contents = order::contents(known, sheet);
        let format = shop.format(bench.site, sheet);
        let mut hash = Hash::new();
        hash.add(shop.kit.fingerprint()).text(&sheet.template).text(&sheet.name).value(&contents.data);
        hash.text(&format!("{format:?} {profile:?} {:?} {}", sheet.pages, sheet.family));
        for (name, path) in &contents.pictures {
            hash.text(name);
            if let Some(source) = bench.site.files.get(path) {
                hash.add(source.fingerprint);
            }
        }
        Job { fingerprint: hash.finish(), profile, contents, sheet, told }
    }

    /// Makes it.
    pub(super) fn outcome(self, site: &Site, shop: &Shop) -> Outcome {
        match self.profile {
            Some(profile) => outcome(shop, self.sheet, &shop.order(site, self.sheet, profile, self.contents)),
            None => Outcome { diagnostics: self.told, ..Outcome::default() },
        }
    }
}

fn outcome(shop: &Shop, plan: &SheetPlan, order: &Order) -> Outcome {
    let (sheet, mut diagnostics) = print::make(&shop.kit, order);
    let Some(sheet) = sheet else { return Outcome { diagnostics, ..Outcome::default() } };
    diagnostics.append(judged::sheet(&sheet, order, &plan.name));
    let path = |ending: &str| SitePath::from(format!("posters/{}{ending}", plan.name));
    let readable = sheet.readable.map(|bytes| (path("-screen.pdf"), bytes));
    let svg = sheet.svg.map(|svg| (path(".svg"), svg.into_bytes()));
    let mut facts = Facts {
        pdf: path(".pdf"),
        pdf_length: sheet.pdf.len(),
        readable: readable.as_ref().map(|(path, bytes)| (path.clone(), bytes.len())),
        svg: svg.as_ref().map(|(path, _)| path.clone()),
        profile: order.profile.id.clone(),
        pages: sheet.pages,
        slices: Vec::new(),
        preview: PictureFiles { src: path(".jpg"), srcset: Vec::new(), webp: Vec::new(), width: 0, height: 0 },
        width_mm: sheet.width_mm * order.format.drawn_at,
        height_mm: sheet.height_mm * order.format.drawn_at,
        trim_mm: [sheet.width_mm, sheet.height_mm].map(rounded),
        media_mm: [sheet.media_mm.0, sheet.media_mm.1].map(rounded),
        inventory: sheet.inventory,
    };
    let mut files = vec![(facts.pdf.clone(), sheet.pdf)];
    files.extend(readable);
    files.extend(svg);
    for (slice, number) in sheet.slices.into_iter().zip(1..) {
        let name = path(&format!("-{number}.png"));
        match png(slice) {
            Ok(bytes) => files.push((name.clone(), bytes)),
            Err(text) => diagnostics.push(Diagnostic::nowhere(&rules::SHEET_PICTURE, text)),
        }
        facts.slices.push(name);
    }
    let image = DynamicImage::ImageRgba8(sheet.preview).to_rgb8().into();
    if let Err(text) = previews(&image, &path, &mut files, &mut facts.preview) {
        diagnostics.push(Diagnostic::nowhere(&rules::SHEET_PICTURE, text));
    }
    let facts = serde_json::to_string(&facts).expect("plain data always has a JSON form");
    Outcome { files, diagnostics, facts }
}

fn png(image: image::RgbaImage) -> Result<Vec<u8>, crate::base::diag::Text> {
    let mut out = Cursor::new(Vec::new());
    let written = DynamicImage::ImageRgba8(image).to_rgb8().write_to(&mut out, image::ImageFormat::Png);
    written.map_err(|e| text! { zh: "长图不能保存（{e}）", en: "the long picture cannot be written ({e})" })?;
    Ok(out.into_inner())
}

/// A preview as WebP. The encoder's second of its seven efforts takes a third of the time of its usual fourth, for files 3 % larger.
fn webp(image: &DynamicImage) -> Result<Vec<u8>, crate::base::diag::Text> {
    const EFFORT: i32 = 1;
    let failed = || text! { zh: "预览图不能保存为 WebP", en: "the preview cannot be written as WebP" };
    let mut config = webp::WebPConfig::new().map_err(|()| failed())?;
    (config.quality, config.method) = (PREVIEW_QUALITY.0, EFFORT);
    let encoder = webp::Encoder::new(image.as_bytes(), webp::PixelLayout::Rgb, image.width(), image.height());
    encoder.encode_advanced(&config).map(|bytes| bytes.to_vec()).map_err(|_| failed())
}

fn previews(
    image: &DynamicImage,
    path: &dyn Fn(&str) -> SitePath,
    files: &mut Vec<(SitePath, Vec<u8>)>,
    facts: &mut PictureFiles,
) -> Result<(), crate::base::diag::Text> {
    for width in PREVIEW_WIDTHS {
        let scaled = picture::resize(image, width.min(image.width()))?;
        let (w, h) = (scaled.width(), scaled.height());
        let webp = webp(&scaled)?;
        let name = path(&format!("-{w}.webp"));
        facts.webp.push((name.clone(), w));
        files.push((name, webp));
        if width == PREVIEW_WIDTHS[PREVIEW_WIDTHS.len() - 1] || scaled.width() == image.width() {
            files.push((facts.src.clone(), picture::jpeg(&scaled, PREVIEW_QUALITY.1)?));
            (facts.width, facts.height) = (w, h);
            break;
        }
    }
    Ok(())
}

impl Made {
    pub(super) fn count(&self) -> usize {
        self.facts.iter().flatten().count()
    }

    /// What the sheet's own page shows.
    #[allow(clippy::too_many_arguments, reason = "everything a card of the source page is made from")]
    pub(super) fn facet(
        &self,
        index: usize,
        language: LanguageId,
        site: &Site,
        strings: &Strings,
        pictures: &PictureTable,
        assets: &AssetNames,
        home_names: &[String],
    ) -> Option<PosterFacet> {
        let (sheet, facts) = (&self.plans[index], self.facts[index].as_ref()?);
        let key = &site.languages[language].key;
        let format_name = self.name(sheet, key);
        let page = &site.pages[site.entries[sheet.entry].pages[language]];
        let untold = Tracking::default();
        let contexts = Contexts {
            site,
            tracking: &untold,
            pictures,
            assets,
            posters: &|_, _| Vec::new(),
            has_posters: true,
            glossary: None,
            announces: false,
            home_names,
        };
        let args =
            [("title", Arg::Text(page.title.as_str().into())), ("format", Arg::Text(format_name.as_str().into()))];
        let alt = strings.get(key, "poster-preview", &args).unwrap_or_else(|| page.title.clone());
        let (width, height) = (rounded(facts.width_mm), rounded(facts.height_mm));
        let siblings = (0..self.plans.len()).filter(|i| {
            self.plans[*i].entry == sheet.entry
                && self.facts[*i].is_some()
                && plan::poster_languages(&self.plans[*i]).contains(&language)
        });
        Some(PosterFacet {
            title: page.title.clone(),
            template: sheet.template.clone(),
            format: sheet.format.clone(),
            format_name,
            width_mm: width,
            height_mm: height,
            languages: sheet.languages.iter().map(|l| site.languages[*l].key.clone()).collect(),
            languages_name: languages_name(site, sheet),
            pdf: pdf_facet(&facts.pdf, facts.pdf_length),
            readable: facts.readable.as_ref().map(|(path, length)| pdf_facet(path, *length)),
            svg: facts.svg.as_ref().map(ToString::to_string),
            profile: facts.profile.clone(),
            profile_name: self.profiles.get(&facts.profile).map_or_else(String::new, |p| p.name.get(key).to_string()),
            pages: facts.pages,
            slices: facts.slices.iter().map(ToString::to_string).collect(),
            preview: picture_facet(&facts.preview, &alt),
            of: contexts.card(site.entries[sheet.entry].pages[language]),
            siblings: siblings
                .map(|i| SiblingFacet {
                    format_name: self.name(&self.plans[i], key),
                    languages_name: languages_name(site, &self.plans[i]),
                    path: plan::poster_path(site, &self.plans[i], language).to_string(),
                    current: i == index,
                })
                .collect(),
            page_css: if facts.svg.is_some() {
                format!(
                    "@page{{size:{width}mm {height}mm;margin:0}}@media print{{.sheet{{width:{width}mm;height:{height}mm}}}}"
                )
            } else {
                String::new()
            },
        })
    }

    /// What a sheet is called: by its kind's name for it and its format's, `节目单 · A5 单张`.
    fn name(&self, sheet: &SheetPlan, key: &str) -> String {
        let format = self.formats[&sheet.format].name.get(key);
        sheet.title.as_ref().map_or_else(|| format.to_string(), |title| format!("{} · {format}", title.get(key)))
    }

    /// What other pages show of a sheet.
    pub(super) fn card(
        &self,
        index: usize,
        language: LanguageId,
        site: &Site,
        strings: &Strings,
    ) -> Option<PosterCard> {
        let nothing = (PictureTable::default(), AssetNames { css: String::new(), js: None, favicon: String::new() });
        let names = vec![String::new(); site.languages.len()];
        let facet = self.facet(index, language, site, strings, &nothing.0, &nothing.1, &names)?;
        Some(card_of(&facet, plan::poster_path(site, &self.plans[index], language)))
    }
}

fn pdf_facet(path: &SitePath, length: usize) -> PdfFacet {
    PdfFacet { path: path.to_string(), size_text: size_text(length), name: path.file_name().to_string() }
}

/// To a hundredth of a millimetre, which is more than any printer can do.
fn rounded(mm: f64) -> f64 {
    (mm * 100.0).round() / 100.0
}

fn languages_name(site: &Site, sheet: &SheetPlan) -> String {
    sheet.languages.iter().map(|l| site.languages[*l].name.as_str()).collect::<Vec<_>>().join(" + ")
}

/// `135 KB`, `1.2 MB`.
#[allow(clippy::cast_precision_loss, reason = "only shown, to two digits")]
fn size_text(bytes: usize) -> String {
    if bytes < 1_000_000 { format!("{} KB", bytes.div_ceil(1000)) } else { format!("{:.1} MB", bytes as f64 / 1e6) }
}
