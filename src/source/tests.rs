//! Encodings that can be told apart, and those that cannot.

use super::clean::clean;
use super::decode::{Decoded, Encoding, decode, line_ends};

fn gb(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn read(bytes: &[u8]) -> Decoded<'static> {
    let Decoded { text, encoding, broken, doubt } = decode(bytes);
    Decoded { text: text.into_owned().into(), encoding, broken, doubt }
}

#[test]
fn short_chinese_in_gbk_is_doubted_where_it_is_also_utf8() {
    // Both are GBK and, by accident, UTF-8 for letters of other scripts.
    for words in ["实施", "委员"] {
        let decoded = read(&gb(words));
        assert_eq!((&*decoded.text, decoded.encoding), (words, Encoding::Gb18030));
        let doubt = decoded.doubt.expect("two readings");
        assert_eq!(doubt.read, words);
        assert!(doubt.other.0 == "UTF-8" && doubt.other.1 != words);
    }
    let page = read(&gb("+++\ntitle = \"实施\"\n+++\n"));
    assert!(page.text.contains("实施") && page.doubt.is_some());
}

#[test]
fn what_is_plainly_utf8_is_never_doubted() {
    for text in [
        "中文",
        "津",
        "法",
        "《民法典》",
        "A “quoted” word — and more…",
        "café, naïve, Jinshì",
        "© 2026 · 12348",
        "·",
        "5 °C ±1 ×2",
        "𬱖",
        "🇨🇳",
        "Привет, мир",
        "ئۇيغۇرچە",
        "བོད་སྐད་",
        "Ελληνικά και άλλα",
        "",
    ] {
        let decoded = read(text.as_bytes());
        assert_eq!((&*decoded.text, decoded.encoding, &decoded.doubt), (text, Encoding::Utf8, &None), "{text}");
    }
    // Each of the commonest characters alone, as a file of three bytes.
    for c in '\u{4E00}'..='\u{9FFF}' {
        let decoded = read(c.to_string().as_bytes());
        assert!(decoded.encoding == Encoding::Utf8 && decoded.doubt.is_none(), "{c}");
    }
}

#[test]
fn damaged_utf8_is_not_taken_for_gbk() {
    let text = "关于开展宪法宣传周活动的通知，请各社区认真组织。";
    for at in [0, 9, 30, 45] {
        let mut bytes = text.as_bytes().to_vec();
        bytes.remove(at);
        let decoded = read(&bytes);
        let broken = decoded.broken.expect("it cannot be read");
        assert_eq!((decoded.encoding, broken.byte), (Encoding::Utf8, at), "{at}");
        assert!(decoded.text.is_char_boundary(broken.at));
    }
    // UTF-8 to which another program has added a line in GBK.
    let mut mixed = text.as_bytes().to_vec();
    mixed.extend(gb("\n又及：请带身份证。\n"));
    assert_eq!(read(&mixed).broken.map(|b| b.byte), Some(text.len() + 1));
}

#[test]
fn a_gbk_file_with_a_broken_end_says_where() {
    let mut bytes = gb("关于停水的通知：明天停水。");
    bytes.truncate(bytes.len() - 1);
    let decoded = read(&bytes);
    let broken = decoded.broken.expect("half a character");
    assert_eq!((broken.byte, &decoded.text[..broken.at]), (bytes.len() - 1, "关于停水的通知：明天停水"));
}

#[test]
fn the_neighbours_encodings_are_doubted_and_our_own_is_not() {
    let text = "關於舉辦憲法宣傳週活動的通知，請各單位踴躍參加。";
    let big5 = encoding_rs::BIG5.encode(text).0;
    let decoded = read(&big5);
    let named = decoded.doubt.map(|d| d.other.0.to_string()).or(decoded.broken.and_then(|b| b.advice).map(|a| a.en));
    assert!(named.is_some_and(|named| named.contains("Big5")));
    // Traditional characters in GBK, names with rare characters, and law text are our own.
    for text in
        [text, "㐱村、𬱖村、喆、堃、昇", "《中华人民共和国民法典》第六百六十七条：借款合同是借款人向贷款人借款的合同。"]
    {
        let decoded = read(&gb(text));
        assert_eq!((&*decoded.text, decoded.doubt), (text, None));
    }
}

