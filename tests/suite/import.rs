//! `pufa import` as it is run: which files it makes, what it says on which stream, and that it touches nothing that is there.
//!
//! In: Word files put together here, small sites. Out: what does not hold. Whether documents of other programs come in whole is asked by
//! the judge `word`.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::cli::{SETTINGS, bytes, put, run, site, tree, with};

/// A letter with a title, a heading, a comment, a picture without description, and characters that mean something to Markdown.
fn letter() -> Vec<u8> {
    let mut picture = Cursor::new(Vec::new());
    let red = image::RgbImage::from_pixel(40, 30, image::Rgb([180, 30, 30]));
    red.write_to(&mut picture, image::ImageFormat::Png).expect("memory takes every write");
    let text = r#"<w:document xmlns:w="w" xmlns:r="r" xmlns:a="a" xmlns:wp="wp"><w:body>
<w:p><w:pPr><w:pStyle w:val="t"/></w:pPr><w:r><w:t>致居民的信</w:t></w:r></w:p>
<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>怎么办</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>本周六</w:t></w:r><w:r><w:t>来，1 * 2 * 3 &lt;b&gt;</w:t><w:commentReference w:id="0"/></w:r></w:p>
<w:p><w:r><w:drawing><wp:inline><wp:docPr/><a:blip r:embed="p"/></wp:inline></w:drawing></w:r></w:p>
</w:body></w:document>"#;
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="t"><w:name w:val="Title"/></w:style></w:styles>"#;
    let comments = r#"<w:comments xmlns:w="w"><w:comment w:id="0"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment></w:comments>"#;
    let relations = r#"<Relationships><Relationship Id="p" Type="t/image" Target="media/a.png"/></Relationships>"#;
    let parts: [(&str, &[u8]); 5] = [
        ("word/document.xml", text.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/comments.xml", comments.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/media/a.png", picture.get_ref()),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("a new part");
        writer.write_all(bytes).expect("memory takes every write");
    }
    writer.finish().expect("memory takes every write").into_inner()
}

fn file(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_word_file_becomes_a_page_with_its_pictures() {
    let root = site("import");
    put(&root, "pufa.toml", &format!("{SETTINGS}languages = [\"zh\", \"en\"]\n"));
    fs::write(root.join("信.docx"), letter()).expect("file");
    let made = run(&root, &with(&["import", "信.docx", "--kind", "letter", "--slug", "spring"]));
    assert_eq!(made.code, 0, "{}", made.both());
    let names: Vec<String> = bytes(&root.join("content/letters")).into_keys().collect();
    assert_eq!(names, ["spring/index.md", "spring/picture-1.png"], "{}", made.both());
    assert_eq!(made.out.lines().count(), 2, "standard output names the files and nothing else: {}", made.both());
    for part in [
        "Not as in the original (2):",
        "paragraph 3 (below “怎么办”): the comment “请核对” was left out",
        "no description",
        "draft",
    ] {
        assert!(made.err.contains(part), "`{part}` is missing: {}", made.both());
    }
    let page = file(&root, "content/letters/spring/index.md");
    for part in [
        "title = \"致居民的信\"\n",
        "draft = true\n",
        "\n\n## 怎么办\n\n**本周六**来，1 \\* 2 \\* 3 \\<b>\n\n![（待填：图里有什么）](picture-1.png)\n",
    ] {
        assert!(page.contains(part), "`{part}` is missing in\n{page}");
    }

    // Nothing is ever written over, and in Chinese the same is said.
    let before = tree(&root.join("content"));
    let again = run(&root, &["import", "信.docx", "--kind", "letter", "--slug", "spring", "--lang", "zh"]);
    assert_eq!(again.code, 2, "{}", again.both());
    assert!(again.err.contains("没有改动它"), "{}", again.both());
    assert!(before == tree(&root.join("content")), "a file was overwritten");

    // The English version joins the bundle, with pictures of its own.
    let english = run(
        &root,
        &["import", "信.docx", "--to", "content/letters/spring/index.md", "--language", "en", "--lang", "zh"],
    );
    assert_eq!(english.code, 0, "{}", english.both());
    assert!(english.err.contains("第 3 段（“怎么办”下面）：批注“请核对”没有带进来"), "{}", english.both());
    let names: Vec<String> = bytes(&root.join("content/letters/spring")).into_keys().collect();
    assert_eq!(names, ["index.en.md", "index.md", "picture-1.png", "picture-en-1.png"]);
}

#[test]
fn an_imported_page_is_checked_and_built() {
    let root = site("import-built");
    fs::write(root.join("a.docx"), letter()).expect("file");
    let made = run(&root, &with(&["import", "a.docx", "--to", "content/news"]));
    assert_eq!(made.code, 0, "{}", made.both());
    let names: Vec<String> =
        bytes(&root.join("content/news")).into_keys().filter(|name| name.ends_with(".md")).collect();
    let [name] = names.as_slice() else { panic!("one page: {names:?}") };
    assert!(!file(&root, &format!("content/news/{name}")).contains("kind ="), "a folder of no kind needs no kind said");
    let checked = run(&root, &with(&["check", "--drafts"]));
    assert_eq!(checked.code, 0, "{}", checked.both());
    let built = run(&root, &with(&["build", "--drafts"]));
    assert_eq!(built.code, 0, "{}", built.both());
    let page = root.join("public/news").join(name.replace("/index.md", ".html"));
    let html = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    assert!(html.contains("<strong>本周六</strong>来，1 * 2 * 3 &lt;b&gt;"), "{html}");

    // Of another kind than its folder's, the page says so itself.
    let other = run(&root, &with(&["import", "a.docx", "--to", "content/news/b.md", "--kind", "notice"]));
    assert_eq!(other.code, 0, "{}", other.both());
    assert!(file(&root, "content/news/b/index.md").contains("kind = \"notice\""));
}

#[test]
fn what_cannot_be_imported_is_said_and_nothing_is_made() {
    let root = site("import-not");
    let before = tree(&root.join("content"));
    fs::write(root.join("old.doc"), [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]).expect("file");
    fs::write(root.join("good.docx"), letter()).expect("file");
    let cases: [(&[&str], &str); 6] = [
        (&["import", "old.doc"], "save it as .docx"),
        (&["import", "nowhere.docx"], "no such file"),
        (&["import", "good.docx", "--to", "../elsewhere"], "not below content/"),
        (&["import", "good.docx", "--to", "content/../../x.md"], "not below content/"),
        (&["import", "good.docx", "--kind", "notise"], "did you mean `notice`"),
        (&["import", "good.docx", "--language", "fr"], "no language `fr`"),
    ];
    for (args, part) in cases {
        let ran = run(&root, &with(args));
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.both());
        assert!(ran.err.contains(part) && ran.out.is_empty(), "`{part}` is missing: {}", ran.both());
    }
    assert!(before == tree(&root.join("content")), "something was made");
}
