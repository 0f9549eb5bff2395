//! What a template may see: plain data under a handful of names.
//!
//! In: filled by `web::context`. Out: serializable structs; what they hold is also what a page's fingerprint is taken of.
//! The manual's list of template variables follows this file, name by name. Longer than other files: all that templates see in one place.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::base::date::DayText;

/// The language of the tree a page stands in.
#[derive(Clone, Debug, Serialize)]
pub struct LangFacet {
    /// `zh`.
    pub key: String,
    /// `zh-Hans`.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// Its name in itself.
    pub name: String,
    /// Whether it is the default language.
    pub is_default: bool,
    /// Whether it is Chinese, in whichever script: its punctuation is full-width and no spaces stand between words.
    pub chinese: bool,
    /// Its name for the Open Graph protocol: `zh_CN`.
    pub og: Option<String>,
    /// The key of the language it is converted from by the program, or null.
    pub from: Option<String>,
}

/// What holds for the whole site, in the language of the page.
#[derive(Clone, Debug, Serialize)]
pub struct SiteFacet {
    /// The site's name.
    pub title: String,
    /// One sentence on it.
    pub description: String,
    /// Where it stands.
    pub base_url: String,
    /// Who signs.
    pub issuer: String,
    /// Path of the home page.
    pub home: String,
    /// Numbers to call.
    pub contacts: Vec<ContactFacet>,
    /// Filing numbers.
    pub filing: FilingFacet,
    /// Path of the Atom feed.
    pub feed: Option<String>,
    /// Path of the calendar; none if nothing is announced.
    pub calendar: Option<String>,
    /// The menu.
    pub menu: Vec<MenuFacet>,
    /// All languages.
    pub languages: Vec<LangFacet>,
    /// Path of the stylesheet.
    pub css: String,
    /// Path of the script, if the theme has one.
    pub js: Option<String>,
    /// Path of the icon.
    pub favicon: String,
    /// Path of the overview of posters; none without posters.
    pub poster_index: Option<String>,
    /// Path of the overview of topics, if pages name any.
    pub topic_index: Option<String>,
    /// Path of the overview of the groups of readers, if pages name any.
    pub audience_index: Option<String>,
    /// Path of the glossary; none without one.
    pub glossary: Option<String>,
}

/// A number to call.
#[derive(Clone, Debug, Serialize)]
pub struct ContactFacet {
    /// The number.
    pub number: String,
    /// Whose it is.
    pub name: String,
    /// What it is for.
    #[serde(rename = "use")]
    pub usage: String,
}

/// Filing numbers.
#[derive(Clone, Debug, Serialize)]
pub struct FilingFacet {
    /// ICP.
    pub icp: Option<String>,
    /// Public security.
    pub police: Option<String>,
    /// Government website.
    pub site_id: Option<String>,
}

/// An entry of the menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuFacet {
    /// Its words.
    pub name: String,
    /// Where it leads.
    pub path: String,
    /// Whether the page is it or stands in its section.
    pub current: bool,
    /// The language of its words where it is not that of the page around it.
    pub lang: Option<TextLang>,
}

/// A language and direction of a text.
#[derive(Clone, Debug, Serialize)]
pub struct TextLang {
    /// `zh-Hans`.
    pub tag: String,
    /// `ltr` or `rtl`.
    pub dir: String,
}

