//! Terms of law and office whose traditional form is settled here, before OpenCC is asked.
//!
//! In: nothing. Out: pairs, and the first of them in a text. The forms are those that legislation in traditional script uses, chosen
//! by the meaning of the word; where Taiwan and Hong Kong differ, the one that both understand. None has a character that the
//! variants write in different ways, so that one table serves all.

use std::collections::HashMap;

/// Simplified, traditional. Longer phrases first wherever one begins with another.
const TERMS: &[(&str, &str)] = &[
    // 复: to do again or to turn back is 復; only what is doubled or has layers is 複.
    ("行政复议", "行政復議"),
    ("复议", "復議"),
    ("复核", "復核"),
    ("复查", "復查"),
    ("复审", "復審"),
    ("复验", "復驗"),
    ("复检", "復檢"),
    ("复评", "復評"),
    ("复决", "復決"),
    ("复学", "復學"),
    ("复工", "復工"),
    ("复产", "復產"),
    ("复耕", "復耕"),
    ("复垦", "復墾"),
    ("复员", "復員"),
    ("恢复", "恢復"),
    ("复制", "複製"),
    ("复印", "複印"),
    ("复利", "複利"),
    // 核: to examine; 覈 is an old form that no law of today uses.
    ("核准", "核准"),
    ("核定", "核定"),
    ("核对", "核對"),
    ("核查", "核查"),
    ("核实", "核實"),
    ("核验", "核驗"),
    ("核算", "核算"),
    ("核销", "核銷"),
    ("核发", "核發"),
    ("审核", "審核"),
    ("考核", "考核"),
    ("稽核", "稽核"),
    // 准: to allow is 准; a standard, or what is treated like something, is 準.
    ("批准", "批准"),
    ("准予", "准予"),
    ("准许", "准許"),
    ("准用", "準用"),
    ("准据法", "準據法"),
    ("准司法", "準司法"),
    ("标准", "標準"),
    ("准则", "準則"),
    // 制: a rule or restraint is 制; making a thing is 製.
    ("法制", "法制"),
    ("制裁", "制裁"),
    ("强制", "強制"),
    ("管制", "管制"),
    ("编制", "編制"),
    ("制定", "制定"),
    ("制售", "製售"),
    ("制作", "製作"),
    ("制造", "製造"),
    ("制品", "製品"),
    ("印制", "印製"),
    ("仿制", "仿製"),
    ("绘制", "繪製"),
    ("研制", "研製"),
    ("监制", "監製"),
    // 征: to levy or to seek is 徵; a march is 征.
    ("征收", "徵收"),
    ("征用", "徵用"),
    ("征地", "徵地"),
    ("征税", "徵稅"),
    ("征缴", "徵繳"),
    ("征信", "徵信"),
    ("征求", "徵求"),
    ("征集", "徵集"),
    ("征询", "徵詢"),
    ("长征", "長征"),
    // 干: to meddle is 干; to work, and the people who do it, 幹; dry is 乾.
    ("干预", "干預"),
    ("干涉", "干涉"),
    ("干扰", "干擾"),
    ("若干", "若干"),
    ("相干", "相干"),
    ("干部", "幹部"),
    ("干警", "幹警"),
    ("骨干", "骨幹"),
    // 系: to be is 係; a system is 系; to tie, and a case before a court, is 繫.
    ("关系", "關係"),
    ("系争", "係爭"),
    ("系属", "繫屬"),
    ("联系", "聯繫"),
    ("维系", "維繫"),
    ("系统", "系統"),
    ("体系", "體系"),
    ("直系", "直系"),
    ("旁系", "旁系"),
    // 占: possession in the civil codes is written so.
    ("占有", "占有"),
    // 布: to make public is 布 in the laws of both places.
    ("公布", "公布"),
    ("发布", "發布"),
    ("颁布", "頒布"),
    ("宣布", "宣布"),
    ("布告", "布告"),
    // 里: a neighbourhood or a mile is 里.
    ("邻里", "鄰里"),
    ("公里", "公里"),
    ("里程", "里程"),
    // 采: to take up is 採.
    ("采信", "採信"),
    ("采纳", "採納"),
    ("采取", "採取"),
    ("采光", "採光"),
    ("开采", "開採"),
    ("采购", "採購"),
    // 托: to entrust is 託; a tray, and a nursery, is 托.
    ("委托", "委託"),
    ("信托", "信託"),
    ("托管", "託管"),
    ("托运", "託運"),
    ("托儿所", "托兒所"),
    ("托育", "托育"),
    // 范, 余, 松, 后, 只, 面, 党: what stays and what changes.
    ("规范", "規範"),
    ("防范", "防範"),
    ("范围", "範圍"),
    ("示范", "示範"),
    ("余额", "餘額"),
    ("其余", "其餘"),
    ("松绑", "鬆綁"),
    ("事后", "事後"),
    ("先后", "先後"),
    ("前后", "前後"),
    ("皇后", "皇后"),
    ("只能", "只能"),
    ("只有", "只有"),
    ("书面", "書面"),
    ("面积", "面積"),
    ("党员", "黨員"),
    ("党组", "黨組"),
    // Surnames, as reports of cases write them: 某 says that it is one.
    ("范某", "范某"),
    ("余某", "余某"),
    ("于某", "于某"),
    ("谷某", "谷某"),
    ("云某", "云某"),
    ("郁某", "郁某"),
    ("姜某", "姜某"),
    ("涂某", "涂某"),
    ("党某", "党某"),
    ("钟某", "鍾某"),
    // Crimes.
    ("强奸", "強姦"),
    ("奸淫", "姦淫"),
    ("通奸", "通姦"),
    ("斗殴", "鬥毆"),
    ("涂改", "塗改"),
    ("尸体", "屍體"),
    ("诬告", "誣告"),
    // Procedure and property.
    ("回避", "迴避"),
    ("驳回", "駁回"),
    ("撤回", "撤回"),
    ("划拨", "劃撥"),
    ("挂失", "掛失"),
    ("冲抵", "沖抵"),
    ("冲销", "沖銷"),
    ("折抵", "折抵"),
    ("注销", "註銷"),
    ("注册", "註冊"),
    ("签订", "簽訂"),
    ("判决", "判決"),
    ("裁决", "裁決"),
    ("调解", "調解"),
    ("证据", "證據"),
    ("借据", "借據"),
    ("拮据", "拮据"),
    ("佣金", "佣金"),
    ("抛物", "拋物"),
    ("舍弃", "捨棄"),
    ("遗弃", "遺棄"),
    ("获得", "獲得"),
    ("收获", "收穫"),
    ("了结", "了結"),
    ("志愿", "志願"),
    ("咨询", "諮詢"),
];

type Term = (&'static str, &'static str);

/// The terms by their first character, so that a text is gone through once. Only asked, never listed.
pub(super) struct Terms(HashMap<char, Vec<Term>>);

impl Terms {
    /// All terms.
    pub(super) fn new() -> Terms {
        let mut by_first: HashMap<char, Vec<Term>> = HashMap::new();
        for term in TERMS {
            by_first.entry(term.0.chars().next().unwrap_or(' ')).or_default().push(*term);
        }
        Terms(by_first)
    }

    /// The term that stands first in a text: where, as it is written, and its traditional form. Of terms at one place, the longest.
    pub(super) fn first(&self, text: &str) -> Option<(usize, &'static str, &'static str)> {
        text.char_indices().find_map(|(at, c)| {
            let here = &text[at..];
            let fitting = self.0.get(&c)?.iter().filter(|(simplified, _)| here.starts_with(simplified));
            let (simplified, traditional) = fitting.max_by_key(|(simplified, _)| simplified.len())?;
            Some((at, *simplified, *traditional))
        })
    }
}

#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    TERMS.iter().copied()
}
