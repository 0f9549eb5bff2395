//! The program as it is run: exit codes, what goes to which stream, in which language, and what it leaves on the disk.
//!
//! In: the finished binary and small sites in folders of their own. Out: what does not hold. Sites have no sheets but where the case
//! is about them. Nothing waits for a fixed time: what must come is asked for until it is there.
//! Longer than other files: one case for each promise of the command line.

mod lines;
mod preflight;
mod sheets;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use crate::scratch;

/// How long something may take that must come.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a run of the program came to.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn both(&self) -> String {
        format!("exit code {}\n{}\n--\n{}", self.code, self.out, self.err)
    }
}

/// The program, in a folder, with no setting of this machine.
fn pufa(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pufa"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in ["LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    // Whoever asks the network gets no answer.
    for name in ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"] {
        command.env(name, "http://127.0.0.1:9");
    }
    command
}

pub(crate) fn run(folder: &Path, args: &[&str]) -> Ran {
    ran(pufa(folder).args(args))
}

fn ran(command: &mut Command) -> Ran {
    let output = command.output().expect("the program is there");
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("the program speaks UTF-8"),
        err: String::from_utf8(output.stderr).expect("the program speaks UTF-8"),
    }
}

pub(crate) const SETTINGS: &str = "title = \"津城普法\"\nbase_url = \"https://pufa.example.org/\"\n";
pub(crate) const PAGE: &str = "+++\ntitle = \"第一页\"\ndate = 2026-11-20\n+++\n\n大家好。\n";
const TODAY: [&str; 4] = ["--today", "2026-11-23", "--lang", "en"];

/// A small site without problems and without sheets.
pub(crate) fn site(name: &str) -> PathBuf {
    let root = scratch(&format!("cli-{name}"));
    put(&root, "pufa.toml", SETTINGS);
    put(&root, "content/x.md", PAGE);
    root
}

pub(crate) fn put(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("folder");
    fs::write(file, text).expect("file");
}

pub(crate) fn with<'a>(first: &[&'a str]) -> Vec<&'a str> {
    first.iter().copied().chain(TODAY).collect()
}

/// All files below a folder with their bytes and dates.
pub(crate) fn tree(top: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let files = walkdir::WalkDir::new(top).into_iter().flatten().filter(|e| e.file_type().is_file());
    files
        .map(|e| {
            let path = e.path().strip_prefix(top).expect("below").to_string_lossy().replace('\\', "/");
            let changed = e.metadata().expect("metadata").modified().expect("a date");
            (path, (fs::read(e.path()).expect("a file"), changed))
        })
        .collect()
}

pub(crate) fn bytes(top: &Path) -> BTreeMap<String, Vec<u8>> {
    tree(top).into_iter().map(|(path, (bytes, _))| (path, bytes)).collect()
}

#[test]
fn a_build_ends_with_its_numbers() {
    let root = site("numbers");
    let first = run(&root, &with(&["build"]));
    assert_eq!(first.code, 0, "{}", first.both());
    let line = first.out.lines().find(|line| line.contains(" in ")).unwrap_or_default().to_string();
    let words: Vec<&str> = line.split(' ').collect();
    let shape = ["1", "page,", "0", "posters,", "8", "files", "(8", "changed)", "in"];
    assert!(words.starts_with(&shape) && words.ends_with(&["s"]), "`{line}`\n{}", first.both());
    let again = run(&root, &with(&["build"]));
    assert!(again.out.contains("(0 changed)"), "{}", again.both());
    let chinese = run(&root, &["build", "--today", "2026-11-23", "--lang", "zh"]);
    assert!(chinese.out.contains("1 个页面，0 张海报，8 个文件（0 个有变化）"), "{}", chinese.both());
}