/// The page itself.
#[derive(Clone, Debug, Serialize)]
pub struct PageFacet {
    /// Id of its kind; `poster`, `posters` and `404` for pages without a source.
    pub kind: String,
    /// What the kind is called.
    pub kind_name: String,
    /// Its title.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// Its path.
    pub path: String,
    /// Its canonical address: of the original where the text is not translated.
    pub url: String,
    /// Whether it is the home page.
    pub is_home: bool,
    /// When it was published.
    pub date: Option<DayText>,
    /// When it was last changed.
    pub updated: Option<DayText>,
    /// Until when it holds.
    pub expires: Option<DayText>,
    /// Whether that is over.
    pub expired: bool,
    /// Whether it is a draft (only with `--drafts`).
    pub draft: bool,
    /// Whether its date is to come (only with `--drafts`).
    pub scheduled: bool,
    /// Whether what it announces is over.
    pub past: bool,
    /// Its headings as a tree.
    pub outline: Vec<OutlineFacet>,
    /// Han characters and words of other scripts, together.
    pub words: usize,
    /// How many of them are Han characters.
    pub han: usize,
    /// Minutes of reading, at least 1 where there is text: 250 Han characters or 180 words each.
    pub minutes: usize,
    /// The fields of its kind.
    pub fields: Map<String, Value>,
    /// Its picture.
    pub picture: Option<PictureFacet>,
    /// Who signs it.
    pub issuer: String,
    /// Whom to ask.
    pub contact: String,
    /// For whom it is.
    pub audience: Vec<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// The pages above it, from the home page on.
    pub crumbs: Vec<CrumbFacet>,
    /// Its place in its section.
    pub weight: f64,
    /// Language and direction of its text.
    pub lang: TextLang,
    /// The path of the page that this one is converted from by the program, or null.
    pub converted: Option<String>,
    /// Set where the text is in another language than the tree.
    pub fallback: Option<FallbackFacet>,
    /// Set where the original has changed since its translation was confirmed.
    pub stale: Option<StaleFacet>,
    /// Set where a second language stands beside the text.
    pub parallel: Option<ParallelFacet>,
    /// The page in every language.
    pub translations: Vec<TranslationFacet>,
    /// For `hreflang`: real translations only.
    pub alternates: Vec<AlternateFacet>,
    /// Its posters.
    pub posters: Vec<PosterCard>,
    /// The file it comes from.
    pub source_file: String,
    /// Its topics, with their pages.
    pub topic_links: Vec<TopicLink>,
    /// Whom it is for, with the pages for each group.
    pub audience_links: Vec<TopicLink>,
}

/// A heading with those below it.
#[derive(Clone, Debug, Serialize)]
pub struct OutlineFacet {
    /// 2 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its words.
    pub title: String,
    /// The headings below it.
    pub children: Vec<OutlineFacet>,
}

/// A page above.
#[derive(Clone, Debug, Serialize)]
pub struct CrumbFacet {
    /// Its title.
    pub title: String,
    /// Its path.
    pub path: String,
    /// The language of its title where it is not that of the page around it.
    pub lang: Option<TextLang>,
}

/// Why a text is in another language.
#[derive(Clone, Debug, Serialize)]
pub struct FallbackFacet {
    /// The language of the text, named in the language of the tree where the theme has a name for it.
    pub language_name: String,
    /// Its key.
    pub language_key: String,
}

/// A translation that is behind its original.
#[derive(Clone, Debug, Serialize)]
pub struct StaleFacet {
    /// The day the translation was confirmed.
    pub confirmed: DayText,
    /// Whether it is the text beside the page's own that is behind.
    pub beside: bool,
    /// The language of the translation, in itself.
    pub language_name: String,
    /// The page in the language of the original.
    pub original: TranslationFacet,
}

/// The second language of a parallel page.
#[derive(Clone, Debug, Serialize)]
pub struct ParallelFacet {
    /// `en`.
    pub key: String,
    /// The language's name in itself.
    pub name: String,
    /// Language and direction.
    pub lang: TextLang,
    /// The page's title in it.
    pub title: String,
    /// A sentence or two in it.
    pub summary: String,
    /// Who signs, in it.
    pub issuer: String,
    /// The day of publication, in it.
    pub date: Option<DayText>,
    /// The fields of the kind, in it.
    pub fields: Map<String, Value>,
}

/// The page in a language.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationFacet {
    /// `en`.
    pub key: String,
    /// `en`.
    pub tag: String,
    /// The language's name in itself.
    pub name: String,
    /// Where it is.
    pub path: String,
    /// Its address.
    pub url: String,
    /// Whether it is translated.
    pub real: bool,
    /// The language's name for the Open Graph protocol: `zh_CN`.
    pub og: Option<String>,
}

