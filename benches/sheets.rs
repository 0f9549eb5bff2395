//! How long a sheet takes, stage by stage, in CPU time of the thread that makes it.
//!
//! `cargo bench --bench sheets` lays out a hundred A3 posters of an event, each with words of its own, with the theme's print files and
//! fonts. `benches/posters` compares whole processes with other programs.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::path::Path;
use std::time::Instant;

use pufa::base::date::Day;
use pufa::base::diag::Diagnostics;
use pufa::base::path::SourcePath;
use pufa::base::place::Place;
use pufa::preflight::{self, Demands};
use pufa::print::profile::{Profile, read_profiles};
use pufa::print::{self, Format, Kit, KitFile, Order, qr, read_formats};
use pufa::theme::kind::Pages;
use serde_json::{Value, json};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const THEME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/jincheng");
const POSTERS: u32 = 100;

fn main() {
    let begun = Instant::now();
    let (cpu_of_kit, kit) = timed(kit);
    println!("fonts and print files   {cpu_of_kit:8.2} ms CPU of this thread, {:.0} ms by the clock", wall(begun));
    let (format, profile) = (format(), profile());
    let order = |number| order(number, &format, &profile);

    let begun = Instant::now();
    let (first, _) = timed(|| print::lay(&kit, &order(0)));
    println!("first layout            {:8.2} ms by the clock; {first:.2} ms CPU outside of it", wall(begun));

    let orders: Vec<Order> = (1..=POSTERS).map(order).collect();
    let mut laid = Vec::new();
    let mean = mean_cpu(&orders, |order| {
        let (made, problems) = print::lay(&kit, order);
        let made = made.unwrap_or_else(|| panic!("{}: {problems:?}", order.title));
        assert!((made.scale - 1.0).abs() < 1e-9, "{} was set smaller: more layouts than one", order.title);
        laid.push(made.leaves);
    });
    println!("layout                  {mean:8.2} ms CPU, mean of {POSTERS} with words of their own");
    let mut marked = Vec::new();
    let mut rest = laid.iter();
    let mean = mean_cpu(&orders, |order| marked.push(print::mark(&kit, order, rest.next().expect("one each"))));
    println!("marks and slug line     {mean:8.2} ms CPU");
    let mut rest = marked.iter();
    let mut written = Vec::new();
    let mean = mean_cpu(&orders, |order| {
        let (pdf, _) = print::write(&kit, order, rest.next().expect("one each"));
        written.push(pdf.filter(|pdf| pdf.len() > 50_000).expect("a poster is no small file"));
    });
    println!("PDF with X-4 finish     {mean:8.2} ms CPU");
    let mut files = written.iter().zip(&orders);
    let mean = mean_cpu(&orders, |_| judged(files.next().expect("one each"), true));
    println!("preflight               {mean:8.2} ms CPU");
    let mut files = written.iter().zip(&orders);
    let mean = mean_cpu(&orders, |_| judged(files.next().expect("one each"), false));
    println!("of which not the looks  {mean:8.2} ms CPU (without bleed and QR code)");
    let (pdf, _) = print::write(&kit, &order(1), &print::lay(&kit, &order(1)).0.expect("laid out before").leaves);
    let pdf = pdf.expect("written before");
    let repeats = vec![(); 300];
    let mean = mean_cpu(&repeats, |()| finish(&pdf));
    println!("of which the finish     {mean:8.2} ms CPU (reading {} KB and writing them again)", pdf.len() / 1000);
}

/// Judges a file, as a build does, and finds nothing.
fn judged((pdf, order): (&Vec<u8>, &Order), draws: bool) {
    let mut demands = Demands { draws, ..Demands::of(&order.profile, Some(&order.format)) };
    demands.links.extend(order.data["qr"]["url"].as_str().map(str::to_string));
    let place = order.source.clone();
    let problems = preflight::judge(pdf, &preflight::Sheet { name: "", place, texts: &order.texts, demands: &demands });
    assert!(problems.is_empty(), "{}: {problems:?}", order.title);
}

/// CPU milliseconds of the process for each of many, which evens out the clock's hundredths of a second.
#[expect(clippy::cast_precision_loss, reason = "hundreds")]
fn mean_cpu<T>(many: &[T], work: impl FnMut(&T)) -> f64 {
    let begun = process_cpu();
    many.iter().for_each(work);
    (process_cpu() - begun) / many.len() as f64
}

