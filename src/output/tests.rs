use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// An empty folder of its own under the system's temporary folder.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("pufa-output-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the temporary folder takes folders");
    folder
}

/// Publishes the files; gives how many changed and were removed, or the codes of the problems.
fn run(root: &Path, files: &[(&str, &str)]) -> Result<(usize, usize), Vec<&'static str>> {
    let claim = Claim::take(root, &root.join("public"), &|| Ok(())).expect("claim");
    let memo = Memo::load(&claim);
    let stage = Stage::new(&claim).expect("stage");
    let records = files.iter().map(|(path, text)| {
        let fingerprint = Fingerprint::of(text.as_bytes());
        let id = format!("page {path}");
        memo.fresh(&id, fingerprint).cloned().unwrap_or_else(|| JobRecord {
            written: vec![stage.put(&SitePath::from(*path), text.as_bytes()).expect("put")],
            id,
            fingerprint,
            diagnostics: Diagnostics::new(),
            facts: String::new(),
        })
    });
    let records = records.collect();
    match publish(&stage, &memo, records).expect("publish") {
        Outcome::Published(changes, _) => Ok((changes.changed.len(), changes.removed.len())),
        Outcome::Refused(problems) => Err(problems.iter().map(|d| d.rule.code).collect()),
    }
}

/// All files below `public`, but the manifest, with their text.
fn read(root: &Path) -> Vec<(String, String)> {
    let public = root.join("public");
    let walk = walkdir::WalkDir::new(&public).sort_by_file_name().into_iter().flatten();
    walk.filter(|e| e.file_type().is_file() && e.file_name() != manifest::NAME)
        .map(|e| {
            let path = e.path().strip_prefix(&public).expect("below").to_string_lossy().into_owned();
            (path, fs::read_to_string(e.path()).expect("text"))
        })
        .collect()
}

fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(a, b)| ((*a).to_string(), (*b).to_string())).collect()
}

#[test]
fn only_differences_are_written_and_stale_files_go() {
    let root = folder("differences");
    assert_eq!(run(&root, &[("a.html", "1"), ("b/c.html", "2")]), Ok((2, 0)));
    assert_eq!(run(&root, &[("a.html", "1"), ("b/c.html", "2")]), Ok((0, 0)));
    assert_eq!(run(&root, &[("a.html", "3")]), Ok((1, 1)));
    assert_eq!(read(&root), pairs(&[("a.html", "3")]));
    assert!(!root.join("public/b").exists(), "an emptied folder goes");
    // A file that somebody deleted or changed is made again.
    fs::remove_file(root.join("public/a.html")).expect("remove");
    assert_eq!(run(&root, &[("a.html", "3")]), Ok((1, 0)));
    fs::write(root.join("public/a.html"), "by hand").expect("write");
    assert_eq!(run(&root, &[("a.html", "3")]), Ok((1, 0)));
    // Without any memory nothing is rewritten either.
    fs::remove_dir_all(root.join(".pufa")).expect("remove");
    assert_eq!(run(&root, &[("a.html", "3")]), Ok((0, 0)));
}

#[test]
fn files_of_others_are_left_alone() {
    let root = folder("foreign");
    fs::create_dir_all(root.join("public/notes")).expect("folder");
    fs::write(root.join("public/notes/mine.txt"), "mine").expect("write");
    fs::write(root.join("public/same.html"), "1").expect("write");
    assert_eq!(run(&root, &[("same.html", "1"), ("notes/a.html", "2")]), Ok((1, 0)));
    assert_eq!(run(&root, &[("notes/mine.txt", "theirs"), ("new.html", "1")]), Err(vec!["X101"]));
    assert_eq!(run(&root, &[("notes", "a file")]), Err(vec!["X101"]));
    assert_eq!(run(&root, &[("notes/mine.txt/deeper.html", "1")]), Err(vec!["X101"]));
    assert_eq!(read(&root), pairs(&[("notes/a.html", "2"), ("notes/mine.txt", "mine"), ("same.html", "1")]));
    assert_eq!(run(&root, &[]), Ok((0, 2)));
    assert_eq!(read(&root), pairs(&[("notes/mine.txt", "mine")]));
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    let root = folder("folders");
    assert_eq!(run(&root, &[("a", "1"), ("b", "1")]), Ok((2, 0)));
    assert_eq!(run(&root, &[("a/x/y.html", "2"), ("b", "1")]), Ok((1, 1)));
    assert_eq!(run(&root, &[("a/x", "3"), ("b", "1")]), Ok((1, 1)));
    assert_eq!(run(&root, &[("a", "4"), ("b/c", "5")]), Ok((2, 2)));
    assert_eq!(read(&root), pairs(&[("a", "4"), ("b/c", "5")]));
}

#[test]
fn two_jobs_cannot_have_one_path() {
    let root = folder("clash");
    assert_eq!(run(&root, &[("a", "1"), ("a", "1")]), Ok((1, 0)));
    assert_eq!(run(&root, &[("b", "1"), ("b", "2")]), Err(vec!["X102"]));
}

#[test]
fn a_manifest_never_leads_out_of_the_folder() {
    let line = |path: &str| format!("{} 1 {path}\n", Fingerprint::of(b"x"));
    let text: String = ["../a", "/a", "a/../b", "", "c:/d", ".pufa-manifest", "good/page.html"].map(line).concat();
    let manifest = manifest::Manifest::parse(&format!("# pufa\n{text}"));
    assert_eq!(manifest.files.keys().map(SitePath::as_str).collect::<Vec<_>>(), ["good/page.html"]);
    assert!(manifest.under_way);
    assert_eq!(manifest::Manifest::parse(&manifest.text()), manifest);
}

#[test]
fn stored_results_come_back_whole_or_not_at_all() {
    let root = folder("store");
    let store = Store::open(&root).expect("store");
    let key = Fingerprint::of(b"key");
    assert!(store.get(key).is_none());
    let parts = vec![("sheet.pdf".to_string(), b"a\nb".to_vec()), ("sheet.svg".to_string(), Vec::new())];
    store.put(key, &Stored { parts: parts.clone(), diagnostics: Diagnostics::new() }).expect("put");
    assert_eq!(store.get(key).map(|s| s.parts), Some(parts));
    let name = key.to_string();
    let file = root.join(".pufa/store").join(&name[..2]).join(&name);
    let mut bytes = fs::read(&file).expect("read");
    *bytes.last_mut().expect("not empty") ^= 1;
    fs::write(&file, bytes).expect("write");
    assert!(store.get(key).is_none(), "a damaged result is not used");
    store.prune();
}