/// For `<link rel="alternate" hreflang>`.
#[derive(Clone, Debug, Serialize)]
pub struct AlternateFacet {
    /// A tag or `x-default`.
    pub hreflang: String,
    /// The address.
    pub url: String,
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub struct PictureFacet {
    /// The file for `src`.
    pub src: String,
    /// Sizes of the same format.
    pub srcset: Vec<SizeFacet>,
    /// Sizes as WebP.
    pub webp: Vec<SizeFacet>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What it shows.
    pub alt: String,
}

/// A picture at one width.
#[derive(Clone, Debug, Serialize)]
pub struct SizeFacet {
    /// The file.
    pub path: String,
    /// Its width in pixels.
    pub width: u32,
}

/// What other pages show of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// Id of its kind.
    pub kind: String,
    /// What the kind is called.
    pub kind_name: String,
    /// Its title.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// Its path.
    pub path: String,
    /// When it was published.
    pub date: Option<DayText>,
    /// The fields its kind shows on cards.
    pub fields: Map<String, Value>,
    /// Its picture.
    pub picture: Option<PictureFacet>,
    /// Whether it is past its `expires`.
    pub expired: bool,
    /// Whether what it announces is over.
    pub past: bool,
    /// Language and direction of its text.
    pub lang: TextLang,
    /// Whether the text is in another language than the tree.
    pub fallback: bool,
    /// Its place in its section.
    pub weight: f64,
}

/// What pages show of a poster.
#[derive(Clone, Debug, Serialize)]
pub struct PosterCard {
    /// The title of the page it is made of.
    pub title: String,
    /// Id of the format.
    pub format: String,
    /// What the format is called.
    pub format_name: String,
    /// The languages on it.
    pub languages_name: String,
    /// Its page.
    pub path: String,
    /// Its picture.
    pub preview: PictureFacet,
    /// The file to download.
    pub pdf: PdfFacet,
}

/// A PDF to download.
#[derive(Clone, Debug, Serialize)]
pub struct PdfFacet {
    /// Its path.
    pub path: String,
    /// Its size: `135 KB`.
    pub size_text: String,
    /// A file name for saving.
    pub name: String,
}

/// The pages before and after, in the order of the section.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Neighbours {
    /// Before.
    pub prev: Option<Card>,
    /// After.
    pub next: Option<Card>,
}

/// What is in a folder.
#[derive(Clone, Debug, Serialize)]
pub struct SectionFacet {
    /// Its title.
    pub title: String,
    /// Its path.
    pub path: String,
    /// What this page of the list shows.
    pub cards: Vec<Card>,
    /// How many there are in all.
    pub total: usize,
    /// The pages of the list, if there are several.
    pub paging: Option<PagingFacet>,
}

/// The pages of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PagingFacet {
    /// This one, from 1.
    pub page: usize,
    /// How many.
    pub pages: usize,
    /// The one before.
    pub prev: Option<String>,
    /// The one after.
    pub next: Option<String>,
    /// First, last and those around this one; a gap is a number without a path.
    pub numbers: Vec<PageNumber>,
}

/// A page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PageNumber {
    /// Its number.
    pub n: usize,
    /// Its path.
    pub path: String,
    /// Whether it is this one.
    pub current: bool,
}

/// What the home page shows besides its own text.
#[derive(Clone, Debug, Serialize)]
pub struct HomeFacet {
    /// What is still to come, soonest first.
    pub upcoming: Vec<Card>,
    /// What is over, latest first.
    pub past: Vec<Card>,
    /// The latest notices.
    pub notices: Vec<Card>,
    /// The latest open letter.
    pub letter: Option<Card>,
    /// The reader with its chapters.
    pub booklet: Option<BookletFacet>,
    /// Slogans.
    pub slogans: Vec<Card>,
    /// The folders of the site.
    pub sections: Vec<SectionLink>,
    /// Pages that lie in no folder.
    pub pages: Vec<Card>,
}

/// The reader.
#[derive(Clone, Debug, Serialize)]
pub struct BookletFacet {
    /// The reader itself.
    pub card: Card,
    /// Its chapters.
    pub chapters: Vec<Card>,
}

/// A folder of the site.
#[derive(Clone, Debug, Serialize)]
pub struct SectionLink {
    /// Its title.
    pub title: String,
    /// Its path.
    pub path: String,
    /// How many pages are in it.
    pub count: usize,
}

/// The terms of the site, in the language of the tree.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryFacet {
    /// The words, by letter or by strokes.
    pub groups: Vec<GlossaryGroup>,
    /// The titles of laws and regulations.
    pub laws: Vec<TermFacet>,
    /// How many there are in all.
    pub total: usize,
}