#[test]
fn check_writes_nothing_and_counts_warnings() {
    let root = site("check");
    let clean = run(&root, &with(&["check"]));
    assert_eq!(clean.code, 0, "{}", clean.both());
    assert!(!root.join("public").exists(), "check makes no output folder");
    put(&root, "content/x.md", &PAGE.replace("大家好", "# 又一个标题\n\n大家好"));
    let warned = run(&root, &with(&["check"]));
    assert_eq!(warned.code, 1, "{}", warned.both());
    assert!(warned.out.contains("M101") && warned.out.contains("1 warning"), "{}", warned.both());
    let built = run(&root, &with(&["build"]));
    assert_eq!(built.code, 0, "a site with warnings is built: {}", built.both());
}

#[test]
fn only_what_is_published_is_remembered() {
    let root = site("addresses");
    put(&root, "content/通知.md", PAGE);
    let file = root.join("addresses.txt");
    assert_eq!(run(&root, &with(&["check"])).code, 0);
    assert_eq!(run(&root, &with(&["build", "--drafts"])).code, 0);
    assert!(!file.exists(), "neither a check nor a preview writes addresses down");
    assert_eq!(run(&root, &with(&["build"])).code, 0);
    let text = fs::read_to_string(&file).expect("the build has written it");
    assert!(text.contains("\ncontent/通知.md = tongzhi.html"), "{text}");
    // Not even its line ends are changed where nothing else is.
    let typed = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    fs::write(&file, &typed).expect("it can be written");
    assert_eq!(run(&root, &with(&["build"])).code, 0);
    assert_eq!(fs::read_to_string(&file).expect("it is there"), typed);
    // A name that waits for a merge is not published, and the file stays as it is.
    let conflict = format!("<<<<<<< HEAD\n{text}=======\n>>>>>>> other\n");
    fs::write(&file, &conflict).expect("it can be written");
    let refused = run(&root, &with(&["build"]));
    assert!(refused.code == 1 && refused.out.contains("S110"), "{}", refused.both());
    assert_eq!(fs::read_to_string(&file).expect("it is there"), conflict);
}

#[test]
fn errors_are_drawn_at_their_line_and_nothing_is_published() {
    let root = site("errors");
    assert_eq!(run(&root, &with(&["build"])).code, 0);
    let before = tree(&root.join("public"));
    put(&root, "content/y.md", "+++\ntitle = \"第二页\"\npalce = \"广场\"\n+++\n");
    let ran = run(&root, &with(&["build"]));
    assert_eq!(ran.code, 1, "{}", ran.both());
    for part in ["F202", "content/y.md:3:1", "palce = \"广场\"", "nothing was published"] {
        assert!(ran.out.contains(part), "`{part}` is missing: {}", ran.both());
    }
    assert!(before == tree(&root.join("public")), "the output folder was touched");
}

#[test]
fn a_folder_that_is_no_site_is_exit_code_two() {
    let root = scratch("cli-no-site");
    let english = run(&root, &["build", "--lang", "en"]);
    assert_eq!((english.code, english.out.as_str()), (2, ""), "{}", english.both());
    assert!(english.err.contains("pufa.toml"), "{}", english.both());
    let missing = run(&root, &["build", "--root", "nowhere", "--lang", "zh"]);
    assert_eq!(missing.code, 2, "{}", missing.both());
    assert!(missing.err.contains("没有文件夹"), "{}", missing.both());
    assert!(bytes(&root).is_empty(), "a run that could not begin leaves nothing behind");
}

#[test]
fn arguments_that_make_no_sense_are_answered_in_the_language_asked_for() {
    let root = site("arguments");
    let english = run(&root, &["bild", "--lang", "en"]);
    assert_eq!((english.code, english.out.as_str()), (2, ""), "{}", english.both());
    assert!(
        english.err.contains("there is no command `bild`") && english.err.contains("`build`"),
        "{}",
        english.both()
    );
    let chinese = run(&root, &["build", "--today", "明天", "--lang=zh"]);
    assert_eq!(chinese.code, 2, "{}", chinese.both());
    assert!(chinese.err.contains("应写成"), "{}", chinese.both());
    for wrong in
        [&["build", "--jobs", "0"][..], &["build", "--base-url", "ftp://x"], &["new", "notice"], &["build", "--nope"]]
    {
        assert_eq!(run(&root, wrong).code, 2, "{wrong:?}");
    }
}

