use super::*;

fn plain(text: &str) -> String {
    Converter::new(Variant::Plain).expect("the tables are in the program").text(text)
}

#[test]
fn every_term_comes_out_as_it_is_settled_in_every_variant() {
    for variant in [Variant::Plain, Variant::Taiwan, Variant::HongKong] {
        let converter = Converter::new(variant).expect("the tables are in the program");
        for (simplified, traditional) in legal::all() {
            assert_eq!(converter.text(simplified), traditional);
            // A form that a variant writes in another way would make one word of two on a page.
            let again = converter.text(&format!("在{simplified}中"));
            assert_eq!(again, format!("在{traditional}中"));
        }
    }
}

#[test]
fn terms_that_opencc_alone_gets_wrong() {
    let opencc = OpenCC::from_config(BuiltinConfig::S2t).expect("the tables are in the program");
    let wrong: Vec<&str> =
        legal::all().filter(|(simplified, right)| opencc.convert(simplified) != *right).map(|(s, _)| s).collect();
    assert!(wrong.contains(&"复议") && wrong.contains(&"核准"), "{wrong:?}");
}

#[test]
fn one_character_goes_by_its_word() {
    assert_eq!(
        plain("申请行政复议，复制材料，干部干涉，只有一只，皇后以后，面积和面粉，范某的范围"),
        "申請行政復議，複製材料，幹部干涉，只有一隻，皇后以後，面積和麪粉，范某的範圍"
    );
}

#[test]
fn titles_and_quoted_articles_stay() {
    assert_eq!(plain("见《中华人民共和国行政复议法》的规定。"), "見《中华人民共和国行政复议法》的規定。");
    assert_eq!(
        plain(
            "《民法典》第六百六十七条规定：“借款合同是借款人向贷款人借款，到期返还借款并支付利息的合同。”意思是要还钱。"
        ),
        "《民法典》第六百六十七條規定：“借款合同是借款人向贷款人借款，到期返还借款并支付利息的合同。”意思是要還錢。"
    );
    assert_eq!(plain("第二十条第一款“国家发展”"), "第二十條第一款“国家发展”");
    assert_eq!(plain("他说：“这笔钱不还”"), "他說：“這筆錢不還”");
    assert_eq!(plain("《没有写完的题目"), "《沒有寫完的題目");
}

#[test]
fn a_citation_is_known_by_title_or_number() {
    assert!(cites("依《刑法》") && cites("第一百三十三条之一") && cites("按第20条第2款"));
    assert!(!cites("第一次见面讲条件") && !cites("没有"));
}