/// The terms under one letter.
#[derive(Clone, Debug, Serialize)]
pub struct GlossaryGroup {
    /// Its anchor.
    pub id: String,
    /// The letter, or the number of strokes.
    pub letter: String,
    /// The number of strokes, where Chinese is sorted by them.
    pub strokes: Option<u32>,
    /// The terms.
    pub terms: Vec<TermFacet>,
}

/// A term.
#[derive(Clone, Debug, Serialize)]
pub struct TermFacet {
    /// Its anchor.
    pub id: String,
    /// `word`, `law`, `body` or `programme`.
    pub kind: String,
    /// The word.
    pub word: String,
    /// The language of the word: that of the tree, where it has one.
    pub tag: String,
    /// Its direction.
    pub dir: String,
    /// Other forms of the same language.
    pub also: Vec<String>,
    /// How the Chinese is read; empty if the term base does not say.
    pub reading: String,
    /// What it means; empty if the term base does not say.
    pub explain: String,
    /// The language of the explanation.
    pub explain_tag: String,
    /// Its direction.
    pub explain_dir: String,
    /// How the other languages say it.
    pub renderings: Vec<RenderingFacet>,
    /// Where the renderings come from.
    pub source: String,
}

/// A term in another language.
#[derive(Clone, Debug, Serialize)]
pub struct RenderingFacet {
    /// The word.
    pub text: String,
    /// The official form, where the word is a short one.
    pub full: Option<String>,
    /// The language.
    pub tag: String,
    /// Its direction.
    pub dir: String,
    /// What the language is called.
    pub name: String,
}

/// A poster, on its own page.
#[derive(Clone, Debug, Serialize)]
pub struct PosterFacet {
    /// The title of the page it is made of.
    pub title: String,
    /// The print template it is made by.
    pub template: String,
    /// Id of the format.
    pub format: String,
    /// What the format is called.
    pub format_name: String,
    /// Finished width in millimetres.
    pub width_mm: f64,
    /// Finished height in millimetres.
    pub height_mm: f64,
    /// Keys of the languages on it.
    pub languages: Vec<String>,
    /// Their names.
    pub languages_name: String,
    /// The file in its profile.
    pub pdf: PdfFacet,
    /// The file for reading on screen, if it is another.
    pub readable: Option<PdfFacet>,
    /// The sheet as SVG, at true size; only of sheets of one page.
    pub svg: Option<String>,
    /// Id of the profile of `pdf`: `offset`.
    pub profile: String,
    /// What the profile is called.
    pub profile_name: String,
    /// How many pages it has.
    pub pages: usize,
    /// The pictures that a long picture is cut into; empty for what is printed.
    pub slices: Vec<String>,
    /// Its picture.
    pub preview: PictureFacet,
    /// The page it is made of.
    pub of: Card,
    /// The other sheets of that page.
    pub siblings: Vec<SiblingFacet>,
    /// The style that prints it at true size.
    pub page_css: String,
}

/// Another sheet of the same page.
#[derive(Clone, Debug, Serialize)]
pub struct SiblingFacet {
    /// What the format is called.
    pub format_name: String,
    /// The languages on it.
    pub languages_name: String,
    /// Its page.
    pub path: String,
    /// Whether it is this one.
    pub current: bool,
}

/// An entry of the feed.
#[derive(Clone, Debug, Serialize)]
pub struct FeedEntry {
    /// What lists show of it.
    #[serde(flatten)]
    pub card: Card,
    /// Its address.
    pub url: String,
    /// When it was last changed.
    pub updated_iso: String,
    /// When it was published.
    pub published_iso: String,
    /// Its text as HTML with full addresses.
    pub content: String,
}

/// A topic or group of readers, as pages and the overview name it.
#[derive(Clone, Debug, Serialize)]
pub struct TopicLink {
    /// Its name.
    pub name: String,
    /// The path of its page.
    pub path: String,
    /// How many pages it has.
    pub count: usize,
    /// The language of its name where it is not that of the page around it.
    pub lang: Option<TextLang>,
}

/// What the page of a topic shows besides its list.
#[derive(Clone, Debug, Serialize)]
pub struct TopicFacet {
    /// `topics` or `audience`.
    pub shelf: String,
    /// Its name.
    pub name: String,
    /// Its pages, as of a section.
    pub section: SectionFacet,
    /// The path of its feed, if something in it has a date.
    pub feed: Option<String>,
    /// The path of the overview.
    pub index: String,
}
