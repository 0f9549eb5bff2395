//! Rules about finished files for print, ours or anybody's (P2).
//!
//! In: nothing. Out: a constant for each, and their list. Looks for nothing; it is a table.

use crate::base::diag::Severity::{Error, Note, Warning};
use crate::base::rule::{Rule, Words};

rules! {
    PREFLIGHT
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
        why "印出来发虚、有马赛克。生成网站时只是提醒：老照片没有更大的原图，够不够清楚，只有人能看。" "It prints blurred or in blocks. In a build it is a warning only: of an old photograph there may be no larger original, and whether it will do is for people to see."
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
        why "比 0.25 点（0.1 毫米）细的线印不出来或者断断续续；反白和淡色的线要更粗。细到 0.125 点以下，付印文件里算错误：线宽量得准，没有什么要人判断的。" "Lines below 0.25 pt (0.1 mm) break up or vanish; white and tinted ones need more. Below 0.125 pt it is an error in a file for the press: widths are exact, and nothing is left to judge."
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
        why "印出来会少一截。伸出三分之一个字以上的是错误；少于这个，可能只是字框估得大了，请人看一眼。" "It will be cut off. From a third of a letter on it is an error; less may be a matter of how boxes of letters are reckoned, and somebody should look."
        fix "移进来、换行，或缩小。" "Move it in, break the line, or set it smaller."
        example "（一行太长的标题）";
    PDF_COLLISION "P216" "pdf-collision" Error
        what "两段文字叠在一起。" "Two texts are printed over each other."
        why "两段都看不清。盖住好几个字的是错误；只碰到一点的，请人看一眼。垫在下面的大号浅色字不算。" "Neither can be read. Where several letters are covered it is an error; where they only touch, somebody should look. A large pale text beneath a small one is no fault."
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
        why "红底金字在彩色里醒目，在黑白里是一片灰。这是无障碍标准的要求（GB/T 37668、WCAG 1.4.3）。压在照片上的字只作提醒：照片深浅不一，看不看得清要人来看。" "Gold on red is plain in colour and one grey in black and white. Standards of accessibility ask for it (GB/T 37668, WCAG 1.4.3). On a photograph it is a warning only: it is lighter here and darker there, and people must look."
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
    PDF_TEXT_FOLD "P232" "pdf-text-fold" Warning
        what "折线从字的中间穿过。" "A fold goes through a letter."
        why "折过的地方，油墨会裂开，字也断成两半；横跨两面的大标题可以是有意的，所以只作提醒。" "Ink cracks where paper is folded, and the letter is in two halves. A large title across two panels may be meant, so this is a warning only."
        fix "把文字移到一面里，或者换行；折在哪里，写在规格的 `folds_mm` 里。" "Move the text into one panel, or break the line; where the folds are stands in the format's `folds_mm`."
        example "（三折页上跨过折线的电话号码）";
    PDF_OUTLINED "P233" "pdf-outlined-text" Note
        what "付印文件里没有文字，只有许多小图形：文字多半转成了曲线。" "A file for the press has no text but many small shapes: text was probably turned into outlines."
        why "照样能印，但是字体、字号、错别字都没法检查，也改不了。" "It prints all the same, but fonts, sizes and words can be neither checked nor corrected."
        fix "有嵌入字体的原文件，就交那一份；转了曲的，另留一份能改的。" "Hand over the file with its fonts embedded if there is one; otherwise keep an original that can be changed."
        example "（转曲以后交来的海报）";
}
