//! `pufa preflight` on files of ours, on others, and on all sheets of a site.
//!
//! In: the finished binary and a small site. Out: exit codes and what is told. What it finds in wrong files is the judges' to ask.

use super::{PAGE, put, run, site, with};

#[test]
fn preflight_judges_files_of_ours_and_of_others() {
    let root = site("preflight");
    put(&root, "content/notices/n.md", PAGE);
    let made = run(&root, &with(&["poster", "content/notices/n.md", "--format", "A3", "-o", "n.pdf"]));
    assert_eq!(made.code, 0, "{}", made.both());
    let clean = run(&root, &with(&["preflight", "n.pdf", "--format", "A3"]));
    assert_eq!(clean.code, 0, "{}", clean.both());
    let sized = run(&root, &with(&["preflight", "n.pdf", "--format", "a4", "--format", "json"]));
    assert_eq!(sized.code, 1, "{}", sized.both());
    let json: serde_json::Value = serde_json::from_str(&sized.out).expect("JSON");
    assert!(json["problems"].as_array().is_some_and(|all| all.iter().any(|p| p["code"] == "P203")), "{}", sized.out);
    put(&root, "other.pdf", "no PDF at all");
    let other = run(&root, &with(&["preflight", "n.pdf", "other.pdf"]));
    assert!(other.code == 1 && other.out.contains("P201") && other.out.contains("other.pdf"), "{}", other.both());
    let unknown = run(&root, &with(&["preflight", "n.pdf", "--profile", "ofset"]));
    assert!(unknown.code == 1 && unknown.out.contains("`offset`"), "{}", unknown.both());
    for wrong in [&["preflight"][..], &["preflight", "n.pdf", "--all"], &["preflight", "none.pdf"]] {
        assert_eq!(run(&root, &with(wrong)).code, 2, "{wrong:?}");
    }
    let all = run(&root, &with(&["preflight", "--all"]));
    assert!(all.code == 0 && all.out.contains("judged"), "{}", all.both());
}
