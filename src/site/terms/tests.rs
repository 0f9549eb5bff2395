//! What is found as a term, and what counts as its rendering.

use super::{Terms, read};
use crate::base::diag::Diagnostics;
use crate::base::lang::Language;
use crate::base::path::SourcePath;

const BASE: &str = r#"
[pufa]
zh = "普法"
en = "public legal education"
en_also = ["legal education"]

[publicity-law]
zh = "法治宣传教育法"
en = "Law on Legal Publicity and Education"
kind = "law"

[publicity]
zh = "法治宣传教育"
en = "legal publicity and education"

[labour-contract-law]
zh = "劳动合同法"
en = "Labour Contract Law of the People's Republic of China"
en_short = "Labour Contract Law"
kind = "law"

[labour-contract]
zh = "劳动合同"
en = "labour contract"

[contract-law]
zh = "合同法"
en = "Contract Law"
kind = "law"

[mediation]
zh = "人民调解"
en = "people's mediation"

[community]
zh = "社区"
en = "residential community"
en_also = ["community"]

[notary]
zh = "公证"
en = "notarisation"

[article]
zh = "条"
en = "Article"
"#;

fn terms() -> Terms {
    let mut diags = Diagnostics::new();
    let languages = [Language::of_key("zh"), Language::of_key("en")];
    let terms = read(&SourcePath::from("content/terms.toml"), BASE, &languages, &mut diags);
    assert!(diags.is_empty(), "{diags:?}");
    terms
}

fn found(key: &str, text: &str) -> Vec<String> {
    let terms = terms();
    terms.in_text(key, text).map(|f| format!("{}={}", terms.list[f.term].id, &text[f.range])).collect()
}

#[test]
fn the_longest_chinese_name_wins() {
    assert_eq!(
        found("zh", "依照劳动合同法，劳动合同应当书面订立"),
        ["labour-contract-law=劳动合同法", "labour-contract=劳动合同"]
    );
    assert_eq!(
        found("zh", "《法治宣传教育法》与法治宣传教育"),
        ["publicity-law=法治宣传教育法", "publicity=法治宣传教育"]
    );
    assert_eq!(
        found("zh", "《中华人民共和国劳动合同法》（2012年修正）"),
        ["labour-contract-law=中华人民共和国劳动合同法"]
    );
    assert_eq!(found("zh", "原合同法"), ["contract-law=合同法"]);
}

#[test]
fn a_part_of_another_title_is_no_term() {
    assert_eq!(found("zh", "《简明普法读本》讲普法"), ["pufa=普法"]);
    assert_eq!(found("zh", "《劳动合同法实施条例》第三条"), Vec::<String>::new());
    assert_eq!(found("zh", "见[读本](../普法/读本.md)，普法"), ["pufa=普法"]);
    assert_eq!(found("zh", "《没有写完的普法"), ["pufa=普法"]);
    assert_eq!(found("zh", "第三条"), Vec::<String>::new());
}

#[test]
fn english_words_are_found_whole() {
    assert_eq!(
        found("en", "Public legal education in residential communities"),
        ["pufa=Public legal education", "community=residential communities"]
    );
    assert_eq!(found("en", "A people’s mediation office"), ["mediation=people’s mediation"]);
    assert_eq!(
        found("en", "a labour contract under the Labour Contract Law"),
        ["labour-contract=labour contract", "labour-contract-law=Labour Contract Law"]
    );
    assert_eq!(found("en", "an article of a contract law"), Vec::<String>::new());
    assert_eq!(found("en", "prenotarisation"), Vec::<String>::new());
}

#[test]
fn a_rendering_counts_however_it_is_bent() {
    let terms = terms();
    let says = |id: &str, text: &str| {
        let term = terms.list.iter().find(|t| t.id == id).expect("the base has it");
        Terms::is_said(term, "en", &Terms::compared(text))
    };
    for text in [
        "People’s mediation is free",
        "the people's\nmediations",
        "**people’s** mediation",
        "[People’s Mediation](x.md)",
    ] {
        assert!(says("mediation", text), "{text}");
    }
    for text in ["mediation by the people", "administrative mediation", ""] {
        assert!(!says("mediation", text), "{text}");
    }
    assert!(says("mediation", "people’s, administrative and judicial mediation"));
    assert!(!says("mediation", "people like mediation"));
    assert!(says("community", "Communities decide"));
    assert!(says("community", "the community’s office"));
    assert!(!says("community", "communication"));
    assert!(says("notary", "Notarization costs little"));
    assert!(says("pufa", "Legal-education work"));
    assert!(says("labour-contract-law", "Labour Contract Law, Article 3"));
    assert!(says("labour-contract-law", "The Labour Contract Law of the People’s Republic of China"));
    assert!(!says("labour-contract-law", "Contract Law"));
}
