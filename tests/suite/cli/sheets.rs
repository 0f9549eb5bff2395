//! What goes to the print shop and to the office printer: `pufa print`, `pufa poster --tile`, `pufa booklet`.
//!
//! In: the finished binary and small sites. Out: files, their tickets, and what is said. Does not look into PDFs; the judges do.

use std::fs;

use super::{PAGE, bytes, put, run, site, with};
use crate::repository;

#[test]
fn print_hands_over_every_sheet_with_its_ticket() {
    let root = site("print");
    put(&root, "content/slogans/s.md", &slogan("爱护河道"));
    put(&root, "content/slogans/t.md", &slogan("不乱停车"));
    let made = run(&root, &with(&["print"]));
    assert_eq!(made.code, 0, "{}", made.both());
    let files = bytes(&root.join("print"));
    let names: Vec<&str> = files.keys().map(String::as_str).filter(|name| name.starts_with("slogans-s-a2")).collect();
    assert_eq!(names, ["slogans-s-a2-zh.pdf", "slogans-s-a2-zh.ticket.json", "slogans-s-a2-zh.ticket.pdf"]);
    assert!(files["slogans-s-a2-zh.ticket.pdf"].starts_with(b"%PDF-"));
    let ticket: serde_json::Value = serde_json::from_slice(&files["slogans-s-a2-zh.ticket.json"]).expect("JSON");
    assert_eq!(ticket["trim_mm"], serde_json::json!([420.0, 594.0]), "{ticket}");
    assert_eq!(ticket["title"]["zh"], "爱护河道");
    assert_eq!(ticket["files"][0]["bytes"], files["slogans-s-a2-zh.pdf"].len());
    assert_eq!(ticket["files"][0]["sha256"], pufa::base::sha256::sha256(&files["slogans-s-a2-zh.pdf"]));
    assert!(!root.join("public").exists());
    let sums = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        let pdfs = files.iter().filter(|(name, _)| name.ends_with(".pdf") && !name.ends_with(".ticket.pdf"));
        let lines: Vec<_> =
            pdfs.map(|(name, bytes)| format!("{}  {name}\n", pufa::base::sha256::sha256(bytes))).collect();
        lines.concat()
    };
    assert_eq!(files["SHA256SUMS"], sums(&files).into_bytes());

    let again = run(&root, &with(&["print"]));
    assert!(again.err.contains("0 changed") || again.out.contains("0 changed"), "{}", again.both());
    assert_eq!(bytes(&root.join("print")), files);

    // One page alone: what was made earlier stays, and what is not a sheet any more goes.
    put(&root, "content/slogans/s.md", &slogan("爱护河道，人人有责"));
    let one = run(&root, &with(&["print", "content/slogans/s.md", "--format", "a2"]));
    assert_eq!(one.code, 0, "{}", one.both());
    let now = bytes(&root.join("print"));
    assert_ne!(now["slogans-s-a2-zh.pdf"], files["slogans-s-a2-zh.pdf"]);
    assert_eq!(now["slogans-t-a2-zh.pdf"], files["slogans-t-a2-zh.pdf"]);
    assert_eq!(now["slogans-s-banner-zh.pdf"], files["slogans-s-banner-zh.pdf"]);
    assert_eq!(now["SHA256SUMS"], sums(&now).into_bytes());
    fs::remove_file(root.join("content/slogans/t.md")).expect("there");
    let less = run(&root, &with(&["print", "--format", "A2"]));
    assert_eq!(less.code, 0, "{}", less.both());
    assert!(!root.join("print/slogans-t-a2-zh.pdf").exists(), "{}", less.both());
}

