//! All kinds of problems the program knows, with what `pufa explain` says of each.
//!
//! In: nothing. Out: one constant for each rule, the list of all, and the look-up by code.
//! A code is never given away twice; a rule that is dropped keeps its number. Longer than other files: it is a table.

use crate::base::diag::Severity::{Error, Note, Warning};
use crate::base::rule::{Rule, Words};

macro_rules! rules {
    ($($id:ident $code:literal $name:literal $severity:ident
        what $wz:literal $we:literal
        why $yz:literal $ye:literal
        fix $fz:literal $fe:literal
        example $ex:literal;)*) => {
        $(
            #[doc = $we]
            pub static $id: Rule = Rule {
                code: $code, name: $name, severity: $severity,
                what: Words { zh: $wz, en: $we }, why: Words { zh: $yz, en: $ye }, fix: Words { zh: $fz, en: $fe },
                example: $ex,
            };
        )*
        /// Every rule, in the order of this file.
        pub static ALL: &[&Rule] = &[$(&$id),*];
    };
}

/// The rule of this code or name, in any case.
pub fn by_code(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name.eq_ignore_ascii_case(code))
}

rules! {
    CONFIG_SYNTAX "C101" "settings-syntax" Error
        what "`pufa.toml` 或数据文件的写法有误，读不懂。" "`pufa.toml` or a data file is not written as TOML."
        why "设置读不懂，就不知道网站叫什么、放在哪里。" "Without settings nobody knows what the site is called or where it stands."
        fix "照提示的行改：文字加英文引号，一行一个“字段 = 内容”。" "Mend the line named: text in straight quotes, one `key = value` a line."
        example "title = 津城普法";
    UNKNOWN_SETTING "C102" "unknown-setting" Error
        what "`pufa.toml` 里有不认识的字段。" "`pufa.toml` has a key that pufa does not know."
        why "写错的字段会被当作没写，设置悄悄失效。" "A misspelt key would silently have no effect."
        fix "改成提示的最接近的名字，或删去这一行。" "Use the nearest name offered, or take the line out."
        example "titel = \"津城普法\"";
    MISSING_SETTING "C103" "missing-setting" Error
        what "`pufa.toml` 缺少必需的字段。" "`pufa.toml` lacks a key that is needed."
        why "没有标题和网址，页面、订阅和二维码都做不出来。" "Pages, feeds and QR codes need a title and an address."
        fix "补上这一行。" "Add the line."
        example "base_url = \"https://pufa.example.org/\"";
    SETTING_TYPE "C104" "setting-value" Error
        what "`pufa.toml` 或数据文件里某个字段的内容不合要求。" "The value of a key in `pufa.toml` or a data file is not of the right form."
        why "程序不猜：猜错了会印到海报上。" "pufa does not guess: a wrong guess would be printed on posters."
        fix "照“应为”一栏的写法改。" "Write it in the form named as expected."
        example "languages = \"zh\"";
    NO_SETTINGS "C105" "no-settings" Error
        what "文件夹里没有 `pufa.toml`。" "The folder has no `pufa.toml`."
        why "有 `pufa.toml` 的文件夹才是一个网站。" "A folder is a site when it has a `pufa.toml`."
        fix "到网站的文件夹里运行，或用 `--root` 指明，或用 `pufa init 文件夹` 新建。" "Run pufa in the site's folder, name it with `--root`, or make one with `pufa init DIR`."
        example "pufa build --root my-site";
    TERM_KEY "C110" "unknown-term-key" Error
        what "`content/terms.toml` 里的术语有不认识的字段。" "A term in `content/terms.toml` has a key that pufa does not know."
        why "写错的字段不起作用，译名就没有人核对。" "A misspelt key has no effect, and nobody would check the rendering."
        fix "改成提示的最接近的名字，或删去这一行。" "Use the nearest name offered, or take the line out."
        example "[pufa]\nzh = \"普法\"\nexplian = { zh = \"…\" }";
    TERM_VALUE "C111" "term-value" Error
        what "术语缺少中文，或某个字段的内容不合要求。" "A term has no Chinese, or the value of one of its keys is not of the right form."
        why "读不懂的术语不能核对，也进不了词汇表。" "What cannot be read can be neither checked nor listed in the glossary."
        fix "照提示的写法改。" "Write it in the form named as expected."
        example "[pufa]\nen = \"public legal education\"";
    TERM_ID "C112" "term-id" Error
        what "术语的编号不是小写英文字母、数字和连字符。" "The id of a term is not made of lower-case letters, digits and hyphens."
        why "编号是它在词汇表里的锚点，定了就不再变，链接才不会断。" "The id is its anchor in the glossary and never changes, so links to it hold."
        fix "改成提示的编号。" "Use the id offered."
        example "[普法]\nzh = \"普法\"";
    TERM_TWICE "C113" "term-twice" Warning
        what "两个术语写了同一个中文词。" "Two terms have the same Chinese word."
        why "同一个词有两个译名，就不知道该用哪一个。" "With two entries for a word nobody knows which rendering holds."
        fix "合并成一条，另一个译名写进 `en_also`。" "Make them one entry and put the other rendering into `en_also`."
        example "[pufa]\nzh = \"普法\"\n\n[legal-education]\nzh = \"普法\"";
    MENU_LANGUAGE "C115" "menu-language" Error
        what "菜单的一项限定了语言，网站却没有这种语言。" "A menu entry is limited to a language that the site does not have."
        why "这一项哪里都不会出现。" "The entry would appear nowhere."
        fix "改成 `languages` 里有的代号，或删去这一行。" "Use a key that stands in `languages`, or take the line out."
        example "[[menu]]\npage = \"help.md\"\nlanguages = [\"eng\"]";
    SETTING_UNTRANSLATED "C116" "setting-untranslated" Warning
        what "设置里按语言分写的文字，缺了网站头两种语言之一。" "A text of the settings that is written by language lacks one of the site's first two."
        why "网站名称、菜单、电话的名称在每一页上，缺的语言会露出另一种文字。" "The site's name, the menu and the hotlines stand on every page; the other language would show there."
        fix "补上缺的语言；各种语言写法相同的，直接写成一段文字。" "Add the language; if all are the same, write one plain text."
        example "title = { zh = \"津城普法\" }";
    NOTHING_TO_CONVERT "C117" "nothing-to-convert" Error
        what "要生成繁体网站，却没有简体中文。" "A tree in traditional characters is asked for, and there is no simplified Chinese."
        why "繁体页面是从中文页面转换来的。" "Its pages are converted from the Chinese ones."
        fix "在 `languages` 里加上 `\"zh\"`，或删去 `[traditional]`。" "Add `\"zh\"` to `languages`, or take `[traditional]` out."
        example "languages = [\"en\"]\n[traditional]\nenabled = true";
    ENCODING "F101" "unknown-encoding" Error
        what "文件的编码认不出来：不是 UTF-8，也不是 GB18030（GBK、GB2312）或 UTF-16；或者文件损坏，某个字节读不出来。" "The file is in no encoding that pufa knows: neither UTF-8 nor GB18030 (GBK, GB2312) nor UTF-16; or it is damaged and a byte cannot be read."
        why "按错误的编码发布，页面就是乱码。" "Published in the wrong encoding the page would be garbage."
        fix "用原来的程序打开，另存为 UTF-8；不是文本的文件，把扩展名改回去。" "Open it with the program it came from and save it as UTF-8; give a file that is no text its own ending back."
        example "（Big5 编码的文件，或改名为 .md 的图片）";
    FRONT_SYNTAX "F102" "front-matter-syntax" Error
        what "页首的字段区写法有误。" "The front matter is not written as TOML or YAML."
        why "读不懂页首，就不知道标题和日期。" "Without front matter there is no title and no date."
        fix "照提示的行改：`+++` 之间一行一个“字段 = \"内容\"”。" "Mend the line named: between the `+++` lines, one `key = \"value\"` a line."
        example "+++\ntitle = \"通知\n+++";
    FRONT_UNCLOSED "F103" "front-matter-unclosed" Error
        what "页首的字段区有开头的 `+++`（或 `---`），没有结尾的。" "The front matter opens with `+++` (or `---`) and never closes."
        why "否则整篇正文都会被当作字段。" "The whole text would be taken for front matter."
        fix "在最后一个字段下面另起一行写同样的 `+++`（或 `---`）。" "Write the same `+++` (or `---`) on a line of its own under the last field."
        example "+++\ntitle = \"通知\"\n正文……";
    NO_FRONT "F104" "no-front-matter" Error
        what "文件没有页首的字段区。" "The file has no front matter."
        why "标题和日期从页首来，程序不编造日期。" "Title and date come from the front matter; pufa makes up no dates."
        fix "在第一行加上 `+++`、标题、日期和 `+++`。" "Begin the file with `+++`, a title, a date and `+++`."
        example "# 通知";
    MISSING_FIELD "F201" "missing-field" Error
        what "这类页面必需的字段没有写。" "A field that pages of this kind need is missing."
        why "缺时间地点的活动、缺日期的通知发出去会误事。" "An event without time and place, a notice without a date, misleads people."
        fix "在页首补上这个字段。" "Add the field to the front matter."
        example "+++\ntitle = \"广场活动\"\n+++";
    UNKNOWN_FIELD "F202" "unknown-field" Error
        what "页首有这类页面不认识的字段。" "The front matter has a field that this kind of page does not know."
        why "写错名字的字段不会出现在页面和海报上，却没人发觉。" "A misspelt field would be missing on page and poster, and nobody would notice."
        fix "改成提示的最接近的名字，或删去。" "Use the nearest name offered, or take it out."
        example "palce = \"square\"";
    FIELD_TYPE "F203" "field-value" Error
        what "字段的内容不是该类型：日期、时间、数字、列表等。" "A field's value is not of its type: date, time, number, list and so on."
        why "程序要用它排序、算星期、排日历，不能猜。" "pufa sorts by it, derives weekdays and calendars, and must not guess."
        fix "照“应为”一栏的写法改。" "Write it in the form named as expected."
        example "date = \"11月28日\"";
    NO_SUCH_DAY "F204" "no-such-day" Error
        what "没有这一天或这个时刻。" "There is no such day or time."
        why "印在海报上的日期必须是真的。" "A date on a poster must be a real one."
        fix "对照日历改正。" "Check it against a calendar."
        example "date = 2026-02-30";
    ORDER_OF_TIME "F205" "end-before-start" Error
        what "结束早于开始。" "Something ends before it begins."
        why "群众不知道该信哪一个时间。" "People would not know which time to believe."
        fix "核对两个时间，改正写错的一个。" "Check both times and mend the wrong one."
        example "start = \"2026-11-28 16:30\"\nend = \"2026-11-28 14:00\"";
    TEXT_LENGTH "F206" "text-length" Error
        what "文字超过（或不足）这个字段的字数。" "A text is longer (or shorter) than its field allows."
        why "字数限制来自横幅、海报和列表的版面。" "The limits come from banners, posters and lists."
        fix "改短（或补足）。" "Make it shorter (or longer)."
        example "text = \"（超过三十个字的标语）\"";
    UNKNOWN_CHOICE "F207" "unknown-choice" Error
        what "字段的内容不在可选的几项里。" "A value is not one of those to choose from."
        why "不在表里的词没有译名，也没有版面。" "A word outside the list has no translation and no layout."
        fix "从提示的几项里选。" "Choose one of those named."
        example "medium = [\"bannner\"]";
    UNKNOWN_PLACE "F208" "unknown-place" Warning
        what "地点不是 `content/places.toml` 里的编号，又与其中一个很像。" "A place is no id of `content/places.toml` but looks like one."
        why "写错编号，海报上印的就是编号而不是地名。" "A misspelt id would be printed instead of the place's name."
        fix "改成提示的编号，或写完整的地名。" "Use the id offered, or write the place's full name."
        example "place = \"sqare\"";
    CONVERTED "F110" "encoding-converted" Note
        what "文件不是 UTF-8，已按它本来的编码（GB18030、UTF-16）读出。" "A file is not UTF-8 and was read in the encoding it has (GB18030, UTF-16)."
        why "发布的页面一律是 UTF-8，内容不受影响；只是让您知道。" "What is published is always UTF-8 and nothing is lost; this is only to let you know."
        fix "不必处理。想统一成 UTF-8，在编辑器里另存为 UTF-8。" "Nothing need be done. To have UTF-8 everywhere, save the files as UTF-8 in the editor."
        example "（记事本存成 ANSI 的文件）";
    INVISIBLE "F111" "invisible-characters" Note
        what "文件里有看不见的多余字符：零宽空格、不换行空格、文中的字节序标记等，已按没有它们处理。" "A file has characters that nobody sees and that mean nothing there: zero-width spaces, no-break spaces, byte order marks inside the text. They were put right."
        why "从网页和聊天里复制来的文字常带着它们：链接会断，标题会认不出来，查找也找不到。" "Text copied from web pages and chats often carries them: links break, headings are not seen as such, and searches find nothing."
        fix "不必处理。粘贴时选“只保留文本”，这样的字符会少一些。" "Nothing need be done. Pasting as plain text brings fewer of them."
        example "## 报名办法（# 号后面是不换行空格）";
    DOUBTFUL "F112" "encoding-doubtful" Warning
        what "文件太短或字太生僻，说不准是哪一种编码。" "A file is too short, or its characters too rare, to be sure of its encoding."
        why "读错了，页面上就是别的字。" "Read in the wrong one, the page would show other words."
        fix "看一看提示的两种读法，然后在编辑器里另存为“带有 BOM 的 UTF-8”。" "Look at the readings in the message, then save the file as “UTF-8 with BOM” in the editor."
        example "（只有“通知”两个字的 GBK 文件）";
    FIELD_TWICE "F113" "same-field-twice" Error
        what "同一个字段用两个名字写了两次，例如 `标题` 和 `title`。" "One field is written twice under two names: its own and another that means the same."
        why "不知道以哪一个为准。" "Nobody can say which of them counts."
        fix "删去其中一个。" "Take one of them out."
        example "标题 = \"通知\"\ntitle = \"关于停水的通知\"";
    UNCLEAR_DATE "F114" "unclear-date" Error
        what "日期或时间可以有几种理解：没写年份、没写上午下午、前后矛盾。" "A date or time can be understood in more than one way: no year, no part of the day, or parts that do not fit."
        why "日期和时间会印在海报上，程序不替您猜。" "Dates and times are printed on posters, and pufa does not guess."
        fix "照提示写全。" "Write it in full as the message says."
        example "start = \"11月28日晚上7点半\"";
    UNKNOWN_KIND "F209" "unknown-kind" Error
        what "没有这一类页面。" "There is no such kind of page."
        why "类别决定字段、版面和海报。" "The kind decides fields, layout and posters."
        fix "改成提示的类别，或删去 `kind`，由所在文件夹决定。" "Use the kind offered, or drop `kind` and let the folder decide."
        example "kind = \"notise\"";
    THEME_FILE "K101" "theme-file" Error
        what "主题里的类别或设置文件有误。" "A kind or settings file of the theme is wrong."
        why "类别的字段表不对，内容就无法核对。" "Content cannot be checked against a broken table of fields."
        fix "照提示改主题文件。" "Mend the theme's file as the message says."
        example "[fields.title]\ntype = \"txt\"";
    STRING_MISSING "K102" "missing-string" Error
        what "界面文字在一种语言里有，在另一种语言里没有。" "A text of the interface stands in one language and not in another."
        why "否则英文页上会冒出中文按钮，或反过来。" "Chinese buttons would appear on English pages, or the other way round."
        fix "在提示的文件里补上这一条。" "Add the entry to the file named."
        example "read-more = 阅读全文";
    STRING_SYNTAX "K103" "string-syntax" Error
        what "界面文字文件写法有误。" "A file of interface texts is not written as Fluent."
        why "读不懂的文字会整条消失。" "A text that cannot be read would vanish."
        fix "照提示的行改：`名字 = 文字`。" "Mend the line named: `name = text`."
        example "read more = 阅读全文";
    STRING_UNUSED "K110" "unused-string" Warning
        what "界面文字文件里有一条，没有模板用到它。" "A file of interface texts has an entry that no template uses."
        why "多半是名字写错了，或者模板改过以后忘了删；留着会让人白白翻译。" "Its name is misspelt, or a template has changed; somebody will translate it for nothing."
        fix "改成模板里的名字，或删去这一条。" "Give it the name the template asks for, or take it out."
        example "raed-more = 阅读全文";
    STRING_ARGUMENTS "K111" "string-values" Error
        what "一条界面文字在一种语言里填入某个数或词，在另一种语言里没有填。" "An interface text fills in a value in one language and not in another."
        why "一种语言的读者会少看到一个日期或数字；名字写错的，页面做不出来。" "Readers of one language would miss a date or number; a misspelt name stops the page."
        fix "照另一种语言补上，或改正 `$` 后面的名字。" "Fill it in as the other language does, or mend the name after `$`."
        example "expired-note = This page went out of date on { $day }.";
    STRINGS_INCOMPLETE "K112" "strings-incomplete" Warning
        what "除中文、英文以外的一种语言，界面文字还没有译全。" "A language other than Chinese and English has not all texts of the interface."
        why "缺的用英文代替（中文的变体用中文代替），读者会看到两种语言混在一起。" "English stands in (Chinese for a variety of Chinese), and readers see two languages on one page."
        fix "把列出的几条写进 `theme/strings/语言代号.ftl`。" "Add the entries listed to `theme/strings/KEY.ftl`."
        example "languages = [\"zh\", \"en\", \"ug\"]";
    BROKEN_LINK "L101" "broken-link" Error
        what "链接指向的页面或文件不存在。" "A link leads to no page or file."
        why "点开是“找不到页面”，检查时要扣分。" "Readers meet “not found”, and inspections count it."
        fix "改成提示的最接近的文件；英文页也写中文文件名。" "Use the nearest file offered; English pages also name the Chinese file."
        example "[普法读本](../reader/第9章.md)";
    BROKEN_ANCHOR "L102" "broken-anchor" Error
        what "链接的页面在，但没有 `#` 后面的那个标题。" "The page exists but has no heading with the anchor after `#`."
        why "读者会落在页首，找不到那一段。" "Readers land at the top and miss the passage."
        fix "改成提示的锚点，或给标题加上 `{#锚点}`。" "Use the anchor offered, or give the heading `{#anchor}`."
        example "[怎么报警](help.md#call)";
    LINK_OUTSIDE "L103" "link-outside" Error
        what "链接或图片的路径跑出了网站的文件夹。" "The path of a link or picture leaves the site's folder."
        why "文件夹外的文件不会发布，也不该发布。" "Files outside are not published, nor should they be."
        fix "把文件放进 `content/`，再改路径。" "Put the file under `content/` and mend the path."
        example "![图](../../../照片.jpg)";
    LINK_HELD_BACK "L104" "link-to-unpublished" Warning
        what "链接指向的页面是草稿或还没到发布日期。" "A link leads to a page that is a draft or not yet due."
        why "那一页现在不发布，链接暂时只显示文字。" "The page is not published now, so the link shows as plain text for the time being."
        fix "等它发布，或改链接。" "Wait until it is published, or change the link."
        example "[预告](next-year.md)";
    LINK_SCHEME "L105" "link-scheme" Error
        what "链接的地址种类不允许，例如 `javascript:`。" "A link has an address of a kind that is not allowed, such as `javascript:`."
        why "这样的链接会在读者的浏览器里运行程序，网页上只显示文字。" "Such links run programs in the reader's browser; the page shows the words only."
        fix "改成 `https:`、`mailto:` 或 `tel:` 开头的地址。" "Use an address with `https:`, `mailto:` or `tel:`."
        example "[点这里](javascript:alert(1))";
    MISSING_TRANSLATION "T101" "no-translation" Warning
        what "页面没有译文，另一种语言的读者看到的是原文加说明。" "A page has no translation; readers of the other language get the original with a notice."
        why "双语网站最常被指出的问题就是缺译。" "Missing translations are what readers of a bilingual site complain of first."
        fix "在旁边加上 `文件名.en.md`；确实不译的，在页首写 `translate = false`。" "Add `name.en.md` beside it; if it is not meant to be translated, write `translate = false` in its front matter."
        example "content/notices/x.md";
    ORPHAN_TRANSLATION "T102" "no-original" Warning
        what "有译文，没有同名的原文。" "There is a translation without an original of the same name."
        why "多半是原文改了名或删了。" "Most likely the original was renamed or deleted."
        fix "把译文改成同名，或删去。" "Rename the translation to match, or delete it."
        example "content/notices/x.en.md";
    INHERITED_TEXT "T103" "untranslated-value" Warning
        what "译文沿用了原文里写的中文内容。" "A translation inherits a value written in Chinese."
        why "英文页和英文海报上会出现中文。" "Chinese would appear on the English page and poster."
        fix "在译文的页首写上这个字段的英文，或把地点写进 `content/places.toml`。" "Write the field in English in the translation, or put the place into `content/places.toml`."
        example "place = \"欢乐津城广场\"";
    UNTRANSLATED_FIELD "T104" "untranslated-field" Warning
        what "原文有的字段（或列表的几项），译文没有。" "The original has a field, or entries of one, that the translation lacks."
        why "英文读者看到的页面少一块。" "Readers of the translation would miss a part of the page."
        fix "在译文的页首补上译文。" "Add its translation to the front matter."
        example "rain_plan = \"…\"";
    UNLISTED_LANGUAGE "T105" "unlisted-language" Warning
        what "文件名里写着一种语言，设置里没有这种语言。" "A file's name ends in a language that the settings do not name."
        why "它会被当作另一页发布，而不是译文。" "It is published as a page of its own and not as a translation."
        fix "在 `pufa.toml` 的 `languages` 里加上这种语言，或改文件名。" "Add the language to `languages` in `pufa.toml`, or rename the file."
        example "content/help.en.md";
    STALE_TRANSLATION "T110" "stale-translation" Warning
        what "译文确认以后，原文又改了。" "The original has changed since its translation was confirmed."
        why "两种语言说的不一样：读者照着旧的译文办事，会走冤枉路。" "The two languages say different things, and readers of the old translation may act on it."
        fix "用 `pufa i18n 页面` 看原文改了哪几块，改好译文，再用 `pufa i18n accept 页面` 确认。`pufa.toml` 里的 `[translation] stale` 决定这是错误、提醒还是说明。" "See with `pufa i18n PAGE` which blocks have changed, mend the translation, and confirm it with `pufa i18n accept PAGE`. `[translation] stale` in `pufa.toml` says whether this is an error, a warning or a note."
        example "content/letters/open-letter.en.md";
    UNEVEN_PARALLEL "T111" "uneven-parallel" Warning
        what "双语对照的页面（`parallel = true`），两个文件的段落对不上。" "The two files of a parallel page (`parallel = true`) do not have the same blocks."
        why "对照页一段对一段；对不上的地方，一边会空着。" "Parallel pages show block beside block; where one is missing, its side stays empty."
        fix "从提示的地方起，让两个文件的段落、标题、列表项和表格行一一对应。" "From the place named on, give both files the same paragraphs, headings, list items and table rows."
        example "+++\nparallel = true\n+++";
    TRANSLATION_MEMORY "T112" "translations-line" Warning
        what "`translations.txt` 里有一行读不懂。" "A line of `translations.txt` cannot be read."
        why "这个文件记着每篇译文是照哪个原文译的；读不懂的时候，程序不改动它，新的译文也就没有记下来。" "The file holds the originals that translations were made from; pufa does not touch it while a line cannot be read, so new translations are not written down."
        fix "删去这一行（例如合并文件时留下的 `<<<<<<<`），或从备份里找回这个文件。删去整个文件也可以：所有译文从今天起算作已确认。" "Delete the line (such as a `<<<<<<<` left by a merge), or bring the file back from a copy. The whole file may be deleted too: all translations then count as confirmed today."
        example "<<<<<<< HEAD";
    TERM_NOT_KEPT "T120" "term-not-kept" Warning
        what "中文里有术语表里的词，对应的译文里没有它的译名。" "The Chinese has a term of the term base, and the corresponding place of the translation has none of its renderings."
        why "同一件事在各页叫不同的名字，读者会以为是几件事。" "If pages call one thing by several names, readers take it for several things."
        fix "用提示的译名改译文；译文确实可以这样说的，把这种说法写进 `content/terms.toml` 的 `en_also`。" "Use a rendering named in the message; if the translation is good as it stands, add its wording to `en_also` in `content/terms.toml`."
        example "人民调解不收费。\nMediation costs nothing.";
    TOPIC_PAIR "T131" "topic-pair" Warning
        what "同一个主题词或对象，在两处的译名不一样。" "A topic or group of readers is called by two names in one language."
        why "一个主题会分成两页，读者在英文网站上只找到一半。" "One topic would become two pages, and readers find half of it on each."
        fix "两处写成一样；或在 `content/topics.toml` 里定下各种语言的名称。" "Write the same in both places, or settle its names in `content/topics.toml`."
        example "topics = [\"Telecom fraud\"]";
    TOPICS_UNEQUAL "T132" "topics-unequal" Warning
        what "译文的主题词（或对象）和原文的个数不同，配不上对。" "A translation names more or fewer topics (or groups of readers) than its original."
        why "不知道哪个词是哪个的译名，两种语言的主题页就连不起来。" "Nobody can tell which word stands for which, so the topic pages of both languages cannot be joined."
        fix "按原文的次序写全。" "Write them all, in the order of the original."
        example "topics = [\"Neighbours\"]";
    FURTHER_LANGUAGE "T130" "further-language" Note
        what "第三种及以后的语言，还有页面没有译文。" "A third or further language lacks some pages."
        why "这些页面在那种语言里显示原文；一种语言总是从几页开始，所以只说总数。" "They show the original; a language begins with a few pages, so only their number is told."
        fix "不用马上处理；要译的，在原文旁边加上 `文件名.语言代号.md`。" "Nothing has to be done; to translate one, add `NAME.KEY.md` beside the original."
        example "languages = [\"zh\", \"en\", \"ug\"]";
    NO_ALT "A101" "no-alt-text" Error
        what "图片没有文字说明。" "A picture has no text that says what it shows."
        why "看不见图的读者靠这句话。" "Readers who cannot see the picture depend on it."
        fix "写 `![图里有什么](文件)`，封面图写 `picture_alt`。" "Write `![what it shows](file)`; for the cover write `picture_alt`."
        example "![](square.jpg)";
    HEADING_SKIPPED "A102" "heading-skipped" Warning
        what "标题跳级，例如二级下面直接是四级。" "A heading skips a level, such as level four under level two."
        why "读屏软件的用户靠标题层级找内容。" "Users of screen readers find their way by heading levels."
        fix "逐级使用 `##`、`###`。" "Use `##`, then `###`, step by step."
        example "## 一\n#### 1";
    SECOND_TITLE "M101" "second-title" Warning
        what "正文里又写了一级标题 `#`。" "The text has a level-one heading `#` of its own."
        why "页面的一级标题来自页首的 `title`；正文里的按二级显示。" "The page's title is its level-one heading; one in the text is shown as level two."
        fix "正文标题从 `##` 写起。" "Begin headings in the text at `##`."
        example "# 关于……的通知";
    RAW_HTML "M102" "raw-html" Warning
        what "正文里的 HTML 代码被去掉，或只在网页上保留。" "HTML in the text is left out, or kept on the web only."
        why "脚本、表单、嵌入的网页永远不会发布；折叠块一类的代码不能上海报。" "Scripts, forms and frames are never published; folding parts and the like cannot be printed."
        fix "改用 Markdown 的写法，或删去。" "Write it in Markdown, or take it out."
        example "<script>…</script>";
    FOOTNOTE_MISSING "M103" "no-such-footnote" Warning
        what "引用了没有写的脚注。" "A footnote is referred to that is not written."
        why "读者看到的是方括号，不是注释。" "Readers see brackets instead of a note."
        fix "在文末写 `[^名]: 注释`。" "Write `[^name]: note` at the end."
        example "见注[^1]";
    PASTED "M110" "pasted" Note
        what "从 Word、WPS 或网页粘贴来的内容已经整理。" "What was pasted from Word, WPS or a web page was tidied."
        why "段落、列表、表格、加粗、链接都保留；字体、颜色、尺寸和软件自己的标记去掉了，网页和海报上都用网站的样式。" "Paragraphs, lists, tables, bold and links are kept; fonts, colours, sizes and the program's own marks are dropped, so that pages and sheets have the site's looks."
        fix "不用改。想让文件好读，可以把这一段改写成 Markdown，或用 `pufa import` 导入 .docx 文件。" "Nothing needs to be done. For a file that reads well, write the part in Markdown, or bring in the .docx file with `pufa import`."
        example "<p class=MsoNormal style='mso-char-indent-count:2.0'><b>第一条</b><o:p></o:p></p>";
    PASTED_PICTURE "M111" "pasted-picture" Warning
        what "粘贴来的图片没有跟过来。" "A pasted picture did not come along."
        why "粘贴只带来图片在原来那台电脑上的位置，读者打不开。" "Pasting brings only the place of the picture on the machine it was copied from, where no reader can get it."
        fix "把图片另存到页面旁边，写 `![图里有什么](文件名.jpg)`；或用 `pufa import` 导入 .docx 文件，图片一起带进来。" "Save the picture beside the page and write `![what it shows](name.jpg)`; or bring in the .docx file with `pufa import`, pictures and all."
        example "<img src=\"file:///C:/Temp/msohtmlclip1/01/clip_image001.png\">";
    STRAY_MARKS "M120" "stray-marks" Warning
        what "`**`、`~~` 或 `__` 没有起作用，会原样显示。" "`**`, `~~` or `__` has no effect and is shown as it is."
        why "读者会看到星号，该突出的字没有突出。" "Readers see asterisks, and what should stand out does not."
        fix "写成一对，紧贴要加粗的字：`**注意：**`；用 `**`，不用 `__`。" "Write a pair that touches the words, `**Note:**`, and `**` rather than `__`."
        example "** 注意： **请勿转账。";
    READING_COUNT "M121" "reading-count" Warning
        what "注音的个数和字数对不上。" "A reading has another number of syllables than there are characters."
        why "对不上时，所有读音挤在整个词的上方，读者不知道哪个音是哪个字的。" "The syllables are then set over the whole word, and readers cannot tell which belongs to which character."
        fix "每个字一个读音，用空格分开。" "Write one reading for each character, with spaces between."
        example "{欢乐津城|huān lè jīn}";
    READING_IN_FIELD "M122" "reading-in-field" Warning
        what "标题、摘要等字段里写了注音。" "A field such as the title holds a reading."
        why "字段要用在菜单、订阅、海报和搜索里，那里只能是文字，花括号会原样显示。" "Fields go into menus, feeds, sheets and search, where only text can stand; the braces would be shown."
        fix "字段里只写汉字，在正文第一次出现的地方注音。" "Write the characters alone, and the reading where they first occur in the text."
        example "title = \"走进{津|jīn}城\"";
    SAME_PATH "S101" "same-path" Error
        what "两个文件会生成同一个网址。" "Two files would get the same address."
        why "后写的会盖掉先写的。" "One would overwrite the other."
        fix "改其中一个的文件名，或写不同的 `slug`。" "Rename one, or give it another `slug`."
        example "a.md 与 a/index.md";
    NO_CONTENT "S102" "no-content" Error
        what "`content/` 里没有任何页面。" "There is no page under `content/`."
        why "没有内容就没有网站。" "Without content there is no site."
        fix "用 `pufa new notice 标题` 写第一页。" "Write a first page with `pufa new notice TITLE`."
        example "content/";
    MENU_TARGET "S103" "menu-target" Error
        what "菜单指向的页面不存在。" "A menu entry leads to no page."
        why "菜单在每一页上。" "The menu stands on every page."
        fix "照提示改 `page = \"…\"`。" "Mend `page = \"…\"` as offered."
        example "[[menu]]\npage = \"notice/_index.md\"";
    BAD_SLUG "S104" "bad-slug" Error
        what "`slug` 只能用小写英文字母、数字和连字符。" "A `slug` may hold lower-case letters, digits and hyphens only."
        why "网址要在任何服务器和 U 盘上都能用。" "Addresses must work on any server and USB stick."
        fix "改成例如 `open-letter`。" "Write for example `open-letter`."
        example "slug = \"公开信\"";
    BAD_ALIAS "S106" "bad-alias" Error
        what "`aliases` 里的旧网址不能用。" "An old address in `aliases` cannot be used."
        why "旧网址要在本站之内，才能从那里转到新网址。" "Only an address of this site can lead on to the new one."
        fix "写成从网站根算起的路径，例如 `old/x.html`。" "Write a path from the site's root, such as `old/x.html`."
        example "aliases = [\"https://old.example.org/x.html\"]";
    ADDRESS_LINE "S110" "address-line" Error
        what "`addresses.txt` 里有一行读不懂。" "A line of `addresses.txt` is not understood."
        why "这个文件记着已经发布的网址；读不懂就不改动它，免得丢了哪一页的网址。" "The file keeps the addresses that are published; it is not touched until it is understood, so that none is lost."
        fix "照提示改那一行；合并留下的标记，删去标记、留下两边的行。" "Mend the line as shown; of a merge keep the lines of both sides and take out the marks."
        example "content/通知/某页.md ： tongzhi/mouye.html";
    ADDRESS_TWICE "S111" "address-twice" Error
        what "`addresses.txt` 里同一页有两个网址，或两页是同一个网址。" "In `addresses.txt` one page has two addresses, or two pages have one."
        why "程序不能猜哪一个已经印出去了。" "pufa cannot guess which of them is printed somewhere."
        fix "留下用过的那一行，删去另一行。" "Keep the line that is in use and take out the other."
        example "content/甲.md = jia.html\ncontent/乙.md = jia.html";
    ADDRESS_KEPT "S112" "address-kept" Note
        what "文件改了名，认得出是同一页，网址没有变。" "A file has another name, is known to be the same page, and keeps its address."
        why "日期和标题都相同，原来的文件不在了，所以是同一页；印出去的二维码仍然有效。" "Date and title are the same and the old file is gone, so it is the same page; printed QR codes still lead to it."
        fix "不用做什么。想要新网址，就写 `slug`。" "Nothing to do. If another address is wished, give it a `slug`."
        example "（`绿化.md` 改名为 `关于绿化的通知.md`）";
    ADDRESS_TAKEN "S113" "address-taken" Error
        what "一页新的页面会得到另一页用过的网址。" "A new page would get an address that was another page's."
        why "印在纸上的二维码会把人带到另一篇文章去。" "A printed QR code would lead people to another text."
        fix "给新的一页写 `slug`；要是同一页，在 `addresses.txt` 里把旧文件名改成新文件名；旧网址确实不要了，删去那一行。" "Give the new page a `slug`; if it is the same page, put its file in place of the old one in `addresses.txt`; if the old address is not wanted any more, take out its line."
        example "（删去 `通知/绿化.md`，又写了 `通知/录画.md`）";
    ADDRESS_MOVED "S114" "address-moved" Note
        what "`slug` 改了，页面换了网址；旧网址会转到新网址。" "The `slug` has changed and the page has moved; the former address leads on."
        why "旧网址可能已经印出去、发出去了。" "The former address may be printed or sent around."
        fix "不用做什么。" "Nothing to do."
        example "slug = \"green-city\"";
    ADDRESS_GONE "S115" "address-gone" Note
        what "一页不在了，同一文件夹里新来的一页和它的标题或日期相同。" "A page is gone, and a new one in the same folder has its title or its date."
        why "也许是同一页改了名，但不能肯定，所以给了新网址；旧网址打不开了。" "It may be the same page under another name, but that is not sure; so it has a new address, and the old one leads nowhere."
        fix "是同一页，就照提示改 `addresses.txt`；不是，就不用做什么。" "If it is the same page, mend `addresses.txt` as shown; if not, nothing is to be done."
        example "（文件名和标题一起改了）";
    ADDRESS_GIVEN "S116" "address-given" Note
        what "`slug` 写的网址从前是另一页的，现在归这一页。" "A `slug` names an address that was another page's; it is now this page's."
        why "从前的二维码现在会打开这一页。" "QR codes of the other page now open this one."
        fix "这正是您要的，就不用做什么；不是，就换一个 `slug`。" "If that is meant, nothing is to be done; otherwise choose another `slug`."
        example "slug = \"lvhua\"";
    PICTURE "S105" "picture" Error
        what "图片读不出来，或格式不支持。" "A picture cannot be read, or its format is not supported."
        why "发布后是一个破图标。" "It would show as a broken image."
        fix "换成 JPEG、PNG、WebP、GIF 或 SVG；手机的 HEIC 请先导出为 JPEG。" "Use JPEG, PNG, WebP, GIF or SVG; export a phone's HEIC as JPEG first."
        example "![广场](广场.heic)";
    WRONG_WEEKDAY "D101" "wrong-weekday" Error
        what "文字里日期旁边写的星期，和日期不符。" "A weekday typed beside a date in a text does not fit the date."
        why "日期和星期对不上，群众不知道该哪一天来。" "When date and weekday disagree, nobody knows on which day to come."
        fix "照提示改星期；如果写错的是日期，就改日期。" "Write the weekday named; if the date is what is wrong, mend the date."
        example "2026年11月28日（星期五）";
    NO_SUCH_DATE "D102" "no-such-date" Error
        what "文字里的日期不存在。" "A date in a text does not exist."
        why "不存在的日期没有人能赴约，也说明别处可能还有错。" "Nobody can come on a day that does not exist, and where it stands other things may be wrong too."
        fix "对照日历改正。" "Check it against a calendar."
        example "2026年2月30日";
    WRONG_LUNAR "D103" "wrong-lunar-date" Error
        what "文字里日期旁边写的农历，和日期不符。" "A lunar date typed beside a date in a text does not fit the date."
        why "许多人按农历赶集、过节，农历写错就会走错日子。" "Many people go by the lunar calendar; a wrong lunar date sends them on the wrong day."
        fix "照提示改农历；`pufa date 日期` 可以查。" "Write the lunar date named; `pufa date DATE` looks it up."
        example "2026年11月28日（农历十月廿一）";
    NO_SUCH_TIME "D104" "no-such-time" Error
        what "文字里的时刻不存在。" "A time in a text does not exist."
        why "没有人知道是几点。" "Nobody knows when that is."
        fix "时刻写 0:00 到 24:00，分钟写到 59。" "Write times from 0:00 to 24:00, with minutes up to 59."
        example "晚上25:00";
    REPEAT_RULE "D105" "repeat-rule" Error
        what "重复的日子（`repeat`）读不懂。" "The rule of the days on which something returns (`repeat`) cannot be read."
        why "程序要从它算出每一次的日期，不能猜，尤其不能猜是农历还是公历。" "Each date is worked out from it, and pufa must not guess, least of all which calendar is meant."
        fix "写成“农历逢三、八”“公历逢二、五、八”“农历每月初五、十五”“公历每月5日、20日”或“每周六”。" "Write it in Chinese as the other column shows: days by their last digit, days of the lunar or civil month, or days of the week."
        example "repeat = \"逢三、八\"";
    REPEAT_START "D106" "repeat-start" Error
        what "第一次的日期（`start`）不在重复的日子里。" "The first day (`start`) is not among the days on which it returns."
        why "两处说法不一，总有一处是错的。" "The two contradict each other, so one of them is wrong."
        fix "把 `start` 改成提示的日子，或改规则。" "Set `start` to the day named, or mend the rule."
        example "start = \"2026-12-12 08:30\"\nrepeat = \"农历逢三、八\"";
    REPEAT_END "D107" "repeat-end" Error
        what "写了重复的日子，没有写到哪一天为止（`until`），或者次数太多。" "Something returns by a rule, and its last day (`until`) is missing, or it returns too often."
        why "没有尽头的安排没有人能保证，也列不出来。" "Nobody can promise what has no end, and no list can hold it."
        fix "补上 `until`，写安排好的最后一天。" "Add `until`, the last day that is arranged."
        example "start = \"2026-12-11 08:30\"\nrepeat = \"农历逢三、八\"";
    TEMPLATE "W101" "template" Error
        what "网页模板有误。" "A web template is wrong."
        why "用它的页面都做不出来。" "No page that uses it can be made."
        fix "照提示改 `themes/` 或 `theme/` 里的模板。" "Mend the template under `themes/` or `theme/`."
        example "{{ page.titel }}";
    SHEET_OVERFLOW "P101" "sheet-overflow" Error
        what "文字太多，缩到最小字号也放不进一张。" "The text does not fit on one sheet even at the smallest size."
        why "印出来会少一截，或者字小得看不清。" "The print would lose its end, or be too small to read."
        fix "按提示的数量删减，或换大一号的纸。" "Cut as much as the message says, or use a larger format."
        example "（节目单有四十项的海报）";
    NO_GLYPH "P102" "no-glyph" Error
        what "主题的字体里没有这个字。" "None of the theme's fonts has this character."
        why "印出来是空框。" "It would print as an empty box."
        fix "换一个写法；人名地名的生僻字，把含此字的字体放进 `theme/fonts/`。" "Write it otherwise; for rare characters of names put a font that has them into `theme/fonts/`."
        example "title = \"𬱖村\"";
    SHEET_LAYOUT "P103" "sheet-layout" Error
        what "海报版式文件有误，或排版时发出警告。" "A sheet's layout file is wrong or gave a warning."
        why "警告往往意味着有内容没有印出来。" "A warning often means that something is not printed."
        fix "照提示改 `print/` 里的版式文件。" "Mend the layout file under `print/`."
        example "#sheet()";
    UNKNOWN_FORMAT "P104" "unknown-format" Error
        what "没有这种纸张规格。" "There is no such paper format."
        why "规格决定成品尺寸。" "The format decides the trimmed size."
        fix "从提示的规格里选，或在 `print/formats.toml` 里添加。" "Choose one of those named, or add it to `print/formats.toml`."
        example "pufa poster x.md --format A33";
    SHEET_PICTURE "P105" "sheet-picture" Error
        what "海报里的图片不能用于印刷。" "A picture on a sheet cannot be printed."
        why "印刷文件里少一张图，印出来才发现就晚了。" "A picture missing in the press file is noticed too late."
        fix "换成 JPEG 或 PNG。" "Use JPEG or PNG."
        example "![图](a.gif)";
    NO_POSTER "P106" "no-poster" Error
        what "这一类页面没有海报。" "Pages of this kind have no poster."
        why "海报由类别决定。" "The kind decides which posters there are."
        fix "在 `kinds/` 里给这一类加上 `[[posters]]`。" "Give the kind a `[[posters]]` under `kinds/`."
        example "pufa poster content/about.md";
    FONT "P107" "font" Error
        what "主题里的一个字体文件读不出来。" "A font file of the theme cannot be read."
        why "海报会换成别的字体，或者缺字。" "Sheets would be set in another face, or lack characters."
        fix "换成 .ttf、.otf 或 .ttc 文件。" "Use a .ttf, .otf or .ttc file."
        example "theme/fonts/仿宋.woff2";
    SYSTEM_FONT "P108" "no-system-font" Warning
        what "设置里写的系统字体，这台机器上没有。" "A system font that the settings name is not on this machine."
        why "在这台机器上做的海报和别处的不一样。" "Sheets made here look different from those made elsewhere."
        fix "装上字体，或把字体文件放进 `theme/fonts/`，或从 `system_fonts` 里删去。" "Install the font, put its file into `theme/fonts/`, or take it out of `system_fonts`."
        example "[print]\nsystem_fonts = [\"仿宋_GB2312\"]";
    COLOUR_PROFILE "P110" "colour-profile" Error
        what "印刷文件要用的颜色特性文件（ICC）没有，或者不能用。" "The colour profile (ICC) that press files need is missing or cannot be used."
        why "PDF/X-4 文件要写明为哪种纸和油墨制作，没有它就不合标准。" "A PDF/X-4 file must say for which paper and inks it is made."
        fix "向印刷厂要一个 CMYK 输出用的 ICC 文件，放进 `theme/icc/`，在 `[print]` 里写 `icc`；不写就用主题自带的。" "Ask the print shop for a CMYK output profile, put it into `theme/icc/`, and name it as `icc` under `[print]`; without that the theme's own is used."
        example "[print]\nicc = \"icc/shop.icc\"";
    UNKNOWN_PROFILE "P111" "unknown-profile" Error
        what "没有这种输出方式。" "There is no such profile."
        why "输出方式决定颜色、出血和裁切线，弄错了印刷厂不收。" "The profile decides colours, bleed and marks; a wrong one is refused by the print shop."
        fix "从提示的几种里选，或在 `print/profiles.toml` 里添加。" "Choose one of those named, or add it to `print/profiles.toml`."
        example "pufa poster x.md --profile ofset";
    TILES "P130" "tiles" Error
        what "这张海报不能分成这样的几张打印。" "The sheet cannot be printed in pieces like this."
        why "页边和重叠占掉了整张纸，或者张数多得没有人拼得起来。" "Margins and overlap take up the whole page, or there would be more pages than anybody can glue together."
        fix "用 A3 纸，或者把 `--margin`、`--overlap` 写小一点，或者用 `--fit 3x4` 缩小到几张。" "Use A3 paper, give a smaller `--margin` or `--overlap`, or reduce the sheet with `--fit 3x4`."
        example "pufa poster x.md --tile a4 --margin 40 --overlap 50";
    BOOKLET_PAPER "P131" "booklet-paper" Error
        what "这种纸放不下小册子的两页。" "Two pages of the booklet do not fit on the paper."
        why "骑马订的每一面并排两页：A5 用 A4 纸，A4 用 A3 纸，A6 用 A5 纸。" "Each side of a folded sheet carries two pages side by side: A5 pages need A4 paper, A4 pages A3, A6 pages A5."
        fix "换大一号的纸（`--paper`），或者不写，让 pufa 选；也可以用小一点的页（`--format`）。" "Use the next larger paper (`--paper`), or leave it out and let pufa choose; or use smaller pages (`--format`)."
        example "pufa booklet x/_index.md --impose --paper A5";
    NO_BOOKLET "P132" "no-booklet" Error
        what "这一页没有多页的册子。" "This page has no sheet of several pages."
        why "小册子由读本的 `_index.md` 做出来，一页的海报不能装订。" "Booklets are made of the `_index.md` of a booklet; a poster of one page cannot be stitched."
        fix "写读本文件夹里的 `_index.md`；一页的海报用 `pufa poster`。" "Name the `_index.md` of the booklet's folder; for sheets of one page there is `pufa poster`."
        example "pufa booklet content/notices/x.md";
    SHEET_TOLD "P140" "sheet-told" Note
        what "版式有话要说：这一张有一处做法和平常不同。" "A layout tells of something it did otherwise than one might expect."
        why "例如公文应当用仿宋，主题里的仿宋被拿掉了，就用楷体代替。" "An official document, say, should be set in FangSong; where it was taken out of the theme Kai stands in."
        fix "不用改也能印。公文要用仿宋的，在 `[print]` 的 `system_fonts` 里写上电脑里的仿宋字体，或把字体文件放进 `theme/fonts/`。" "It prints as it is. For FangSong in official documents, name the machine's own under `system_fonts` of `[print]`, or put a font file into `theme/fonts/`."
        example "content/documents/notice.md";
    PDF_UNREADABLE "P201" "pdf-unreadable" Error
        what "PDF 文件或其中一部分读不出来：文件残缺、加了打开密码，或者根本不是 PDF。" "A PDF or a part of it cannot be read: it is damaged, needs a password, or is no PDF."
        why "印刷厂的机器也会停在这里，或者悄悄少印一块。" "The print shop's machine stops there too, or silently leaves something out."
        fix "用原来的软件重新导出；加了密码的，去掉密码再导出。" "Export it again from the program it was made with, without a password."
        example "pufa preflight broken.pdf";
    PDF_BOXES "P202" "pdf-boxes" Error
        what "页面框缺失，或者没有一层套一层：成品框（TrimBox）在出血框（BleedBox）里，出血框在页面框（MediaBox）里。" "A page lacks a box, or its boxes are not nested: TrimBox within BleedBox within MediaBox."
        why "印刷厂按成品框裁切；没有它，就要靠人猜在哪里下刀。" "The shop cuts along the TrimBox; without it somebody has to guess."
        fix "导出 PDF 时设好成品尺寸和出血；不要写 ArtBox。" "Set trimmed size and bleed when exporting; no ArtBox."
        example "/MediaBox [0 0 595 842]";
    PDF_TRIM_SIZE "P203" "pdf-trim-size" Error
        what "成品尺寸与纸张规格差 0.1 毫米以上，或者各页大小不一。" "The trimmed size is more than 0.1 mm off the format, or pages differ in size."
        why "裁出来大小不对，折页和装订会错位。" "The print comes out in the wrong size; folds and bindings are off."
        fix "按规格改页面尺寸，或用 `--format` 指明另一种规格。" "Set the page to the format's size, or name another with `--format`."
        example "pufa preflight letter.pdf --format A4";
    PDF_BLEED "P204" "pdf-bleed" Error
        what "出血不够，或者底色、图片到裁切线就停了。" "There is too little bleed, or a ground or picture stops at the cut."
        why "裁刀总有一点偏差，边上会露出白线。" "The knife is never exact, and a white edge shows."
        fix "让碰到裁切线的底色和图片向外多伸 3 毫米；边上本来就是白的，不用管。" "Let whatever touches the cut run 3 mm beyond it; an edge that is white needs nothing."
        example "TrimBox = BleedBox";
    PDF_FONT "P205" "pdf-font" Error
        what "字体没有嵌入文件。" "A font is not embedded."
        why "印刷厂没有这种字体，会换成别的字体，或者印成方框。" "The shop lacks the font and prints another one, or boxes."
        fix "导出时选“嵌入全部字体”（子集即可）。" "Embed all fonts when exporting; a subset is enough."
        example "（用 Helvetica 而没有嵌入的 PDF）";
    PDF_TYPE3 "P206" "pdf-type3" Error
        what "用了 Type 3 字体。" "A Type 3 font is used."
        why "这种字是画出来的，印刷机上笔画发毛，有的流程拒收。" "Its letters are drawings; presses render them coarsely, and some workflows refuse them."
        fix "换一个软件导出，或换成 OpenType、TrueType 字体。" "Export with another program, or use an OpenType or TrueType font."
        example "/Subtype /Type3";
    PDF_PICTURE "P207" "pdf-picture-resolution" Warning
        what "图片按印出来的大小算，像素不够。" "A picture has too few pixels for its printed size."
        why "印出来发虚、有马赛克。" "It prints blurred or in blocks."
        fix "换一张更大的原图，或者把图放小；放大像素没有用。" "Use a larger original or show it smaller; enlarging the pixels does not help."
        example "（600 像素宽的照片占满 A3）";
    PDF_COLOUR "P208" "pdf-colour" Error
        what "付印文件里有屏幕颜色（DeviceRGB、CalRGB 等）。" "A file for the press has colours of the screen (DeviceRGB, CalRGB and the like)."
        why "印刷只有青、品红、黄、黑四色；怎么换算由不得您，颜色会变。" "The press has cyan, magenta, yellow and black; how the colours are converted is out of your hands."
        fix "导出成 CMYK，或带上 ICC 特性文件；文字的黑色用单黑。" "Export as CMYK or with an ICC profile; black text in black ink alone."
        example "1 0 0 rg";
    PDF_BLACK_TEXT "P209" "pdf-black-text" Error
        what "黑色文字用几种油墨叠出来。" "Black text is made of several inks."
        why "四色稍有错位，小字就会发虚、带彩边。" "The plates are never exactly in place: small letters blur and get coloured edges."
        fix "文字用单黑：C0 M0 Y0 K100。" "Set text in black alone: C0 M0 Y0 K100."
        example "0.75 0.68 0.67 0.9 k";
    PDF_INK "P210" "pdf-ink" Error
        what "油墨总量超过上限。" "More ink in one place than the limit."
        why "墨太多干不了，会蹭脏、粘页。" "Too much ink does not dry, smears and sticks to the next sheet."
        fix "减少底色的墨量；照片按印刷厂的 ICC 特性文件转换。" "Use less ink for grounds; convert pictures with the shop's ICC profile."
        example "1 1 1 1 k";
    PDF_BLACK_SOLID "P211" "pdf-black-solid" Error
        what "喷绘、写真的大面积黑色只用单黑。" "A large black area for inkjet is black ink alone."
        why "喷绘机的单黑发灰、有道纹。" "Inkjet prints it grey and streaky."
        fix "大面积黑色用 C50 M50 Y50 K100。" "Use C50 M50 Y50 K100 for large black areas."
        example "0 0 0 1 k";
    PDF_THIN_LINE "P212" "pdf-thin-line" Warning
        what "线太细。" "A line is too thin."
        why "比 0.25 点（0.1 毫米）细的线印不出来或者断断续续；反白和淡色的线要更粗。" "Lines below 0.25 pt (0.1 mm) break up or vanish; white and tinted ones need more."
        fix "线不细于 0.25 点；反白和淡色的线，印刷厂常要 0.5 点。" "Draw lines at 0.25 pt or more; for white and tinted ones shops often ask for 0.5 pt."
        example "0.1 w";
    PDF_SMALL_TYPE "P213" "pdf-small-type" Warning
        what "字太小，在看它的距离上认不出。" "Type is too small for the distance it is read from."
        why "海报贴在墙上，老人站在一两米外看。" "A poster hangs on a wall, and people of seventy stand a metre or two away."
        fix "加大字号，或者删减文字。" "Set it larger, or cut the text."
        example "（A2 海报上 6 点的小字）";
    PDF_SAFE_ZONE "P214" "pdf-safe-zone" Warning
        what "文字离裁切线太近。" "Text stands too near the cut."
        why "裁刀稍偏就会切到字，贴边的字也不好看。" "The knife is never exact, and type at the very edge looks wrong."
        fix "文字离成品边至少 5 毫米，或按规格里的 `safe_mm`。" "Keep text 5 mm from the edge, or what the format's `safe_mm` says."
        example "（离边 2 毫米的页码）";
    PDF_TEXT_CUT "P215" "pdf-text-cut" Error
        what "文字伸到成品尺寸之外。" "Text reaches beyond the trimmed edge."
        why "印出来会少一截。" "It will be cut off."
        fix "移进来、换行，或缩小。" "Move it in, break the line, or set it smaller."
        example "（一行太长的标题）";
    PDF_COLLISION "P216" "pdf-collision" Error
        what "两段文字叠在一起。" "Two texts are printed over each other."
        why "两段都看不清。" "Neither can be read."
        fix "移开其中一段，或者删减文字。" "Move one of them, or cut the text."
        example "（标题压在日期上）";
    PDF_NO_GLYPH "P217" "pdf-missing-glyph" Error
        what "有的字在字体里没有字形。" "The font has no outline for a character."
        why "印出来是空框，或者什么也没有。" "A box is printed, or nothing."
        fix "换一种有这个字的字体。" "Use a font that has it."
        example "（生僻的人名用字）";
    PDF_NO_UNICODE "P218" "pdf-no-unicode" Warning
        what "文字没有对应的 Unicode，读不出是什么字。" "Text has no Unicode: nobody can tell which characters it is."
        why "不能检索、复制、朗读，也不能核对内容。" "It cannot be searched, copied, read aloud or checked."
        fix "导出时保留文字编码（ToUnicode）。" "Export with the text's encoding (ToUnicode)."
        example "/ToUnicode null";
    QR_UNREADABLE "P219" "qr-unreadable" Error
        what "印出来的二维码扫不出来。" "A QR code cannot be read as printed."
        why "看到海报的人就到不了网页。" "Whoever sees the poster cannot reach the page."
        fix "二维码用深色印在浅色底上，四周留白，不要压上别的东西。" "Print it dark on light with a white margin, and nothing over it."
        example "（被图片压住的二维码）";
    QR_ADDRESS "P220" "qr-address" Error
        what "二维码的网址不是这一页的。" "A QR code leads to another address than the page's."
        why "扫码的人会到别处去。" "Whoever scans it ends up elsewhere."
        fix "重新生成海报；检查设置里的 `base_url`。" "Make the sheet again; look at `base_url` in the settings."
        example "（上一期海报的二维码）";
    QR_SIZE "P221" "qr-size" Warning
        what "二维码的方块太小、四周留白不够，或者与底色反差不够。" "A QR code's squares are too small, its margin too narrow, or its contrast too weak."
        why "手机在那个距离上扫不出来。" "Phones cannot read it from that distance."
        fix "手持的每块不小于 0.4 毫米，看得越远越大；四周留 4 块宽的空白；深色印在浅色底上。" "Squares of 0.4 mm or more in the hand, larger with distance; four squares of margin; dark on light."
        example "（1 厘米见方的二维码）";
    GREY_CONTRAST "P222" "grey-contrast" Error
        what "用黑白打印机打出来，文字与底色分不开。" "Printed in grey, text does not stand out from its ground."
        why "红底金字在彩色里醒目，在黑白里是一片灰。" "Gold on red is plain in colour and one grey in black and white."
        fix "文字与底色的明暗反差不低于 4.5:1，大字不低于 3:1。" "Text needs a contrast of 4.5:1 with its ground, large type 3:1."
        example "（红底金字的通知）";
    PDF_TRANSPARENCY "P223" "pdf-transparency" Warning
        what "有透明效果，而且混色用的是屏幕颜色，或者这种用途不支持透明。" "There is transparency mixed in colours of the screen, or where the purpose does not allow it."
        why "压平时颜色会变，边上可能出现白线。" "Colours change when it is flattened, and white lines may show."
        fix "导出时用 CMYK 作混合空间，或者压平透明。" "Mix in CMYK when exporting, or flatten the transparency."
        example "/Group << /S /Transparency /CS /DeviceRGB >>";
    PDF_X "P224" "pdf-x" Error
        what "缺少 PDF/X-4 要求的内容。" "Something that PDF/X-4 asks for is missing."
        why "印刷厂的检查程序会拒收。" "The print shop's checks refuse the file."
        fix "用 PDF/X-4 预设导出，带上输出意图（CMYK 印刷机的 ICC 特性文件）。" "Export with a PDF/X-4 preset and an output intent: the ICC profile of a CMYK press."
        example "（没有 OutputIntents 的 PDF）";
    PDF_UA "P225" "pdf-ua" Error
        what "缺少无障碍 PDF（PDF/UA-1）要求的内容。" "Something that accessible PDF (PDF/UA-1) asks for is missing."
        why "盲人的读屏软件读不了，或者读乱。" "Screen readers cannot read it, or read it out of order."
        fix "导出带标签的 PDF，写上标题、语言，给图片写替代文字。" "Export a tagged PDF with title, language and alternative texts for pictures."
        example "（没有 StructTreeRoot 的 PDF）";
    PDF_ENCRYPTED "P226" "pdf-encrypted" Error
        what "文件加了密或限制了权限。" "The file is encrypted or restricts what may be done."
        why "印刷厂打不开，或者拼不了版。" "The shop cannot open it, or cannot impose it."
        fix "去掉密码和权限再导出。" "Export it without password and restrictions."
        example "/Encrypt 9 0 R";
    PDF_ANNOTATION "P227" "pdf-annotation" Error
        what "付印文件的版面里有批注、链接或表单。" "A file for the press has comments, links or form fields on the page."
        why "有的会印出来，有的会让检查程序拒收。" "Some are printed, and some make checks refuse the file."
        fix "导出时不要带批注和链接。" "Export without comments and links."
        example "/Annots [12 0 R]";
    PDF_SCRIPT "P228" "pdf-script" Error
        what "PDF 里有脚本或自动执行的动作。" "The PDF has scripts or actions that run by themselves."
        why "印刷流程拒收，政务邮箱也可能拦下。" "Print workflows refuse it, and mail filters may too."
        fix "重新导出，不带脚本。" "Export it again without scripts."
        example "/OpenAction << /S /JavaScript >>";
    PDF_PAGES "P229" "pdf-pages" Error
        what "页数与预定的不符。" "There are more or fewer pages than ordered."
        why "骑马订的册子要四的倍数，单张只能一页，折页只能两页。" "A stapled booklet needs a multiple of four, a sheet one page, a leaflet two."
        fix "补上空白页，或者删减文字。" "Add blank pages, or cut the text."
        example "（10 页的骑马订册子）";
    PDF_NOT_JUDGED "P230" "pdf-not-judged" Warning
        what "有一项没能检查：内容多得离谱、自己套自己，或者画不出来。" "Something could not be judged: it is larger than anybody would print, contains itself, or cannot be drawn."
        why "没有检查过的，不能说没有问题。" "What was not looked at cannot be called right."
        fix "用原来的软件重新导出；还是这样，请印刷厂出一份数码样。" "Export it again; if that does not help, ask the shop for a proof."
        example "（表单套着自己的 PDF）";
    PDF_WHITE_OVERPRINT "P231" "pdf-white-overprint" Error
        what "白色的文字或图形设了叠印。" "White text or shapes are set to overprint."
        why "白色没有油墨，叠印等于不印，会凭空消失。" "White has no ink; overprinted it is simply not there."
        fix "去掉叠印，让白色镂空。" "Turn overprint off, so that white is knocked out."
        example "/OP true … 0 0 0 0 k";
    FOREIGN_FILE "X101" "foreign-file" Error
        what "输出文件夹里有同名文件，不是 pufa 生成的。" "The output folder has a file of the same name that pufa did not make."
        why "pufa 从不覆盖不是它生成的文件。" "pufa never overwrites files it did not make."
        fix "把那个文件移走或删去；整个文件夹都不要了，就清空它。" "Move or delete that file; if nothing in the folder matters, empty it."
        example "public/index.html";
    OUTPUT_CLASH "X102" "output-clash" Error
        what "两项内容要写到同一个输出文件。" "Two things would be written to the same output file."
        why "后写的会盖掉先写的。" "One would overwrite the other."
        fix "改其中一个的名字。" "Rename one of them."
        example "content/notices/index.md 与 content/notices/_index.md";
}
