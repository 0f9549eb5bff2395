//! Where summaries end.

use super::*;

fn paragraph(text: &str) -> Block {
    let inline = Inline { kind: InlineKind::Text(text.to_string()), range: 0..0 };
    Block { kind: BlockKind::Paragraph(vec![inline]), range: 0..0 }
}

#[test]
fn a_salutation_and_a_picture_are_passed_over() {
    let picture =
        Inline { kind: InlineKind::Picture { target: "a.jpg".into(), title: String::new(), alt: vec![] }, range: 0..0 };
    let picture = Block { kind: BlockKind::Paragraph(vec![picture]), range: 0..0 };
    assert_eq!(of(&[picture, paragraph("全市人民朋友们："), paragraph("本月举行普法活动。")]), "本月举行普法活动。");
    assert_eq!(of(&[paragraph("Dear neighbours:"), paragraph("Come and see.")]), "Come and see.");
    assert_eq!(of(&[paragraph("全市人民朋友们：")]), "全市人民朋友们：");
    assert_eq!(of(&[]), "");
}

#[test]
fn it_ends_with_a_sentence() {
    let text = "本月28日举行普法活动。请相互转告，也欢迎带家人来。";
    assert_eq!(cut(text, 200), text);
    assert_eq!(cut(text, 46), "本月28日举行普法活动。");
    assert_eq!(cut(text, 24), "本月28日举行普法活动。");
    assert_eq!(cut("Bring your family. Article 3.1 explains the rest of it in detail.", 30), "Bring your family.");
    assert_eq!(cut("他说：“不行。”然后走了很远的路。", 18), "他说：“不行。”");
    assert_eq!(cut("真的吗？！当然是真的，大家都看见了。", 12), "真的吗？！");
}

#[test]
fn it_never_ends_inside_what_belongs_together() {
    // A clause, when no sentence ends in time.
    assert_eq!(cut("各村、各社区要认真组织学习宣传活动并按时报送有关情况", 20), "各村、各社区要认真组…");
    assert_eq!(cut("请各单位认真组织，按时报送学习宣传活动的有关情况", 26), "请各单位认真组织…");
    // A number, a word, a title, a quotation.
    assert_eq!(cut("本次活动共发放宣传资料12000份", 26), "本次活动共发放宣传资料…");
    assert_eq!(cut("本次活动共发放宣传资料12000份", 28), "本次活动共发放宣传资料…");
    assert_eq!(cut("依照第一百二十三条的规定办理手续", 12), "依照…");
    assert_eq!(cut("学习《中华人民共和国民法典》的有关规定", 16), "学习…");
    assert_eq!(cut("他在会上说“安全第一、预防为主”，大家都同意", 24), "他在会上说…");
    assert_eq!(cut("加入WTO以后的新规则和新办法", 6), "加入…");
    assert_eq!(cut("Bring your identification documents", 16), "Bring your…");
    assert_eq!(cut("version 3.14159 of it and more", 12), "version…");
    // Nowhere to end: it ends where it must.
    assert_eq!(cut("《中华人民共和国民法典》", 10), "《中华人民…");
    assert_eq!(cut("abcdefghijklmnop", 4), "abcd…");
}

#[test]
fn english_and_chinese_take_the_same_room() {
    let chinese = "普法活动".repeat(50);
    let english = "legal education ".repeat(50);
    let (chinese, english) = (columns(&cut(&chinese, COLUMNS)), columns(&cut(&english, COLUMNS)));
    assert!(chinese.abs_diff(english) <= 16, "{chinese} and {english}");
}
