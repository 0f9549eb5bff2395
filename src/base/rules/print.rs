//! Rules about making sheets (P1).
//!
//! In: nothing. Out: a constant for each, and their list. Looks for nothing; it is a table.

use crate::base::diag::Severity::{Error, Note, Warning};
use crate::base::rule::{Rule, Words};

rules! {
    PRINT
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
}
