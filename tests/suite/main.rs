//! The suite: everything a user can see, told as stories and checked in one program.
//!
//! In: `tests/cases/**/*.md`, the program's sources, the finished binary. Out: what does not hold, with file and line.
//! Asks no network and no clock, and leaves nothing behind outside the build folder.

#![allow(
    unreachable_pub,
    clippy::format_collect,
    clippy::unnecessary_wraps,
    clippy::duration_suboptimal_units,
    reason = "one binary of helpers: nothing of it is reached from outside, and plain words beat clever ones"
)]

mod bytes;
mod cli;
mod compare;
mod harness;
mod import;
mod input;
mod laws;
mod look;
mod mutation;
mod page;
mod problems;
mod story;
mod tidy;

use std::fs;
use std::panic;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use story::Story;

/// The repository.
fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder for the files of this run; it is new and empty.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("suite-{}", std::process::id())).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the build folder takes folders");
    folder
}

/// All stories of the repository, in the order of their paths.
fn stories() -> Vec<Story> {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(repository().join("tests/cases"))
        .into_iter()
        .map(|entry| entry.expect("the cases can be listed").into_path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    paths.sort();
    paths.iter().map(|path| Story::read(path)).collect()
}

/// Every story holds. `STORY=word` runs those whose path has the word; `UPDATE=1` writes down what the program does now.
#[test]
fn stories_hold() {
    let wanted = std::env::var("STORY").unwrap_or_default();
    let update = std::env::var("UPDATE").is_ok_and(|v| v == "1");
    let stories: Vec<Story> = stories().into_iter().filter(|s| s.name.contains(&wanted)).collect();
    assert!(!stories.is_empty(), "no story has `{wanted}` in its path");
    let faults: Mutex<Vec<String>> = Mutex::default();
    let times: Mutex<Vec<(u128, String)>> = Mutex::default();
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from).min(8) {
            scope.spawn(|| {
                while let Some(story) = stories.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let begun = Instant::now();
                    let found = panic::catch_unwind(|| harness::run(story, update));
                    let found =
                        found.unwrap_or_else(|_| vec![format!("tests/cases/{}.md: a panic, see above\n", story.name)]);
                    faults.lock().expect("no test thread panics").extend(found);
                    times
                        .lock()
                        .expect("no test thread panics")
                        .push((begun.elapsed().as_millis(), story.name.clone()));
                }
            });
        }
    });
    let mut times = times.into_inner().expect("no test thread panics");
    times.sort();
    for (milliseconds, name) in times.iter().rev().take(5) {
        println!("{milliseconds:6} ms  {name}");
    }
    let mut faults = faults.into_inner().expect("no test thread panics");
    faults.sort();
    assert!(faults.is_empty(), "{} things do not hold:\n\n{}", faults.len(), faults.join("\n"));
}
