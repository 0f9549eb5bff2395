use super::*;
use crate::document::tree::{Heading, InlineKind};

fn paragraph(text: &str) -> Block {
    let inline = Inline { kind: InlineKind::Text(text.to_string()), range: 0..0 };
    Block { kind: BlockKind::Paragraph(vec![inline]), range: 0..0 }
}

#[test]
fn plain_text_has_one_block_a_line() {
    let heading = Heading { level: 2, id: "a".into(), classes: vec![], inlines: vec![] };
    let blocks = [Block { kind: BlockKind::Heading(heading), range: 0..0 }, paragraph("一"), paragraph("二")];
    assert_eq!(plain(&blocks), "\n一\n二");
}
