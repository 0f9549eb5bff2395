use super::args::{self, Format, Task};
use super::form;
use super::speech::Speech;
use crate::pinyin::Pinyin;

fn read(line: &str) -> Result<args::Request, args::Instead> {
    let words = std::iter::once("pufa").chain(line.split_whitespace());
    args::read(words.map(Into::into).collect(), &|name| (name == "LANG").then(|| "zh_CN.UTF-8".to_string()))
}

/// A part of what is shown instead of working, and whether the arguments were wrong.
fn shows(line: &str, part: &str, wrong: bool) {
    let instead = read(line).expect_err("something is shown instead");
    assert!(instead.text.contains(part), "{line}: {}", instead.text);
    assert_eq!(instead.wrong, wrong, "{line}");
}

#[test]
fn arguments_are_read_as_meant() {
    let request = read("build --root site --today 2026-11-23 --format github --lang en").expect("these are right");
    assert_eq!((request.speech, request.format), (Speech::En, Format::Github));
    let Task::Build(make) = request.task else { panic!("it is a build") };
    assert_eq!(make.today.map(|d| d.0.to_string()).as_deref(), Some("2026-11-23"));
    // `--format` of a poster is its paper.
    let request = read("--format json poster a.md --format A2").expect("these are right");
    let Task::Poster(poster) = request.task else { panic!("it is a poster") };
    assert!(poster.tile.is_none());
    assert_eq!((request.format, poster.page.format.as_deref(), request.speech), (Format::Json, Some("A2"), Speech::Zh));
}

#[test]
fn paper_and_folding_are_read_as_meant() {
    let poster = |line: &str| match read(line).expect("these are right").task {
        Task::Poster(poster) => poster.tile.expect("it is in pieces"),
        other => panic!("it is a poster, not {other:?}"),
    };
    let tile = poster("poster a.md --tile a4");
    assert_eq!((tile.fit, tile.overlap_mm, tile.margin_mm), (None, 10.0, 6.0));
    assert_eq!(poster("poster a.md --tile a3 --fit 2x3 --overlap 8mm").fit, Some((2, 3)));
    let creep = |line: &str| match read(line).expect("these are right").task {
        Task::Booklet(booklet) => booklet.impose.map(|fold| fold.creep_mm),
        other => panic!("it is a booklet, not {other:?}"),
    };
    assert_eq!(creep("booklet a.md"), None);
    assert_eq!(creep("booklet a.md --impose --creep 128g"), Some(0.16));
    assert_eq!(creep("booklet a.md --impose"), Some(0.1));
    shows("poster a.md --tile a4 --fit 2x0", "应写成 2x3", true);
    shows("poster a.md --fit 2x2", "缺少参数", true);
    shows("booklet a.md --impose --duplex both", "应为 long、short 或 none", true);
    shows("booklet a.md --creep 9", "0 到 1 毫米", true);
}

#[test]
fn help_and_complaints_are_in_the_speech_asked_for() {
    shows("", "命令：", false);
    shows("build --help", "用法： pufa build [选项]", false);
    shows("--lang en build --help", "Usage: pufa build [OPTIONS]", false);
    shows("biuld", "是不是要写 `build`？", true);
    shows("check --today 2026-02-30", "应写成 2026-11-28 这样的日期", true);
    shows("serve --port 99999 --lang en", "from 0 to 65535", true);
    shows("new notice", "缺少参数", true);
    // To write and not to write contradict each other; what is meant is for the clerk to say.
    shows("fix --yes --dry-run", "`--yes` 和 `--dry-run` 不能一起用", true);
    shows("fix --yes --yes", "`--yes` 写了两次", true);
}

#[test]
fn every_command_has_help_in_both_speeches() {
    for command in [
        "build", "check", "serve", "new", "import", "init", "poster", "booklet", "print", "fix", "i18n", "date",
        "explain",
    ] {
        let zh = read(&format!("{command} -h --lang zh")).expect_err("help").text;
        let en = read(&format!("{command} -h --lang en")).expect_err("help").text;
        assert!(zh.contains("选项：") && en.contains("Options:"), "{command}");
        // Dates and rules are typed in Chinese in either speech.
        assert!(command == "date" || !crate::base::cjk::has_han(&en), "{command}: {en}");
    }
}

#[test]
fn names_come_from_pinyin() {
    let check = |title: &str, expected: &str| assert_eq!(form::slug(&Pinyin::default(), title), expected);
    check("关于过节的通知", "guanyu-guojie-de-tongzhi");
    check("女儿的2026年 Plan B!", "nver-de-2026-nian-plan-b");
    check("“扫黑除恶”：十问", "saohei-chue-shi-wen");
    check("！？", "");
    check("What a landlord can't do", "what-a-landlord-cant-do");
    check("a_b", "a-b");
    check(&"法".repeat(40), "fa-fa-fa-fa-fa-fa-fa-fa-fa-fa-fa-fa-fa-fa-fa-fa-fa-fa-fa-fa");
}

/// Words that are typed as they stand, in either speech.
const TYPED: [&str; 9] = ["human", "json", "github", "auto", "always", "never", "zh", "en", "http"];

#[test]
fn complaints_in_chinese_are_chinese() {
    for line in [
        "biuld",
        "--xx",
        "--forma json",
        "--version=3",
        "--color maybe build",
        "build --rot x",
        "build --root",
        "build extra",
        "build --jobs 0",
        "build --today 2026",
        "build --drafts=yes",
        "build --root a --root b",
        "build --base-url ftp://x",
        "build --base-url=",
        "check --format xml",
        "check --drafts --drafts",
        "serve --port x",
        "serve --port=",
        "serve --open=1",
        "new",
        "new a",
        "new a b c",
        "new a b --slug",
        "import",
        "import a b",
        "import a --kind",
        "init",
        "init a b",
        "poster",
        "poster a b",
        "poster a --format",
        "fix --yes=1",
        "fix --wat",
        "i18n --all=1",
        "i18n --foo",
        "date --from x",
        "date --to",
        "date -x",
        "explain a b",
        "explain --root x",
    ] {
        let instead = read(line).expect_err(line);
        assert!(instead.wrong && instead.text.starts_with("错误："), "{line}: {}", instead.text);
        // What is quoted was typed, or is to be typed; every second part stands between the marks.
        let said: String = instead.text.replace("pufa --help", "").split('`').step_by(2).collect();
        let words = said.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
        let foreign: Vec<&str> = words.filter(|word| !TYPED.contains(word) && *word != "https").collect();
        assert!(foreign.is_empty(), "{line}: {foreign:?} in {}", instead.text);
    }
    shows("build --drafts=yes", "`--drafts` 后面不写内容，这里多了 `yes`", true);
    shows("build --drafts=yes --lang en", "`--drafts` takes no value, and `yes` is given", true);
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text_are_told_of() {
    use std::os::unix::ffi::OsStringExt as _;
    let bytes = std::ffi::OsString::from_vec(vec![0xFF]);
    let args = ["pufa", "new", "notice"].map(Into::into).into_iter().chain([bytes]).collect();
    let instead = args::read(args, &|_| Some("zh_CN".to_string())).expect_err("no title");
    assert!(instead.wrong && instead.text.contains("不是文字的字节"), "{}", instead.text);
}
