//! Numbers in Chinese characters.
//!
//! In: characters or numbers. Out: the other. Knows only what dates need: numbers below a hundred, and years digit by digit.

/// The digits as dates write them.
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// The value of a digit: Chinese, ASCII or full-width; zero in its three common shapes.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '零' | '○' | 'Ｏ' => Some(0),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        '两' => Some(2),
        c => c.to_digit(10).or_else(|| DIGITS.iter().position(|d| *d == c).and_then(|at| u32::try_from(at).ok())),
    }
}

/// Whether this can be part of a number in Chinese characters.
pub fn is_chinese(c: char) -> bool {
    DIGITS.contains(&c) || matches!(c, '零' | '○' | '十' | '廿' | '卅')
}

/// The number that these characters write: `二十八`, `廿八`, `卅`, `28`, `２８`; none if they write no number below a hundred.
pub fn read(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let tens = match first {
        '十' => Some(1),
        '廿' => Some(2),
        '卅' => Some(3),
        _ => None,
    };
    let value = match tens {
        Some(tens) => tens * 10 + rest(&mut chars)?,
        None => {
            let value = digit(first)?;
            match chars.next() {
                None => value,
                Some('十') => value * 10 + rest(&mut chars)?,
                Some(c) => value * 10 + digit(c)?,
            }
        }
    };
    chars.next().is_none().then_some(value)
}

/// The ones after the tens; nothing is zero.
fn rest(chars: &mut std::str::Chars<'_>) -> Option<u32> {
    match chars.next() {
        None => Some(0),
        Some(c) => digit(c).filter(|n| *n > 0),
    }
}

/// A number below a hundred as it is read: `二十八`, `十`, `三`.
pub fn below_hundred(n: u32) -> String {
    let (tens, ones) = (n / 10, n % 10);
    let ones_text = |n: u32| DIGITS[n as usize % 10].to_string();
    match (tens, ones) {
        (0, n) => ones_text(n),
        (1, 0) => "十".to_string(),
        (1, n) => format!("十{}", ones_text(n)),
        (t, 0) => format!("{}十", ones_text(t)),
        (t, n) => format!("{}十{}", ones_text(t), ones_text(n)),
    }
}

/// A year digit by digit: `二〇二六`.
pub fn by_digits(n: u32) -> String {
    n.to_string().chars().filter_map(|c| c.to_digit(10)).map(|d| DIGITS[d as usize]).collect()
}

/// `1st`, `2nd`, `3rd`, `20th`.
pub fn ordinal(n: u8) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}
