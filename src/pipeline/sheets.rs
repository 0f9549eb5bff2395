//! The sheets of a build: which there are, made in parallel, and what pages say of them.
//!
//! In: the plan, the theme's print files and fonts. Out: PDF, SVG and preview of each sheet, and the facts that poster pages need.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::DynamicImage;
use serde::{Deserialize, Serialize};

use super::{Bench, OnProgress, Outcome, Progress, Project, assemble, bytes_of, roomy, strings};
use crate::asset::files::{PictureFiles, PictureTable};
use crate::asset::picture;
use crate::base::diag::{Diagnostic, Diagnostics, Failure, nearest};
use crate::base::fingerprint::Hash;
use crate::base::path::{SitePath, SourcePath};
use crate::base::place::Place;
use crate::base::rules;
use crate::output::JobRecord;
use crate::plan::{self, SheetPlan};
use crate::print::order::{self, Contents, Known};
use crate::print::{self, Blob, Format, Kit, KitFile, Order, Sheet};
use crate::site::{LanguageId, Site};
use crate::source::{Content, Source};
use crate::text;
use crate::theme::Theme;
use crate::theme::strings::Arg;
use crate::theme::strings::Strings;
use crate::translation::Tracking;
use crate::web::context::{AssetNames, Contexts, picture_facet};
use crate::web::facets::{PdfFacet, PosterCard, PosterFacet, SiblingFacet};
use crate::web::render::card_of;

/// Widths of the previews that pages show, in pixels.
const PREVIEW_WIDTHS: [u32; 2] = [420, 840];

/// Quality of the previews as WebP and JPEG.
const PREVIEW_QUALITY: (f32, u8) = (82.0, 84);

/// All sheets of a build.
pub(super) struct Made {
    pub(super) plans: Vec<SheetPlan>,
    facts: Vec<Option<Facts>>,
    formats: BTreeMap<String, Format>,
}

/// What pages must know of a sheet.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Facts {
    pdf: SitePath,
    pdf_length: usize,
    svg: SitePath,
    preview: PictureFiles,
    width_mm: f64,
    height_mm: f64,
}

/// Makes all sheets of the site that are not known already.
pub(super) fn make(
    bench: &Bench<'_>,
    pictures: &PictureTable,
    strings: &Strings,
    records: &mut Vec<JobRecord>,
    diagnostics: &mut Diagnostics,
) -> Result<Made, Failure> {
    let formats = formats(&bench.project.theme, diagnostics);
    let plans = plan::sheets(bench.site, &formats.keys().cloned().collect(), diagnostics);
    if plans.is_empty() {
        return Ok(Made { plans, facts: Vec::new(), formats });
    }
    let kit = kit(bench.project, diagnostics)?;
    let known = Known { site: bench.site, pictures, strings };
    let what = text! { zh: "海报", en: "posters" };
    let made = bench.parallel(&plans, &what, |sheet| {
        let contents = order::contents(&known, sheet);
        let format = &formats[&sheet.format];
        let id = format!("sheet {}", sheet.name);
        let mut hash = Hash::new();
        hash.add(kit.fingerprint()).text(&sheet.template).text(&sheet.name).value(&contents.data);
        hash.text(&format!("{format:?}"));
        for (name, path) in &contents.pictures {
            hash.text(name);
            if let Some(source) = bench.site.files.get(path) {
                hash.add(source.fingerprint);
            }
        }
        bench.run_stored(id, hash.finish(), || outcome(bench.site, &kit, sheet, format, contents)).map(Some)
    })?;
    Kit::forget_old();
    let facts = made.iter().map(|r| serde_json::from_str(&r.facts).ok()).collect();
    records.extend(made);
    Ok(Made { plans, facts, formats })
}

/// The sheets of one page, for `pufa poster`: file names and PDF bytes.
///
/// `format` and `language` (`zh`, `en`, `both`) limit them; a format that the page does not have of its own accord is made all the same.
pub fn poster(
    project: &Project,
    path: &SourcePath,
    format: Option<&str>,
    language: Option<&str>,
    progress: OnProgress<'_>,
) -> Result<(Vec<(String, Vec<u8>)>, Diagnostics), Failure> {
    roomy(|| poster_inside(project, path, format, language, progress))
}

fn poster_inside(
    project: &Project,
    path: &SourcePath,
    format: Option<&str>,
    language: Option<&str>,
    progress: OnProgress<'_>,
) -> Result<(Vec<(String, Vec<u8>)>, Diagnostics), Failure> {
    let mut diagnostics = project.problems.clone();
    let site = assemble(project, &mut diagnostics);
    let strings = strings(project, &mut diagnostics);
    let formats = formats(&project.theme, &mut diagnostics);
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
        return Ok((Vec::new(), diagnostics));
    };
    let plans = wanted(&site, &formats, entry, format, language, path, &mut diagnostics);
    if plans.is_empty() || diagnostics.has_errors() {
        return Ok((Vec::new(), diagnostics));
    }
    let pictures = picture_table(&site);
    let kit = kit(project, &mut diagnostics)?;
    let known = Known { site: &site, pictures: &pictures, strings: &strings };
    let mut files = Vec::new();
    for (done, sheet) in plans.iter().enumerate() {
        progress(Progress { done, total: plans.len(), what: text! { zh: "海报", en: "posters" } });
        let contents = order::contents(&known, sheet);
        let (made, problems) = one(&site, &kit, sheet, &formats[&sheet.format], contents);
        diagnostics.append(problems);
        files.extend(made.map(|m| (format!("{}.pdf", sheet.name), m.pdf)));
    }
    diagnostics.sort();
    Ok((files, diagnostics))
}

