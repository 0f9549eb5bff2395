//! Which pieces belong together.

use super::*;
use crate::document::markdown;
use crate::document::tree::BlockKind;

/// The text with `⟦` and `⟧` around what belongs together.
fn marked(text: &str, room: Room) -> String {
    let blocks = markdown::parse(text, 0);
    let BlockKind::Paragraph(inlines) = &blocks[0].kind else { panic!("a paragraph") };
    let bonds = bonds(inlines, room);
    let mut out = String::new();
    for (index, inline) in inlines.iter().enumerate() {
        let text = plain(std::slice::from_ref(inline));
        for (at, c) in text.char_indices() {
            for bond in &bonds {
                if bond.to == (index, at) {
                    out.push('⟧');
                }
                if bond.from == (index, at) {
                    out.push('⟦');
                }
            }
            out.push(c);
        }
        if bonds.iter().any(|bond| bond.to == (index, text.len())) {
            out.push('⟧');
        }
    }
    out
}

#[test]
fn titles() {
    let cases = [
        ("遵守《民法典》的规定", "遵守⟦《民法典》⟧的规定"),
        ("《劳动合同法》、《宪法》", "⟦《劳动合同法》⟧、⟦《宪法》⟧"),
        ("《治安管理处罚法》", "⟦《治安⟧管理处⟦罚法》⟧"),
        ("《中华人民共和国民法典》规定", "⟦《中华⟧人民共和国民⟦法典》⟧规定"),
        ("《关于〈民法典〉的解释》", "⟦《关于⟧〈民法典〉的⟦解释》⟧"),
        ("《民法典", "《民法典"),
        ("《《民法典》", "《⟦《民法典》⟧"),
        ("《[民法典](a.md)》和《**宪法**》", "⟦《民法典》⟧和⟦《宪法》⟧"),
        ("《[中华人民共和国民法典](a.md)》", "《中华人民共和国民法典》"),
        ("[《民法典》](a.md)", "《民法典》"),
        ("《民`法`典》", "《民法典》"),
        ("《》", "⟦《》⟧"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text, LINE), expected, "{text}");
    }
}

#[test]
fn numbers() {
    let cases = [
        ("依照第一千零四十三条第二款办理", "依照⟦第一千零四十三条⟧⟦第二款⟧办理"),
        ("第一百二十条之一", "⟦第一百二十条之一⟧"),
        ("第12号通知", "⟦第12号⟧通知"),
        ("第三者、第一、门第三条", "第三者、第一、门⟦第三条⟧"),
        ("于2026年11月28日举行", "于⟦2026年11月28日⟧举行"),
        ("2026年11月28日19时30分30秒", "⟦2026年11月28日⟧⟦19时30分30秒⟧"),
        ("罚款1,250.50元", "罚款⟦1,250.50元⟧"),
        ("约5 万元，30个工作日内", "约⟦5 万元⟧，⟦30个工作日⟧内"),
        ("拨打110和12348", "拨打110和12348"),
        ("A4纸、B2B年会、3D打印", "A4纸、B2B年会、3D打印"),
        ("１２月４日", "⟦１２月４日⟧"),
        ("5～8日，19:30开始", "5～⟦8日⟧，19:30开始"),
        ("10000000000000000000000元", "10000000000000000000000元"),
        ("第", "第"),
        ("`第一条`与1", "第一条与1"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text, LINE), expected, "{text}");
    }
}

#[test]
fn cells_are_narrow() {
    let cases = [
        ("《民法典》第三十八条", "⟦《民法典》⟧⟦第三十八条⟧"),
        ("《劳动合同法》", "⟦《劳动⟧合⟦同法》⟧"),
        ("《劳动合同》", "⟦《劳动⟧⟦合同》⟧"),
        ("第一千零四十三条", "第一千零四十三条"),
        ("2026年11月28日起", "⟦2026年11月⟧⟦28日⟧起"),
    ];
    for (text, expected) in cases {
        assert_eq!(marked(text, CELL), expected, "{text}");
    }
}

#[test]
fn on_sheets_long_titles_are_left_alone() {
    assert_eq!(marked("《治安管理处罚法》第三十八条", SHEET), "《治安管理处罚法》⟦第三十八条⟧");
    assert_eq!(marked("《民法典》", SHEET_CELL), "⟦《民法典》⟧");
}

#[test]
fn gaps_are_where_scripts_meet() {
    assert!(needs_gap(Some('自'), Some('2')));
    assert!(needs_gap(Some('A'), Some('条')));
    assert!(!needs_gap(Some('（'), Some('2')));
    assert!(!needs_gap(Some('自'), Some('第')));
    assert!(!needs_gap(None, Some('2')));
}
