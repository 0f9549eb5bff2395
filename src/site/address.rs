//! Which address each entry has: what was published stays where it is.
//!
//! In: the entries, what `addresses.txt` remembers, the site's pinyin. Out: an address for each entry, the former ones that lead on,
//! and what is to be remembered. In this order: `slug`; the remembered address; the name of the file, Chinese as pinyin. The title
//! is never part of an address. Only names in Chinese and slugs are remembered: any other address follows from its file name.
//! Two published pages that want one address are told by `plan::clash`, not here.

use std::collections::{BTreeMap, BTreeSet};

use super::field::{self, FieldValue, Fields};
use super::memory::{self, Memory, Remembered};
use super::{Entry, EntryId, Site, Text, url};
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::place::Place;
use crate::base::rules;
use crate::pinyin::Pinyin;
use crate::text;

/// The addresses of a site.
#[derive(Default)]
pub(super) struct Addresses {
    /// The path of each entry's page, without the language: `tongzhi/x.html`, `tongzhi/index.html`.
    pub(super) paths: Vec<String>,
    /// Paths that lead on to an entry.
    pub(super) former: Vec<(EntryId, String)>,
    /// What is to be remembered once this is published; none if there is nothing and was nothing.
    pub(super) memory: Option<Memory>,
}

/// Gives every entry its address. `memory` is none if `addresses.txt` cannot be read.
///
/// `present` are all pages there are by path under `content/` without ending, also those that are not published now.
pub(super) fn assign(
    site: &Site,
    memory: Option<Memory>,
    present: &BTreeSet<String>,
    diags: &mut Diagnostics,
) -> Addresses {
    let sound = memory.is_some();
    let mut work = Work {
        site,
        pinyin: &site.pinyin,
        memory: memory.unwrap_or_default(),
        present,
        folders: BTreeMap::new(),
        paths: Vec::with_capacity(site.entries.len()),
        fresh: BTreeSet::new(),
        gone: Vec::new(),
        diags,
    };
    let is_plain = |entry: &Entry| entry.base.is_ascii() && slug(entry).is_none();
    if work.memory.pages.is_empty() && site.entries.iter().all(is_plain) {
        // The way of every site with ASCII names: nothing to look up, nothing to remember.
        let paths = site.entries.iter().map(|entry| work.path(entry)).collect();
        return Addresses { paths, ..Addresses::default() };
    }
    work.recognise();
    for entry in &site.entries {
        let path = work.path(entry);
        work.paths.push(path);
    }
    work.keep_what_was_given();
    work.remember();
    let former = work.former();
    Addresses { former, paths: work.paths, memory: sound.then_some(work.memory) }
}

struct Work<'a> {
    site: &'a Site,
    pinyin: &'a Pinyin,
    memory: Memory,
    present: &'a BTreeSet<String>,
    /// Addresses of folders, without a closing slash, as far as they have been asked for.
    folders: BTreeMap<String, String>,
    paths: Vec<String>,
    /// Files that were not remembered when the run began and are no renamed ones.
    fresh: BTreeSet<String>,
    /// Remembered pages without a file.
    gone: Vec<String>,
    diags: &'a mut Diagnostics,
}

/// The name under which an entry is remembered: its file under `content/`, or its folder with a slash; none for the home page.
fn key(entry: &Entry) -> Option<String> {
    match entry.base.strip_suffix("_index") {
        Some("") => None,
        Some(folder) if folder.ends_with('/') => Some(folder.to_string()),
        Some(_) | None => Some(format!("{}.md", entry.base)).filter(|key| memory::can_keep(key)),
    }
}

/// The entry's `slug`, if it can be part of an address.
fn slug(entry: &Entry) -> Option<&str> {
    entry.original().and_then(|text| field::text(&text.fields, "slug")).filter(|slug| url::is_slug(slug))
}

/// Date and title: what makes a page known again when its file has another name. Empty without a title.
fn identity(entry: &Entry) -> String {
    let Some(text) = entry.original() else { return String::new() };
    let title = field::text(&text.fields, "title").unwrap_or_default();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    match field::day(&text.fields, "date") {
        Some(day) if !title.is_empty() => format!("{} {title}", day.0),
        Some(_) | None => title,
    }
}

/// The folder above, empty at the root.
fn above(path: &str) -> &str {
    path.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
fn last(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_string() } else { format!("{folder}/{name}") }
}

/// An address as it is remembered: a folder's without `index.html`.
fn address_of(path: &str) -> String {
    path.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(path).to_string()
}

/// The file at an address.
fn file_at(address: &str) -> String {
    if address.ends_with('/') { format!("{address}index.html") } else { address.to_string() }
}