fn wanted(
    site: &Site,
    formats: &BTreeMap<String, Format>,
    entry: usize,
    format: Option<&str>,
    language: Option<&str>,
    path: &SourcePath,
    diagnostics: &mut Diagnostics,
) -> Vec<SheetPlan> {
    let all = plan::sheets(site, &formats.keys().cloned().collect(), diagnostics);
    let mut plans: Vec<SheetPlan> = all.into_iter().filter(|s| s.entry == entry).collect();
    let Some(first) = plans.first().cloned() else {
        let name = site.kind_of(&site.entries[entry]).name.clone();
        let (zh, en) = (name.get("zh"), name.get("en"));
        let text = text! { zh: "“{zh}”这一类页面没有海报", en: "pages of the kind “{en}” have no poster" };
        diagnostics.push(Diagnostic::new(&rules::NO_POSTER, Place::file(path), text));
        return plans;
    };
    if let Some(language) = language {
        let fits = |s: &SheetPlan| match s.languages.as_slice() {
            [only] => site.languages[*only].key.eq_ignore_ascii_case(language),
            _ => language.eq_ignore_ascii_case("both"),
        };
        plans.retain(fits);
        if plans.is_empty() {
            let keys: Vec<&str> = site.languages.iter().map(|l| l.key.as_str()).chain(["both"]).collect();
            let all = keys.join(", ");
            let text =
                text! { zh: "这一页没有语言为 `{language}` 的海报", en: "this page has no poster in `{language}`" };
            let found = Diagnostic::new(&rules::NO_POSTER, Place::file(path), text);
            diagnostics.push(found.help(text! { zh: "可以写：{all}", en: "choose one of: {all}" }));
            return plans;
        }
    }
    let Some(format) = format else { return plans };
    let known = formats.keys().find(|f| f.eq_ignore_ascii_case(format));
    let Some(known) = known else {
        let all = formats.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let near = nearest(format, formats.keys().map(String::as_str));
        let found = Diagnostic::nowhere(
            &rules::UNKNOWN_FORMAT,
            text! { zh: "没有纸张规格 `{format}`", en: "there is no paper format `{format}`" },
        );
        diagnostics.push(
            found
                .help_if(near, |n| text! { zh: "是不是要写 `{n}`？", en: "did you mean `{n}`?" })
                .help(text! { zh: "现有规格：{all}", en: "the formats there are: {all}" }),
        );
        return Vec::new();
    };
    let has = plans.iter().any(|p| p.format == *known);
    if has {
        plans.retain(|p| p.format == *known);
        return plans;
    }
    // Another format than the kind's own: the first template that is made for such paper, of fixed or of free length.
    let free = |format: &str| formats.get(format).is_some_and(|f| f.width_mm.is_none());
    let first = plans.iter().find(|p| free(&p.format) == free(known)).cloned().unwrap_or(first);
    plans.retain(|p| p.template == first.template && p.format == first.format);
    for plan in &mut plans {
        plan.name = plan.name.replace(&plan.format.to_ascii_lowercase(), &known.to_ascii_lowercase());
        plan.format.clone_from(known);
    }
    plans
}

/// The pictures of a site as sheets need them: only their sizes are looked at.
fn picture_table(site: &Site) -> PictureTable {
    let facts = plan::pictures(site).into_iter().filter_map(|path| {
        let source = site.files.get(&path)?;
        let decoded = picture::decode(&source.bytes().ok()?).ok()?;
        let (width, height) = decoded.dimensions();
        let src = SitePath::from(path.as_str());
        Some((path, PictureFiles { src, srcset: Vec::new(), webp: Vec::new(), width, height }))
    });
    PictureTable(facts.collect())
}

fn formats(theme: &Theme, diagnostics: &mut Diagnostics) -> BTreeMap<String, Format> {
    let Some(source) = theme.get("print/formats.toml") else { return BTreeMap::new() };
    let Content::Text(text) = &source.content else { return BTreeMap::new() };
    print::read_formats(&source.path, text, diagnostics).into_iter().map(|f| (f.id.clone(), f)).collect()
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
    let files: Result<Vec<KitFile>, Failure> =
        theme.below("print/").map(|(name, source)| file(format!("/{name}"), source)).collect();
    let is_font = |source: &Source| matches!(source.path.extension().as_str(), "otf" | "ttf" | "ttc");
    let fonts: Result<Vec<KitFile>, Failure> = theme
        .below("fonts/")
        .filter(|(_, source)| is_font(source))
        .map(|(name, source)| file(name.to_string(), source))
        .collect();
    let (kit, problems) = Kit::new(files?, fonts?, &project.config.system_fonts);
    diagnostics.append(problems);
    Ok(kit)
}

