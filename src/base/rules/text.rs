//! Rules about texts and the site: links (L), translation (T), accessibility (A), Markdown (M), site (S), dates (D), templates (W).
//!
//! In: nothing. Out: a constant for each, and their list. Looks for nothing; it is a table.

use crate::base::diag::Severity::{Error, Note, Warning};
use crate::base::rule::{Rule, Words};

rules! {
    TEXT
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
}