impl Work<'_> {
    /// Whether the page or folder of a key has a file.
    fn is_present(&self, key: &str) -> bool {
        match key.strip_suffix(".md") {
            Some(base) => self.present.contains(base),
            None => self.present.range(key.to_string()..).next().is_some_and(|base| base.starts_with(key)),
        }
    }

    fn remembered(&self, key: Option<&str>) -> Option<&Remembered> {
        self.memory.pages.get(key?).filter(|remembered| !remembered.address.is_empty())
    }

    /// Moves what is remembered of a file that is gone to the file that is surely the same page.
    ///
    /// Surely: the same date and title, which no other page has. Without a date also the same folder or the same file name.
    fn recognise(&mut self) {
        let site = self.site;
        let mut entries: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
        for entry in site.entries.iter().filter(|entry| entry.origin.is_some()) {
            entries.entry(identity(entry)).or_default().push(entry);
        }
        let mut gone: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (key, remembered) in &self.memory.pages {
            if !remembered.seen.is_empty() && !self.is_present(key) {
                gone.entry(remembered.seen.clone()).or_default().push(key.clone());
            }
        }
        for (seen, keys) in gone {
            let ([old], Some([entry])) = (keys.as_slice(), entries.get(&seen).map(Vec::as_slice)) else { continue };
            let Some(new) = key(entry).filter(|new| !self.memory.pages.contains_key(new)) else { continue };
            let has_date = entry.original().is_some_and(|text| field::day(&text.fields, "date").is_some());
            let is_near = above(old) == above(&new) || last(old) == last(&new);
            if (has_date || is_near) && old.ends_with('/') == new.ends_with('/') {
                self.rename(old, &new, entry);
            }
        }
        let keys = site.entries.iter().filter_map(key);
        self.fresh = keys.filter(|key| !self.memory.pages.contains_key(key)).collect();
        self.gone = self.memory.pages.keys().filter(|key| !self.is_present(key)).cloned().collect();
    }

    fn rename(&mut self, old: &str, new: &str, entry: &Entry) {
        let Some(remembered) = self.memory.pages.remove(old) else { return };
        let address = remembered.address.clone();
        self.memory.pages.insert(new.to_string(), Remembered { place: None, ..remembered });
        let Some(text) = entry.original() else { return };
        let said = text! {
            zh: "`content/{old}` 改名为 `content/{new}`，网址仍是 `{address}`",
            en: "`content/{old}` is now `content/{new}` and keeps its address `{address}`"
        };
        self.diags.push(Diagnostic::new(&rules::ADDRESS_KEPT, Place::file(&text.document.path), said));
    }

    /// The folder of an entry's address, for the pages in it.
    fn folder(&mut self, folder: &str) -> String {
        if folder.is_empty() {
            return String::new();
        }
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        let up = self.folder(above(folder));
        let name = last(folder);
        let own = join(&up, &url::part(self.pinyin, name));
        let address = if name.is_ascii() {
            // Pages with plain names are not remembered: nothing but their folder's name may decide where they are.
            own
        } else {
            let page = self.site.sections.get(folder).map(|section| &self.site.entries[section.entry]);
            match (page.and_then(slug), self.remembered(Some(&format!("{folder}/")))) {
                (Some(slug), _) => join(&up, slug),
                (None, Some(remembered)) => remembered.address.trim_end_matches('/').to_string(),
                (None, None) => own,
            }
        };
        self.folders.insert(folder.to_string(), address.clone());
        address
    }

    /// The path of an entry's page.
    fn path(&mut self, entry: &Entry) -> String {
        if entry.base == "_index" {
            return "index.html".to_string();
        }
        let slug = slug(entry);
        let remembered = self.remembered(key(entry).as_deref()).map(|remembered| file_at(&remembered.address));
        match (slug, remembered) {
            (None, Some(path)) => path,
            (slug, _) => self.by_name(entry, slug),
        }
    }

    /// The path that the names of folder and file give, with `slug` in place of the last.
    fn by_name(&mut self, entry: &Entry, slug: Option<&str>) -> String {
        let (page, ending) = match (entry.base.strip_suffix("/_index"), entry.base.strip_suffix("/index")) {
            (Some(folder), _) => (folder, "/index.html"),
            (None, Some(bundle)) => (bundle, ".html"),
            (None, None) => (&*entry.base, ".html"),
        };
        let own = slug.map_or_else(|| url::part(self.pinyin, last(page)), str::to_string);
        join(&self.folder(above(page)), &own) + ending
    }

    /// What belonged to another page is not given away by chance: neither the address of a page that is gone or waits, nor one that
    /// leads on to another page. Whoever writes it as `slug` has wished it.
    fn keep_what_was_given(&mut self) {
        let current: BTreeSet<&str> = self.paths.iter().map(String::as_str).collect();
        let mut owners: BTreeMap<String, (String, Option<Place>)> = BTreeMap::new();
        for (key, remembered) in &self.memory.pages {
            for address in remembered.former.iter().chain([&remembered.address]).filter(|address| !address.is_empty()) {
                if current.contains(file_at(address).as_str()) {
                    owners.insert(file_at(address), (key.clone(), remembered.place.clone()));
                }
            }
        }
        let mut given: Vec<(String, String)> = Vec::new();
        for (id, entry) in self.site.entries.iter().enumerate() {
            let path = &self.paths[id];
            let own = key(entry);
            let Some((owner, line)) = owners.get(path).filter(|(owner, _)| Some(owner) != own.as_ref()) else {
                continue;
            };
            let is_theirs =
                self.site.entries.iter().zip(&self.paths).any(|(e, p)| p == path && key(e).as_ref() == Some(owner));
            if is_theirs {
                continue;
            }
            let address = address_of(path);
            let place = self.place_of(entry);
            let Some((place, by_wish)) = place else { continue };
            if by_wish {
                given.push((owner.clone(), address.clone()));
                let said = text! {
                    zh: "`{address}` 原是 `content/{owner}` 的网址，现在给了这一页",
                    en: "`{address}` was the address of `content/{owner}` and is now this page's"
                };
                self.diags.push(Diagnostic::new(&rules::ADDRESS_GIVEN, place, said));
                continue;
            }
            let said = text! {
                zh: "这一页的网址会是 `{address}`，那是 `content/{owner}` 用过的",
                en: "this page would get `{address}`, which was the address of `content/{owner}`"
            };
            let mut found = Diagnostic::new(&rules::ADDRESS_TAKEN, place, said).help(text! {
                zh: "要是同一页：把 addresses.txt 里的 `content/{owner}` 改成这个文件；要是另一页：写一个 `slug`",
                en: "if it is the same page, put this file in place of `content/{owner}` in addresses.txt; if it is another, give it a `slug`"
            });
            if let Some(line) = line {
                found = found.related(line.clone(), text! { zh: "记在这里", en: "remembered here" });
            }
            self.diags.push(found);
        }
        for (owner, address) in given {
            self.give_up(&owner, &address);
        }
    }

    /// Where an entry's address comes from, and whether that is a wish: its `slug`, else its file, else the first file in its folder.
    fn place_of(&self, entry: &Entry) -> Option<(Place, bool)> {
        if let Some(text) = entry.original() {
            return Some(match text.fields.get("slug").filter(|_| slug(entry).is_some()) {
                Some(slug) => (slug.place.clone(), true),
                None => (Place::file(&text.document.path), false),
            });
        }
        let folder = entry.base.strip_suffix("_index")?;
        let first = self.site.entries.iter().filter(|e| e.base.starts_with(folder)).find_map(Entry::original)?;
        Some((Place::file(&first.document.path), false))
    }

    /// Another page has taken an address over: it is no longer that of `owner`.
    fn give_up(&mut self, owner: &str, address: &str) {
        if let Some(remembered) = self.memory.pages.get_mut(owner) {
            remembered.former.retain(|former| former != address);
            if remembered.address == address {
                remembered.address.clear();
                remembered.seen.clear();
            }
        }
        self.memory.pages.retain(|_, remembered| !remembered.address.is_empty() || !remembered.former.is_empty());
    }

    /// Writes down where the pages are now, and where they were before.
    fn remember(&mut self) {
        let site = self.site;
        for (id, entry) in site.entries.iter().enumerate() {
            let Some(key) = key(entry) else { continue };
            let slug = slug(entry);
            let address = address_of(&self.paths[id]);
            let before = self.memory.pages.get(&key).map(|remembered| remembered.address.clone());
            if before.is_none() && key.is_ascii() && slug.is_none() {
                continue;
            }
            // A plain name was never written down; whoever gives such a page a slug may have published it before.
            let by_name = || address_of(&self.by_name(entry, None));
            let before = before.or_else(|| (key.is_ascii() && slug.is_some()).then(by_name));
            let is_taken = |path: &str| self.paths.iter().any(|other| *other == path);
            let moved = before.filter(|before| !before.is_empty() && *before != address && !is_taken(&file_at(before)));
            if self.fresh.contains(&key) {
                self.looks_renamed(entry, &key);
            }
            let remembered = self.memory.pages.entry(key).or_default();
            if let Some(before) = moved {
                if let Some(text) = entry.original().filter(|_| !remembered.address.is_empty()) {
                    self.diags.push(moved_note(text, &before, &address));
                }
                remembered.former.push(before);
                remembered.former.sort();
            }
            remembered.former.retain(|former| *former != address);
            remembered.former.dedup();
            remembered.address = address;
            remembered.seen = identity(entry);
        }
    }

    /// Says so if a page of the same folder is gone that has the same title or the same date: nobody can know.
    fn looks_renamed(&mut self, entry: &Entry, key: &str) {
        let Some(text) = entry.original() else { return };
        let seen = identity(entry);
        let day = field::day(&text.fields, "date").map(|day| day.0.to_string());
        let like = |remembered: &Remembered| {
            remembered.seen == seen || day.as_ref().is_some_and(|day| remembered.seen.starts_with(day.as_str()))
        };
        let near = self.gone.iter().filter(|old| above(old) == above(key));
        let gone = near.filter_map(|old| Some((old, self.remembered(Some(old))?))).find(|(_, page)| like(page));
        let Some((old, remembered)) = gone else { return };
        let address = &remembered.address;
        let said = text! {
            zh: "`content/{old}` 不在了，网址 `{address}` 打不开了；这是新的一页",
            en: "`content/{old}` is gone and with it the address `{address}`; this is a new page"
        };
        let mut note = Diagnostic::new(&rules::ADDRESS_GONE, Place::file(&text.document.path), said).help(text! {
            zh: "要是同一页改了名，把 addresses.txt 里 `content/{old}` 改成 `content/{key}`，删去 `content/{key}` 原来的行",
            en: "if it is the same page under another name, put `content/{key}` in place of `content/{old}` in addresses.txt and take out its other line"
        });
        if let Some(line) = &remembered.place {
            note = note.related(line.clone(), text! { zh: "记在这里", en: "remembered here" });
        }
        self.diags.push(note);
    }

    /// The paths that lead on; those where a page stands or which an `aliases` names are left out.
    fn former(&self) -> Vec<(EntryId, String)> {
        let mut taken: BTreeSet<String> = self.paths.iter().cloned().collect();
        for text in self.site.entries.iter().filter_map(Entry::original) {
            taken.extend(aliases(&text.fields).iter().filter_map(|a| Some(url::alias_path(a)?.to_string())));
        }
        let mut former = Vec::new();
        for (id, entry) in self.site.entries.iter().enumerate() {
            let Some(remembered) = key(entry).and_then(|key| self.memory.pages.get(&key)) else { continue };
            for path in remembered.former.iter().map(|address| file_at(address)) {
                if taken.insert(path.clone()) {
                    former.push((id, path));
                }
            }
        }
        former
    }
}