fn one(site: &Site, kit: &Kit, sheet: &SheetPlan, format: &Format, contents: Contents) -> (Option<Sheet>, Diagnostics) {
    let mut pictures = Vec::new();
    for (name, path) in &contents.pictures {
        let bytes = site.files.get(path).and_then(|source| source.bytes().ok());
        // What cannot be read here (an SVG) goes on as it is: `print` says that it cannot be printed.
        if let Some(bytes) = bytes {
            pictures.push((name.clone(), Blob::from(for_print(name, &bytes).unwrap_or_else(|| bytes.to_vec()))));
        }
    }
    let order = Order {
        template: sheet.template.clone(),
        format: format.clone(),
        bleed_mm: format.bleed_mm,
        data: contents.data,
        pictures,
        title: contents.title,
        language_tag: contents.language_tag,
        source: contents.source,
        texts: contents.texts,
    };
    print::make(kit, &order)
}

/// A picture upright, as PNG or JPEG as its name in the order says.
fn for_print(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let image = picture::decode(bytes).ok()?.into_image();
    let mut out = Cursor::new(Vec::new());
    if name.ends_with(".png") {
        image.write_to(&mut out, image::ImageFormat::Png).ok()?;
    } else {
        const PRINT_QUALITY: u8 = 92;
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, PRINT_QUALITY);
        image.to_rgb8().write_with_encoder(encoder).ok()?;
    }
    Some(out.into_inner())
}

fn outcome(site: &Site, kit: &Kit, plan: &SheetPlan, format: &Format, contents: Contents) -> Outcome {
    let (sheet, mut diagnostics) = one(site, kit, plan, format, contents);
    let Some(sheet) = sheet else { return Outcome { diagnostics, ..Outcome::default() } };
    let path = |ending: &str| SitePath::from(format!("posters/{}{ending}", plan.name));
    let mut facts = Facts {
        pdf: path(".pdf"),
        pdf_length: sheet.pdf.len(),
        svg: path(".svg"),
        preview: PictureFiles { src: path(".jpg"), srcset: Vec::new(), webp: Vec::new(), width: 0, height: 0 },
        width_mm: sheet.width_mm,
        height_mm: sheet.height_mm,
    };
    let mut files = vec![(facts.pdf.clone(), sheet.pdf), (facts.svg.clone(), sheet.svg.into_bytes())];
    let image = DynamicImage::ImageRgba8(sheet.preview).to_rgb8().into();
    if let Err(text) = previews(&image, &path, &mut files, &mut facts.preview) {
        diagnostics.push(Diagnostic::nowhere(&rules::SHEET_PICTURE, text));
    }
    let facts = serde_json::to_string(&facts).expect("plain data always has a JSON form");
    Outcome { files, diagnostics, facts }
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
        let webp = webp::Encoder::new(scaled.as_bytes(), webp::PixelLayout::Rgb, w, h).encode(PREVIEW_QUALITY.0);
        let name = path(&format!("-{w}.webp"));
        facts.webp.push((name.clone(), w));
        files.push((name, webp.to_vec()));
        if width == PREVIEW_WIDTHS[PREVIEW_WIDTHS.len() - 1] || scaled.width() == image.width() {
            let mut jpeg = Cursor::new(Vec::new());
            let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, PREVIEW_QUALITY.1);
            let written = scaled.to_rgb8().write_with_encoder(encoder);
            written.map_err(|e| text! { zh: "预览图不能保存（{e}）", en: "the preview cannot be written ({e})" })?;
            files.push((facts.src.clone(), jpeg.into_inner()));
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
        let format_name = self.formats[&sheet.format].name.get(key).to_string();
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
            format: sheet.format.clone(),
            format_name,
            width_mm: width,
            height_mm: height,
            languages: sheet.languages.iter().map(|l| site.languages[*l].key.clone()).collect(),
            languages_name: languages_name(site, sheet),
            pdf: PdfFacet {
                path: facts.pdf.to_string(),
                size_text: size_text(facts.pdf_length),
                name: facts.pdf.file_name().to_string(),
            },
            svg: facts.svg.to_string(),
            preview: picture_facet(&facts.preview, &alt),
            of: contexts.card(site.entries[sheet.entry].pages[language]),
            siblings: siblings
                .map(|i| SiblingFacet {
                    format_name: self.formats[&self.plans[i].format].name.get(key).to_string(),
                    languages_name: languages_name(site, &self.plans[i]),
                    path: plan::poster_path(site, &self.plans[i], language).to_string(),
                    current: i == index,
                })
                .collect(),
            page_css: format!(
                "@page{{size:{width}mm {height}mm;margin:0}}@media print{{.sheet{{width:{width}mm;height:{height}mm}}}}"
            ),
        })
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