#[test]
fn the_language_follows_the_option_then_the_locale() {
    let root = site("language");
    let says = |command: &mut Command| ran(command).out;
    assert!(says(pufa(&root).args(["--help", "--lang", "en"])).contains("print-ready posters"));
    assert!(says(pufa(&root).args(["--help", "--lang", "zh"])).contains("可付印的海报"));
    assert!(says(pufa(&root).arg("--help").env("LANG", "en_GB.UTF-8")).contains("print-ready posters"));
    assert!(says(pufa(&root).arg("--help").env("LANG", "zh_CN.UTF-8")).contains("可付印的海报"));
    assert!(
        says(pufa(&root).args(["--help"]).env("LANG", "en_GB.UTF-8").env("LC_ALL", "zh_CN.UTF-8"))
            .contains("可付印的海报")
    );
    let version = run(&root, &["--version"]);
    assert_eq!(
        (version.code, version.out.trim()),
        (0, concat!("pufa ", env!("CARGO_PKG_VERSION"))),
        "{}",
        version.both()
    );
}

#[test]
fn json_is_json_and_nothing_else() {
    let root = site("json");
    put(&root, "content/y.md", "+++\ntitle = \"第二页\"\n+++\n\n请看[帮助](hlep.md)。\n");
    put(&root, "content/help.md", "+++\ntitle = \"帮助\"\n+++\n");
    put(&root, "content/z.md", "+++\ntitle = \"明年\"\ndate = 2027-01-01\n+++\n");
    let ran = run(&root, &with(&["check", "--format", "json"]));
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.both());
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}", ran.both()));
    let problem = &json["problems"][0];
    assert_eq!(json["problems"].as_array().map(Vec::len), Some(1));
    assert_eq!((&problem["code"], &problem["severity"]), (&"L101".into(), &"error".into()));
    assert_eq!(
        (&problem["path"], &problem["start"]["line"], &problem["start"]["column"]),
        (&"content/y.md".into(), &5.into(), &3.into())
    );
    assert!(problem["message"]["zh"].is_string() && problem["message"]["en"].is_string());
    assert_eq!((&json["errors"], &json["published"]), (&1.into(), &false.into()));
    assert_eq!(json["scheduled"][0][1], "2027-01-01");
}

#[test]
fn github_gets_its_annotations() {
    let root = site("github");
    put(&root, "content/y.md", "+++\ntitel = \"第二页\"\n+++\n");
    let ran = run(&root, &with(&["check", "--format", "github"]));
    assert_eq!(ran.code, 1);
    assert!(ran.out.lines().all(|line| line.starts_with("::")), "{}", ran.both());
    assert!(ran.out.contains("::error file=content/y.md,line=2,"), "{}", ran.both());
}