fn moved_note(text: &Text, before: &str, address: &str) -> Diagnostic {
    let place = text.fields.get("slug").map_or_else(|| Place::file(&text.document.path), |slug| slug.place.clone());
    let said = text! {
        zh: "网址由 `{before}` 改为 `{address}`，访问旧网址会转到新网址",
        en: "the address is now `{address}`; the former one, `{before}`, leads on to it"
    };
    Diagnostic::new(&rules::ADDRESS_MOVED, place, said)
}

fn aliases(fields: &Fields) -> &[String] {
    match fields.get("aliases").filter(|entry| !entry.inherited).map(|entry| &entry.value) {
        Some(FieldValue::List(aliases)) => aliases,
        Some(_) | None => &[],
    }
}

/// Tells of old addresses that are not inside the site.
pub(super) fn aliases_are_fit(fields: &Fields, diags: &mut Diagnostics) {
    let Some(entry) = fields.get("aliases") else { return };
    for alias in aliases(fields).iter().filter(|alias| url::alias_path(alias).is_none()) {
        let text =
            text! { zh: "旧网址 `{alias}` 不在本站之内", en: "the old address `{alias}` is not inside this site" };
        diags.push(Diagnostic::new(&rules::BAD_ALIAS, entry.place.clone(), text).help(text! {
            zh: "写成从网站根算起的路径，例如 `old/x.html`",
            en: "write a path from the site's root, such as `old/x.html`"
        }));
    }
}

/// Tells of a slug that cannot be part of an address, and offers one that can.
pub(super) fn slug_is_fit(fields: &Fields, pinyin: &Pinyin, diags: &mut Diagnostics) {
    if let Some(entry) = fields.get("slug").filter(|e| !e.inherited)
        && let Some(slug) = entry.value.text()
        && !url::is_slug(slug)
    {
        let fit = url::part(pinyin, &slug.replace('_', " "));
        diags.push(
            Diagnostic::new(
                &rules::BAD_SLUG,
                entry.place.clone(),
                text! { zh: "`{slug}` 不能用作网址", en: "`{slug}` cannot be part of an address" },
            )
            .help(text! { zh: "可以写 `{fit}`", en: "`{fit}` would do" }),
        );
    }
}