#[test]
fn utf16_without_a_mark_is_known_by_its_zeros() {
    let text = "+++\r\ntitle = \"通知\"\r\n+++\r\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!((&*read(&little).text, read(&little).encoding), (text, Encoding::Utf16Le));
    assert_eq!((&*read(&big).text, read(&big).encoding), (text, Encoding::Utf16Be));
    // 一 and 儀 have a zero byte on the other side.
    let bare: Vec<u8> = "标题：第一\n日期：一\n\n儀\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&bare).encoding, Encoding::Utf16Le);
    // A zero byte in other text does not make it UTF-16.
    assert_eq!(read("a\0b通知".as_bytes()).encoding, Encoding::Utf8);
    // Half a pair and an odd byte cannot be read.
    let mut broken = vec![0xFF, 0xFE];
    broken.extend("通".encode_utf16().flat_map(u16::to_le_bytes));
    broken.extend([0x00, 0xD8, 0x41, 0x00]);
    assert_eq!(read(&broken).broken.map(|b| b.byte), Some(4));
    broken.push(0x41);
    assert_eq!(read(&broken[..5]).broken.map(|b| b.byte), Some(4));
}

#[test]
fn no_bytes_are_too_odd() {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    for length in 0..600 {
        let mut bytes = Vec::new();
        for _ in 0..length % 40 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes.extend(&state.to_le_bytes()[..=length % 8]);
        }
        let decoded = read(&bytes);
        if let Some(broken) = decoded.broken {
            assert!(decoded.text.is_char_boundary(broken.at) && broken.byte <= bytes.len());
        }
        let lines = line_ends(&decoded.text).into_owned();
        let (once, _) = clean(&lines);
        assert_eq!(clean(&once).0, once, "cleaning twice changes nothing");
    }
}

#[test]
fn invisible_characters_go_and_meant_ones_stay() {
    let check = |typed: &str, expected: &str, count: usize| {
        let (text, counted) = clean(typed);
        assert_eq!((&*text, counted), (expected, count), "{typed:?}");
    };
    check("普通的一行 and more", "普通的一行 and more", 0);
    check("宪\u{200B}法\u{FEFF}宣\u{2060}传", "宪法宣传", 3);
    check("电话\u{202D}0736-12348\u{202C}。", "电话0736-12348。", 2);
    check("A\u{A0}B\u{A0}\u{A0}C", "A B  C", 3);
    check("##\u{A0}标题", "## 标题", 1);
    check("-　项目\n1.　第一\n>　引", "- 项目\n1. 第一\n> 引", 3);
    // A wide space indents a paragraph, or stands alone on a line; neither is text.
    check("　　各社区：\n　　\n\u{A0}\u{A0}\u{A0}\u{A0}您好", "各社区：\n\n您好", 0);
    check("张　三　李四　　", "张　三　李四", 0);
    check("一行\u{A0}\u{A0}\n两行  \n", "一行\n两行  \n", 0);
    check("反\u{AD}诈 coop\u{AD}er", "反诈 coop\u{AD}er", 1);
    // Joined emoji, other scripts, and code.
    check("👨\u{200D}👩\u{200D}👧 来了\u{200D}", "👨\u{200D}👩\u{200D}👧 来了", 1);
    check("می\u{200C}خواهم \u{200F}(1)", "می\u{200C}خواهم \u{200F}(1)", 0);
    check("```\n　a\u{A0}b\n```\n　c", "```\n　a\u{A0}b\n```\nc", 0);
    check("~~~~\n```\n\u{200B}x\n~~~~\n\u{200B}y", "~~~~\n```\n\u{200B}x\n~~~~\ny", 1);
}