#[test]
fn print_touches_no_file_of_others_and_writes_nothing_with_errors() {
    let root = site("print-foreign");
    put(&root, "content/slogans/s.md", &slogan("爱护河道"));
    put(&root, "print/slogans-s-a2-zh.pdf", "mine");
    put(&root, "print/note.txt", "mine");
    let args = ["print", "--format", "A2"];
    let refused = run(&root, &with(&args));
    assert_eq!(refused.code, 1, "{}", refused.both());
    assert!(refused.out.contains("X101"), "{}", refused.both());
    assert_eq!(fs::read(root.join("print/slogans-s-a2-zh.pdf")).expect("there"), b"mine");
    fs::remove_file(root.join("print/slogans-s-a2-zh.pdf")).expect("there");
    let made = run(&root, &with(&args));
    assert_eq!(made.code, 0, "{}", made.both());
    assert_eq!(fs::read(root.join("print/note.txt")).expect("there"), b"mine");

    let before = bytes(&root.join("print"));
    put(&root, "content/slogans/s.md", &slogan("𰻝面馆前不停车"));
    let wrong = run(&root, &with(&args));
    assert_eq!(wrong.code, 1, "{}", wrong.both());
    assert!(wrong.out.contains("P102"), "{}", wrong.both());
    assert_eq!(bytes(&root.join("print")), before);
    for (more, code) in
        [(["--format", "A33"], "P104"), (["--language", "fr"], "P106"), (["--profile", "ofset"], "P111")]
    {
        let none = run(&root, &with(&["print", more[0], more[1]]));
        assert_eq!(none.code, 1, "{}", none.both());
        assert!(none.out.contains(code), "{}", none.both());
    }
    let nowhere = run(&root, &with(&["print", "content/nothing.md"]));
    assert_eq!(nowhere.code, 2, "{}", nowhere.both());
}

#[test]
fn a_poster_comes_in_pieces_and_what_cannot_is_said() {
    let root = site("tile");
    put(&root, "content/slogans/s.md", &slogan("爱护河道"));
    let poster = |more: &[&str]| {
        let args = ["poster", "content/slogans/s.md", "--format", "A2", "--tile"];
        run(&root, &with(&[&args[..], more].concat()))
    };
    let made = poster(&["A4", "-o", "pieces.pdf"]);
    assert_eq!(made.code, 0, "{}", made.both());
    assert!(fs::read(root.join("pieces.pdf")).expect("the pieces").starts_with(b"%PDF-1.6"));
    let named = poster(&["a3", "--fit", "2x1"]);
    assert_eq!(named.code, 0, "{}", named.both());
    assert!(root.join("slogans-s-a2-zh-tiles-a3.pdf").exists(), "{}", named.both());
    let narrow = poster(&["A6", "--margin", "30", "--overlap", "40"]);
    assert_eq!(narrow.code, 1, "{}", narrow.both());
    assert!(narrow.out.contains("P130"), "{}", narrow.both());
    let paper = poster(&["a99"]);
    assert!(paper.code == 1 && paper.out.contains("P104"), "{}", paper.both());
}

#[test]
fn a_booklet_is_made_of_pages_in_fours() {
    let root = site("booklet");
    let theme = repository().join("themes/jincheng/kinds/slogan.toml");
    let kind =
        fs::read_to_string(theme).expect("the kind").replacen("[[posters]]", "[[posters]]\npages = \"fours\"", 1);
    put(&root, "theme/kinds/slogan.toml", &kind.replace("\"A2\"", "\"A5\""));
    put(&root, "content/slogans/s.md", &slogan("爱护河道"));
    let booklet = |more: &[&str]| run(&root, &with(&[&["booklet", "content/slogans/s.md"], more].concat()));
    let plain = booklet(&["-o", "plain.pdf"]);
    assert_eq!(plain.code, 0, "{}", plain.both());
    let imposed = booklet(&["--impose"]);
    assert_eq!(imposed.code, 0, "{}", imposed.both());
    assert!(root.join("slogans-s-a5-zh-imposed-a4.pdf").exists(), "{}", imposed.both());
    let apart = booklet(&["--impose", "--duplex", "none", "-o", "out/"]);
    assert_eq!(apart.code, 0, "{}", apart.both());
    let names: Vec<String> = bytes(&root.join("out")).into_keys().collect();
    let name = |ending: &str| format!("slogans-s-a5-zh-imposed-a4-{ending}.pdf");
    assert_eq!(names, [name("back"), name("front"), name("how")]);
    let small = booklet(&["--impose", "--paper", "A5"]);
    assert_eq!(small.code, 1, "{}", small.both());
    assert!(small.out.contains("P131"), "{}", small.both());
    put(&root, "content/notices/n.md", PAGE);
    let none = run(&root, &with(&["booklet", "content/notices/n.md", "--impose"]));
    assert_eq!(none.code, 1, "{}", none.both());
    assert!(none.out.contains("P132"), "{}", none.both());
}

fn slogan(text: &str) -> String {
    format!("+++\ntitle = \"{text}\"\ndate = 2026-11-20\ntext = \"{text}\"\n+++\n\n说明。\n")
}