/// What the finish costs beside Typst's own writing: reading the file's objects and writing them.
fn finish(pdf: &[u8]) {
    let mut read = lopdf::Document::load_mem(pdf).expect("our own file");
    let mut out = Vec::new();
    let options =
        lopdf::SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(6).build();
    read.save_with_options(&mut out, options).expect("memory takes all");
}

/// CPU milliseconds of this thread, and what the work gave.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let begun = thread_cpu();
    let made = work();
    (thread_cpu() - begun, made)
}

fn wall(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1e3
}

fn thread_cpu() -> f64 {
    schedstat("/proc/thread-self/schedstat")
}

/// CPU milliseconds of the whole process: a sheet is laid out on a thread of its own.
fn process_cpu() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = told.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|n| n.parse::<f64>().ok()).unwrap_or_default();
    // Fields 14 and 15 of proc(5), in hundredths of a second, counted here from the third.
    (ticks(11) + ticks(12)) * 10.0
}

fn schedstat(path: &str) -> f64 {
    let told = std::fs::read_to_string(path).unwrap_or_default();
    told.split(' ').next().and_then(|n| n.parse::<f64>().ok()).map_or(0.0, |nanoseconds| nanoseconds / 1e6)
}

fn kit() -> Kit {
    let mut files = folder("print");
    files.extend(folder("icc"));
    Kit::new(files, folder("fonts"), &[]).0
}

fn folder(folder: &str) -> Vec<KitFile> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(Path::new(THEME).join(folder)).expect("the theme is part of the repository") {
        let path = entry.expect("readable").path();
        if path.is_file() && path.extension().is_some_and(|e| e != "md" && e != "txt") {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).expect("readable").into();
            files.push(KitFile { name: format!("/{folder}/{name}"), path: SourcePath::from(name.as_str()), bytes });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn text(path: &str) -> (SourcePath, String) {
    (SourcePath::from(path), std::fs::read_to_string(Path::new(THEME).join(path)).expect("readable"))
}

fn format() -> Format {
    let (path, text) = text("print/formats.toml");
    let formats = read_formats(&path, &text, &mut Diagnostics::new());
    formats.into_iter().find(|format| format.id == "A3").expect("the theme has it")
}

fn profile() -> Profile {
    let (path, text) = text("print/profiles.toml");
    let profiles = read_profiles(&path, &text, &mut Diagnostics::new());
    profiles.into_iter().find(|profile| profile.id == "offset").expect("the theme has it")
}

/// A poster whose every Han character is drawn anew from the most used 3,000 of a block.
fn order(number: u32, format: &Format, profile: &Profile) -> Order {
    let (_, sample) = text("print/samples/event.json");
    let mut data: Value = serde_json::from_str(&sample).expect("a sample is JSON");
    if let Some(data) = data.as_object_mut() {
        data.remove("press");
    }
    // Few enough acts that the type need not be set smaller: one layout is what is measured.
    if let Some(acts) = data["page"]["zh"]["fields"]["programme"].as_array_mut() {
        acts.truncate(4);
    }
    let mut seed = u64::from(number) + 1;
    shuffle(&mut data["page"], &mut seed);
    data["languages"] = json!(["zh"]);
    let address = format!("https://pufa.example.org/happy-jincheng/no-{number}.html");
    let code = qr::code(&address);
    (data["qr"]["size"], data["qr"]["path"]) = (json!(code.size), json!(code.outlines));
    data["qr"]["url"] = json!(address);
    Order {
        template: "event".to_string(),
        format: format.clone(),
        profile: profile.clone(),
        pages: Pages::One,
        family: "festive".to_string(),
        day: Day::parse("2026-11-12").expect("a day"),
        data,
        pictures: Vec::new(),
        title: format!("第{number}场"),
        language_tag: "zh-Hans".to_string(),
        source: Place::file(&SourcePath::from("content/x.md")),
        texts: Vec::new(),
    }
}

/// Puts another character for each Han character of all texts.
fn shuffle(value: &mut Value, seed: &mut u64) {
    match value {
        Value::String(text) => {
            let other = |c: char| if ('\u{4e00}'..='\u{9fa5}').contains(&c) { draw(seed) } else { c };
            *text = text.chars().map(other).collect();
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shuffle(item, seed)),
        Value::Object(entries) => entries.iter_mut().for_each(|(key, item)| {
            if key != "iso" {
                shuffle(item, seed);
            }
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A character of the theme's own words, chosen by chance that is the same on every run.
fn draw(seed: &mut u64) -> char {
    const WORDS: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处";
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let count = WORDS.chars().count() as u64;
    let at = usize::try_from((*seed >> 33) % count).unwrap_or_default();
    WORDS.chars().nth(at).unwrap_or('文')
}