#[test]
fn explain_says_what_a_code_is_about() {
    let root = scratch("cli-explain");
    let chinese = run(&root, &["explain", "f201", "--lang", "zh"]);
    assert_eq!(chinese.code, 0, "{}", chinese.both());
    assert!(chinese.out.contains("F201") && chinese.out.contains("这类页面必需的字段没有写"), "{}", chinese.both());
    let by_name = run(&root, &["explain", "missing-field", "--lang", "en"]);
    assert!(by_name.out.contains("F201") && by_name.out.contains("is missing"), "{}", by_name.both());
    let all = run(&root, &["explain", "--lang", "en"]);
    assert!(pufa::base::rules::all().all(|rule| all.out.contains(rule.code)), "{}", all.both());
    let unknown = run(&root, &["explain", "F999", "--lang", "en"]);
    assert_ne!(unknown.code, 0, "{}", unknown.both());
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let root = scratch("cli-pipe");
    let mut child =
        pufa(&root).arg("explain").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn equal_bytes_are_not_written_again() {
    let root = site("mtime");
    assert_eq!(run(&root, &with(&["build"])).code, 0);
    let before = tree(&root.join("public"));
    fs::remove_dir_all(root.join(".pufa")).expect("the memory may be deleted at any time");
    put(&root, "content/y.md", "+++\ntitle = \"第二页\"\n+++\n");
    let ran = run(&root, &with(&["build"]));
    assert_eq!(ran.code, 0, "{}", ran.both());
    let after = tree(&root.join("public"));
    for (path, (bytes, changed)) in &before {
        let (now, touched) = &after[path];
        assert_eq!(bytes == now, changed == touched, "`{path}` was written without need, or not at all");
    }
    assert!(after.contains_key("y.html"));
}

#[test]
fn the_manifest_names_every_file_once() {
    let root = site("manifest");
    put(&root, "public/CNAME", "pufa.example.org\n");
    assert_eq!(run(&root, &with(&["build"])).code, 0);
    let manifest = fs::read_to_string(root.join("public/.pufa-manifest")).expect("there is a manifest");
    let named: Vec<&str> = manifest.lines().skip(1).filter_map(|line| line.splitn(3, ' ').nth(2)).collect();
    let there = bytes(&root.join("public"));
    let made: Vec<&str> =
        there.keys().map(String::as_str).filter(|path| !matches!(*path, "CNAME" | ".pufa-manifest")).collect();
    assert_eq!(named, made);
}

#[test]
fn the_number_of_threads_and_the_day_of_the_run_change_no_byte() {
    let root = site("threads");
    for n in 0..40 {
        put(&root, &format!("content/notices/n{n}.md"), &PAGE.replace("第一页", &format!("第{n}则")));
    }
    let strip = |ran: &Ran| assert_eq!(ran.code, 0, "{}", ran.both());
    // Notices have sheets; here they are about pages only.
    put(
        &root,
        "theme/kinds/notice.toml",
        "extends = \"common\"\nname = \"通知\"\nfolder = \"notices\"\ntemplate = \"notice.html\"\norder = \"date\"\n",
    );
    strip(&run(&root, &with(&["build", "--jobs", "1", "--output", "one"])));
    strip(&run(&root, &with(&["build", "--jobs", "4", "--output", "four"])));
    let mut stamped = pufa(&root);
    // 2026-11-23 in China.
    stamped.args(["build", "--output", "stamped", "--lang", "en"]).env("SOURCE_DATE_EPOCH", "1795363200");
    strip(&ran(&mut stamped));
    assert!(bytes(&root.join("one")) == bytes(&root.join("four")));
    assert!(bytes(&root.join("one")) == bytes(&root.join("stamped")));
}

#[test]
fn the_output_may_not_be_among_the_sources() {
    let root = site("output");
    for output in ["content/public", ".", "theme"] {
        let ran = run(&root, &with(&["build", "--output", output]));
        assert_eq!(ran.code, 2, "{output}: {}", ran.both());
    }
    assert_eq!(run(&root, &with(&["build", "--output", "elsewhere/site"])).code, 0);
    assert!(root.join("elsewhere/site/x.html").is_file() && !root.join("public").exists());
}

#[test]
fn a_run_that_is_killed_leaves_whole_files_and_the_next_one_finishes() {
    let root = site("killed");
    put(
        &root,
        "theme/kinds/notice.toml",
        "extends = \"common\"\nname = \"通知\"\nfolder = \"notices\"\ntemplate = \"notice.html\"\norder = \"date\"\n",
    );
    let write = |word: &str| {
        for n in 0..150 {
            put(&root, &format!("content/notices/n{n}.md"), &PAGE.replace("大家好", &format!("{word}{n}")));
        }
    };
    let mut versions: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
    for word in ["旧的", "新的"] {
        write(word);
        assert_eq!(run(&root, &with(&["build", "--output", "clean"])).code, 0);
        let mut clean = bytes(&root.join("clean"));
        clean.remove(".pufa-manifest");
        versions.push(clean);
    }
    for round in 0..10 {
        write(["旧的", "新的"][round % 2]);
        let mut child: Child =
            pufa(&root).args(with(&["build"])).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let until = Instant::now() + Duration::from_millis(7 * round as u64 * round as u64 / 3);
        while Instant::now() < until && child.try_wait().expect("it can be asked").is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        child.wait().expect("it ends");
        for (path, bytes) in bytes(&root.join("public")) {
            let whole = versions.iter().any(|version| version.get(&path) == Some(&bytes));
            assert!(whole || path == ".pufa-manifest" || path.ends_with(".pufa-new"), "`{path}` is half-written");
        }
    }
    let last = run(&root, &with(&["build"]));
    assert_eq!(last.code, 0, "{}", last.both());
    let mut public = bytes(&root.join("public"));
    public.remove(".pufa-manifest");
    assert!(public == versions[1], "the next run does not end as a clean one");
}

#[test]
fn two_runs_at_once_come_to_the_same() {
    let root = site("two");
    let start =
        || pufa(&root).args(with(&["build"])).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
    let (one, two) = (start(), start());
    for child in [one, two] {
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(root.join("public/x.html").is_file());
}

#[test]
fn new_begins_a_page_in_both_languages_and_overwrites_nothing() {
    let root = site("new");
    put(&root, "pufa.toml", &format!("{SETTINGS}languages = [\"zh\", \"en\"]\n"));
    let ask = ["new", "notice", "宪法宣传周", "--slug", "constitution-week"];
    let first = run(&root, &with(&ask));
    assert_eq!(first.code, 0, "{}", first.both());
    let made: Vec<String> = bytes(&root.join("content/notices")).into_keys().collect();
    assert_eq!(made, ["2026-11-23-constitution-week.en.md", "2026-11-23-constitution-week.md"], "{}", first.both());
    let before = tree(&root.join("content"));
    let again = run(&root, &with(&ask));
    assert_eq!(again.code, 2, "{}", again.both());
    assert!(before == tree(&root.join("content")), "a file was overwritten");
    let pinyin = run(&root, &with(&["new", "page", "关于绿化"]));
    assert_eq!(pinyin.code, 0, "{}", pinyin.both());
    assert!(root.join("content/guanyu-lvhua.md").is_file(), "{}", pinyin.both());
    let unknown = run(&root, &with(&["new", "notise", "x"]));
    assert_eq!(unknown.code, 2, "{}", unknown.both());
    assert!(unknown.err.contains("notice"), "{}", unknown.both());
}

/// A site of two languages whose translation has been confirmed by a build.
fn translated(name: &str) -> PathBuf {
    let root = site(name);
    put(&root, "pufa.toml", &format!("{SETTINGS}languages = [\"zh\", \"en\"]\n"));
    put(&root, "content/x.en.md", "+++\ntitle = \"First page\"\n+++\n\nGood day to all.\n");
    assert_eq!(run(&root, &with(&["build"])).code, 0);
    root
}

#[test]
fn i18n_shows_what_is_behind_and_accept_confirms_it() {
    let root = translated("i18n");
    let memory = || fs::read_to_string(root.join("translations.txt")).expect("there is a memory");
    let fresh = run(&root, &with(&["i18n"]));
    assert_eq!(fresh.code, 0, "{}", fresh.both());
    assert!(fresh.out.contains("1 page: 1 done"), "{}", fresh.both());
    put(&root, "content/x.md", &PAGE.replace("大家好", "大家晚上好"));
    put(&root, "content/notices/y.md", &PAGE.replace("第一页", "第二页"));
    let before = memory();
    let behind = run(&root, &with(&["i18n"]));
    assert_eq!(behind.code, 1, "{}", behind.both());
    let parts = [
        "2 pages: 0 done, 1 missing, 1 behind",
        "content/x.md:6:1",
        "- 大家好。",
        "+ 大家{+晚上+}好。",
        "Good day to all.",
    ];
    for part in parts {
        assert!(behind.out.contains(part), "`{part}` is missing: {}", behind.both());
    }
    // The columns stand below each other, with Chinese characters taken for two.
    let chinese = run(&root, &["i18n", "--lang", "zh", "--today", "2026-11-23"]);
    let lines: Vec<&str> = chinese.out.lines().take(3).collect();
    assert_eq!(
        lines,
        ["页面       标题    中文  English", "notices/y  第二页  原文  缺译文", "x          第一页  原文  落后 1/2 块"],
        "{}",
        chinese.both()
    );
    let json = run(&root, &with(&["i18n", "x", "--format", "json"]));
    let table: serde_json::Value = serde_json::from_str(&json.out).unwrap_or_else(|e| panic!("{e}: {}", json.both()));
    let cell = &table["pages"][0]["translations"]["en"];
    assert_eq!((&table["stale"], &table["missing"]), (&1.into(), &0.into()), "{}", json.both());
    assert_eq!((&cell["state"], &cell["day"], &cell["blocks"]), (&"stale".into(), &"2026-11-23".into(), &2.into()));
    assert_eq!((&cell["changes"][0]["change"], &cell["changes"][0]["old"]), (&"changed".into(), &"大家好。".into()));
    assert_eq!(before, memory(), "looking at it changes nothing");
    let nowhere = run(&root, &with(&["i18n", "accept", "xx"]));
    assert_eq!(nowhere.code, 2, "{}", nowhere.both());
    let nothing = run(&root, &with(&["i18n", "accept"]));
    assert_eq!(nothing.code, 2, "{}", nothing.both());
    assert_eq!(before, memory());
    let accepted = run(&root, &["i18n", "accept", "content/x.en.md", "--today", "2026-12-01", "--lang", "en"]);
    assert_eq!(accepted.code, 0, "{}", accepted.both());
    assert_eq!(accepted.out, "confirmed content/x.en.md (2 blocks)\n");
    assert!(memory().contains("2026-12-01") && memory().contains("大家晚上好。"), "{}", memory());
    let again = run(&root, &with(&["i18n", "accept", "--all"]));
    assert!(again.code == 0 && again.out.contains("nothing to confirm"), "{}", again.both());
    assert_eq!(run(&root, &with(&["i18n", "x"])).code, 0);
}

#[test]
fn how_grave_a_translation_behind_is_the_settings_say() {
    let root = translated("stale");
    put(&root, "content/x.md", &PAGE.replace("大家好", "大家晚上好"));
    for (word, check, build) in [("notice", 0, 0), ("warn", 1, 0), ("error", 1, 1)] {
        let settings = format!("{SETTINGS}languages = [\"zh\", \"en\"]\n[translation]\nstale = \"{word}\"\n");
        put(&root, "pufa.toml", &settings);
        let checked = run(&root, &with(&["check"]));
        assert!(checked.code == check && checked.out.contains("T110"), "{word}: {}", checked.both());
        let built = run(&root, &with(&["build"]));
        assert_eq!(built.code, build, "{word}: {}", built.both());
    }
}

#[test]
fn a_draft_in_the_table_is_a_draft() {
    let root = translated("i18n-drafts");
    put(&root, "content/d.md", "+++\ntitle = \"草稿\"\ndraft = true\n+++\n\n还没写完。\n");
    put(&root, "content/u.md", "+++\ntitle = \"内部\"\ntranslate = false\n+++\n\n不译。\n");
    put(&root, "content/x.en.md", "+++\ntitle = \"First page\"\ndate = 2026-12-24\n+++\n\nGood day to all.\n");
    let table = run(&root, &with(&["i18n"]));
    assert_eq!(table.code, 0, "{}", table.both());
    for part in
        ["d     草稿    draft     draft", "u     内部    original  not meant", "x     第一页  original  on 2026-12-24"]
    {
        assert!(table.out.contains(part), "`{part}` is missing: {}", table.both());
    }
}

#[test]
fn every_kind_has_a_form_that_builds() {
    let root = site("forms");
    put(&root, "pufa.toml", &format!("{SETTINGS}languages = [\"zh\", \"en\"]\n"));
    let kinds: Vec<String> = fs::read_dir(crate::repository().join("themes/jincheng/kinds"))
        .expect("the theme has kinds")
        .filter_map(|e| Some(e.ok()?.path().file_stem()?.to_string_lossy().into_owned()))
        .filter(|kind| !matches!(kind.as_str(), "common" | "home"))
        .collect();
    for kind in kinds {
        let ran = run(&root, &with(&["new", &kind, "试一试", "--slug", "try"]));
        assert_eq!(ran.code, 0, "{kind}: {}", ran.both());
    }
    // The forms are drafts; as they are they may have warnings, but no error.
    let ran = run(&root, &with(&["check", "--drafts", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}", ran.both()));
    assert_eq!(json["errors"], 0, "{}", ran.out);
}

#[test]
fn init_begins_a_site_that_builds_with_nothing_else() {
    let root = scratch("cli-init");
    let first = run(&root, &["init", "my-site", "--lang", "en"]);
    assert_eq!(first.code, 0, "{}", first.both());
    let before = bytes(&root.join("my-site"));
    let again = run(&root, &["init", "my-site", "--lang", "en"]);
    assert_eq!(again.code, 2, "{}", again.both());
    assert!(before == bytes(&root.join("my-site")), "a folder in use was written into");
    let built = run(&root.join("my-site"), &["build", "--lang", "en"]);
    assert_eq!(built.code, 0, "{}", built.both());
    let public = bytes(&root.join("my-site/public"));
    for path in ["index.html", "en/index.html", "feed.xml", "sitemap.xml", "404.html"] {
        assert!(public.contains_key(path), "`{path}` is missing");
    }
    assert!(public.keys().any(|path| path.ends_with(".pdf")), "the starter has posters");
    crate::laws::check(&public.into_iter().filter(|(path, _)| path != ".pufa-manifest").collect(), &mut |fault| {
        panic!("{fault}")
    });
    let warm = run(&root.join("my-site"), &["build", "--lang", "en"]);
    assert!(warm.out.contains("(0 changed)"), "{}", warm.both());
}

#[test]
fn poster_makes_the_file_it_is_asked_for() {
    let root = site("poster");
    put(&root, "content/notices/n.md", PAGE);
    let made = run(&root, &with(&["poster", "content/notices/n.md", "--format", "A3", "-o", "n.pdf"]));
    assert_eq!(made.code, 0, "{}", made.both());
    assert!(fs::read(root.join("n.pdf")).expect("the sheet").starts_with(b"%PDF-"));
    let other = run(&root, &with(&["poster", "content/notices/n.md", "--format", "A4", "-o", "a4.pdf"]));
    assert_eq!(other.code, 0, "{}", other.both());
    let unknown = run(&root, &with(&["poster", "content/notices/n.md", "--format", "A33"]));
    assert_eq!(unknown.code, 1, "{}", unknown.both());
    assert!(unknown.out.contains("P104") && unknown.out.contains("A3"), "{}", unknown.both());
    let none = run(&root, &with(&["poster", "content/x.md"]));
    assert_eq!(none.code, 1, "{}", none.both());
    assert!(none.out.contains("P106"), "{}", none.both());
    assert!(!root.join("public").exists());
    put(&root, "pufa.toml", &format!("{SETTINGS}[print]\nsystem_fonts = [\"No Such Face 9000\"]\n"));
    let font = run(&root, &with(&["poster", "content/notices/n.md", "--format", "A3", "-o", "n.pdf"]));
    assert!(font.out.contains("P108"), "{}", font.both());
}

/// A child that does not outlive the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks until the answer has `part`; gives the answer.
fn ask(host: &str, path: &str, part: &str) -> String {
    let until = Instant::now() + PATIENCE;
    loop {
        let answer = get(host, path).unwrap_or_default();
        if answer.contains(part) {
            return answer;
        }
        assert!(Instant::now() < until, "`{part}` does not come from {path}:\n{answer}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn get(host: &str, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(host).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    Some(String::from_utf8_lossy(&answer).into_owned())
}

#[test]
fn serve_follows_what_is_saved() {
    let root = site("serve");
    let mut child = pufa(&root)
        .args(with(&["serve", "--port", "4910"]))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let out = BufReader::new(child.stdout.take().expect("a pipe"));
    let _server = Server(child);
    let mut lines = out.lines().map_while(Result::ok);
    let address = lines.find_map(|line| {
        let at = line.find("http://127.0.0.1:")?;
        let rest = &line[at + "http://".len()..];
        Some(rest.split(['/', ' ']).next().unwrap_or(rest).to_string())
    });
    let host = address.expect("it says where it stands");
    // Whatever it says later must be read, or it would wait.
    std::thread::spawn(move || lines.for_each(drop));
    ask(&host, "/x.html", "大家好");
    put(&root, "content/x.md", &PAGE.replace("大家好", "大家都好"));
    ask(&host, "/x.html", "大家都好");
    // A file that is broken leaves the last good page.
    put(&root, "content/x.md", "+++\ntitel = \"第一页\"\n+++\n\n坏了。\n");
    ask(&host, "/x.html", "大家都好");
    put(&root, "content/x.md", &PAGE.replace("大家好", "又好了"));
    let page = ask(&host, "/x.html", "又好了");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(ask(&host, "/nowhere.html", "404").starts_with("HTTP/1.1 404"));
    assert!(!root.join("public").exists(), "what is served does not go to the output folder");
}

#[test]
fn date_says_all_forms_of_a_day() {
    let folder = scratch("date");
    let zh = run(&folder, &["date", "2026-12-04", "--lang", "zh"]);
    assert_eq!(zh.code, 0, "{}", zh.both());
    for part in [
        "中文      2026年12月4日（星期五）农历十月廿六\n",
        "英文      Friday, 4 December 2026\n",
        "英文农历  26th day of the 10th lunar month, year of the Horse (Bingwu)\n",
        "汉字      二〇二六年十二月四日\n",
        "国家宪法日  National Constitution Day",
    ] {
        assert!(zh.out.contains(part), "{part}: {}", zh.both());
    }
    // However it is typed, it is the same day.
    for typed in [
        "2026/12/4",
        "20261204",
        "２０２６年１２月４日",
        "二〇二六年十二月四日",
        "4 December 2026",
        "12月4日（周五）",
        "农历十月廿六",
        "农历丙午年十月廿六",
    ] {
        let again = run(&folder, &["date", typed, "--today", "2026-11-23", "--lang", "zh"]);
        assert_eq!(again.out, zh.out, "{typed}: {}", again.both());
    }
    let markets = run(&folder, &["date", "农历逢三、八", "--from", "2026-12-01", "--to", "2026-12-31", "--lang", "en"]);
    let days: Vec<&str> = markets.out.lines().map(|line| &line[..10]).collect();
    assert_eq!(days.join(" "), "2026-12-01 2026-12-06 2026-12-11 2026-12-16 2026-12-21 2026-12-26 2026-12-31");
    assert!(markets.out.contains("2026-12-11  Friday     3rd day of the 11th lunar month"), "{}", markets.both());
    let json = run(&folder, &["date", "2027-02-06", "--format", "json"]);
    let days: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(
        (&days[0]["lunar"]["year_zh"], &days[0]["lunar"]["zh"]),
        (&"丁未年（羊年）".into(), &"农历正月初一".into())
    );
}

#[test]
fn date_says_what_is_no_day() {
    let folder = scratch("no-date");
    for (typed, zh, en) in [
        ("2026-02-30", "没有 `2026-02-30` 这一天", "there is no such day as `2026-02-30`"),
        ("2026年11月31日", "没有 `2026年11月31日` 这一天", "there is no such day"),
        ("2026年11月28日（星期五）", "2026年11月28日是星期六", "28 November 2026 is a Saturday"),
        ("农历2026年闰六月初一", "没有 `农历2026年闰六月初一`", "in the lunar year 2026 (Bingwu)"),
        ("逢三、八", "农历还是公历", "which calendar"),
        ("后天", "读不懂 `后天`", "cannot read `后天`"),
    ] {
        for (speech, part) in [("zh", zh), ("en", en)] {
            let told = run(&folder, &["date", typed, "2026-11-28", "--lang", speech]);
            assert_eq!(told.code, 1, "{}", told.both());
            assert!(told.err.contains(part), "{part}: {}", told.both());
            // What is right is said all the same.
            assert!(told.out.contains("2026-11-28"), "{}", told.both());
        }
    }
}
