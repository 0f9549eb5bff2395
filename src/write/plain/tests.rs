use super::*;
use crate::document::tree::{Heading, Inline};

fn paragraph(text: &str) -> Block {
    let inline = Inline { kind: InlineKind::Text(text.to_string()), range: 0..0 };
    Block { kind: BlockKind::Paragraph(vec![inline]), range: 0..0 }
}

#[test]
fn a_summary_ends_with_a_sentence() {
    let blocks = [paragraph("全市人民朋友们："), paragraph("本月28日举行普法活动。请相互转告，也欢迎带家人来。")];
    assert_eq!(summary(&blocks, 100), "本月28日举行普法活动。请相互转告，也欢迎带家人来。");
    assert_eq!(summary(&blocks, 15), "本月28日举行普法活动。");
    assert_eq!(summary(&blocks, 8), "本月28日举行普…");
    let english = [paragraph("Bring your family. Article 3.1 explains the rest of it in detail.")];
    assert_eq!(summary(&english, 30), "Bring your family.");
    assert_eq!(summary(&english, 16), "Bring your…");
    assert_eq!(summary(&[paragraph("他说：“不行。”然后走了很远的路。")], 9), "他说：“不行。”");
    assert_eq!(summary(&[], 9), "");
}

#[test]
fn plain_text_has_one_block_a_line() {
    let heading = Heading { level: 2, id: "a".into(), classes: vec![], inlines: vec![] };
    let blocks = [Block { kind: BlockKind::Heading(heading), range: 0..0 }, paragraph("一"), paragraph("二")];
    assert_eq!(plain(&blocks), "\n一\n二");
}
