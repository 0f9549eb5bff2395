//! Rules about what people type: settings and data files (C), front matter (F), kinds and theme (K).
//!
//! In: nothing. Out: a constant for each, and their list. Looks for nothing; it is a table.

use crate::base::diag::Severity::{Error, Note, Warning};
use crate::base::rule::{Rule, Words};

rules! {
    TYPED
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
}
