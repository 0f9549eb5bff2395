//! Days with a name: festivals, and days on which a law or the United Nations want something said.
//!
//! In: days. Out: their names in both languages with the source that names them. A short table of what is certain; local days do not
//! stand in it, nor those that follow a solar term.

use jiff::civil::Weekday;

use super::lunar;
use crate::base::date::Day;
use crate::base::rule::Words;

/// A day with a name.
#[derive(Debug)]
pub struct Feast {
    /// What it is called.
    pub name: Words,
    /// Who says so.
    pub source: Words,
    when: When,
    /// The first year in which the day has the name.
    since: i16,
}

#[derive(Clone, Copy, Debug)]
enum When {
    /// A day of a civil month.
    Civil(i8, i8),
    /// The days of a civil month from one to another.
    Week(i8, i8, i8),
    /// A day of a lunar month that is no leap month.
    Lunar(u8, u8),
    /// The last day of the lunar year.
    Eve,
    /// The nth weekday of a civil month.
    Nth(i8, i8, Weekday),
}

macro_rules! feasts {
    ($($when:expr, $since:literal, $zh:literal $en:literal, $szh:literal $sen:literal;)*) => {
        /// All of them, in the order of the year.
        static FEASTS: &[Feast] = &[$(Feast {
            name: Words { zh: $zh, en: $en }, source: Words { zh: $szh, en: $sen }, when: $when, since: $since,
        }),*];
    };
}

feasts! {
    When::Civil(1, 1), 1950, "元旦" "New Year’s Day", "《全国年节及纪念日放假办法》" "Regulation on Public Holidays for National Annual Festivals and Memorial Days";
    When::Civil(1, 10), 2021, "中国人民警察节" "Chinese People’s Police Day", "国务院2020年批复" "approved by the State Council, 2020";
    When::Eve, 1900, "除夕" "Lunar New Year’s Eve", "《全国年节及纪念日放假办法》" "Regulation on Public Holidays for National Annual Festivals and Memorial Days";
    When::Lunar(1, 1), 1900, "春节" "Spring Festival", "《全国年节及纪念日放假办法》" "Regulation on Public Holidays for National Annual Festivals and Memorial Days";
    When::Lunar(1, 15), 1900, "元宵节" "Lantern Festival", "传统节日" "traditional festival";
    When::Civil(3, 8), 1950, "妇女节" "International Women’s Day", "《全国年节及纪念日放假办法》" "Regulation on Public Holidays for National Annual Festivals and Memorial Days";
    When::Civil(3, 12), 1979, "植树节" "Tree Planting Day", "《森林法》第十条" "Forest Law, Article 10";
    When::Civil(3, 15), 1983, "国际消费者权益日" "World Consumer Rights Day", "国际消费者联盟组织" "Consumers International";
    When::Civil(4, 15), 2016, "全民国家安全教育日" "National Security Education Day", "《国家安全法》第十四条" "National Security Law, Article 14";
    When::Civil(4, 26), 2001, "世界知识产权日" "World Intellectual Property Day", "世界知识产权组织" "World Intellectual Property Organization";
    When::Civil(5, 1), 1950, "劳动节" "Labour Day", "《全国年节及纪念日放假办法》" "Regulation on Public Holidays for National Annual Festivals and Memorial Days";
    When::Nth(3, 5, Weekday::Sunday), 1991, "全国助残日" "National Day for Helping Persons with Disabilities", "《残疾人保障法》第十四条" "Law on the Protection of Persons with Disabilities, Article 14";
    When::Lunar(5, 5), 1900, "端午节" "Dragon Boat Festival", "《全国年节及纪念日放假办法》" "Regulation on Public Holidays for National Annual Festivals and Memorial Days";
    When::Civil(6, 1), 1950, "儿童节" "International Children’s Day", "《全国年节及纪念日放假办法》" "Regulation on Public Holidays for National Annual Festivals and Memorial Days";
    When::Civil(6, 5), 2015, "环境日" "Environment Day", "《环境保护法》第十二条" "Environmental Protection Law, Article 12";
    When::Civil(6, 26), 1988, "国际禁毒日" "International Day against Drug Abuse and Illicit Trafficking", "联合国大会第42/112号决议" "United Nations General Assembly resolution 42/112";
    When::Lunar(7, 7), 1900, "七夕" "Qixi Festival", "传统节日" "traditional festival";
    When::Civil(8, 15), 2023, "全国生态日" "National Ecology Day", "全国人大常委会2023年决定" "decision of the NPC Standing Committee, 2023";
    When::Lunar(8, 15), 1900, "中秋节" "Mid-Autumn Festival", "《全国年节及纪念日放假办法》" "Regulation on Public Holidays for National Annual Festivals and Memorial Days";
    When::Civil(9, 10), 1985, "教师节" "Teachers’ Day", "《教师法》第六条" "Teachers Law, Article 6";
    When::Lunar(9, 9), 1900, "重阳节" "Double Ninth Festival", "《老年人权益保障法》第十二条：老年节" "Law on the Protection of the Rights and Interests of the Elderly, Article 12: day of the elderly";
    When::Civil(9, 30), 2014, "烈士纪念日" "Martyrs’ Day", "全国人大常委会2014年决定" "decision of the NPC Standing Committee, 2014";
    When::Civil(10, 1), 1949, "国庆节" "National Day", "《全国年节及纪念日放假办法》" "Regulation on Public Holidays for National Annual Festivals and Memorial Days";
    When::Civil(11, 9), 1992, "全国消防日" "National Fire Safety Day", "公安部1992年确定" "Ministry of Public Security, 1992";
    When::Civil(12, 2), 2012, "全国交通安全日" "National Road Safety Day", "国务院2012年批复" "approved by the State Council, 2012";
    When::Civil(12, 4), 2014, "国家宪法日" "National Constitution Day", "全国人大常委会2014年决定" "decision of the NPC Standing Committee, 2014";
    When::Week(12, 1, 7), 2018, "宪法宣传周" "Constitution Week", "司法部、全国普法办" "Ministry of Justice and National Office for Legal Publicity";
    When::Civil(12, 10), 1950, "人权日" "Human Rights Day", "联合国大会第423(V)号决议" "United Nations General Assembly resolution 423 (V)";
    When::Civil(12, 13), 2014, "国家公祭日" "National Memorial Day", "全国人大常委会2014年决定" "decision of the NPC Standing Committee, 2014";
}

/// The names of a day; none for most days.
pub fn of(day: Day) -> impl Iterator<Item = &'static Feast> {
    FEASTS.iter().filter(move |feast| feast.is_on(day))
}

impl Feast {
    fn is_on(&self, day: Day) -> bool {
        let Day(d) = day;
        if d.year() < self.since {
            return false;
        }
        match self.when {
            When::Civil(month, of_month) => (d.month(), d.day()) == (month, of_month),
            When::Week(month, from, to) => d.month() == month && (from..=to).contains(&d.day()),
            When::Lunar(month, of_month) => {
                lunar::of(day).is_some_and(|l| (l.month, l.leap, l.day) == (month, false, of_month))
            }
            When::Eve => {
                let tomorrow = d.tomorrow().ok().and_then(|next| lunar::of(Day(next)));
                tomorrow.is_some_and(|l| (l.month, l.leap, l.day) == (1, false, 1))
            }
            When::Nth(n, month, weekday) => d.month() == month && d.weekday() == weekday && (d.day() - 1) / 7 + 1 == n,
        }
    }
}
