use super::file::{Asked, asked};

fn check(path: &str, base: &str, expected: &str) {
    let said = match asked(path, base) {
        Asked::File(file) => file,
        Asked::Moved(to) => format!("-> {to}"),
        Asked::Nothing => "nothing".to_string(),
    };
    assert_eq!(said, expected, "{path} at {base}");
}

#[test]
fn addresses_stand_for_files_below_the_folder_only() {
    check("/", "/", "index.html");
    check("/en/", "/", "en/index.html");
    check("/notices/x.html", "/", "notices/x.html");
    check("/%E6%B3%95.html", "/", "法.html");
    check("/../pufa.toml", "/", "nothing");
    check("/%2e%2e/pufa.toml", "/", "nothing");
    check("/a%2F..%2F..%2Fb", "/", "nothing");
    check("/a//b", "/", "nothing");
    check("//etc/passwd", "/", "nothing");
    check("/a\\..\\b", "/", "nothing");
    check("/.pufa-manifest", "/", "nothing");
    check("/%ff", "/", "nothing");
    check("/%4", "/", "nothing");
    check("/", "/law/", "-> /law/");
    check("/law", "/law/", "-> /law/");
    check("/law/x.html", "/law/", "x.html");
    check("/other", "/law/", "nothing");
}
