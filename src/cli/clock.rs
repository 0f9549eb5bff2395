//! What day it is. This module asks the clock and the environment.
//!
//! In: `--today`, else `SOURCE_DATE_EPOCH`, else the clock. Out: a day in China.
//! The only place where the program asks; everything below is given the day.

use std::env;

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::base::date::{CHINA_OFFSET_HOURS, Day};
use crate::base::diag::Failure;
use crate::text;

/// The day to take for today.
pub fn today(typed: Option<Day>) -> Result<Day, Failure> {
    if let Some(day) = typed {
        return Ok(day);
    }
    let now = match env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if !text.is_empty() => {
            let second = text.parse().ok().and_then(|s| Timestamp::from_second(s).ok());
            second.ok_or_else(|| {
                Failure::plain(text! {
                    zh: "SOURCE_DATE_EPOCH 应为 1970 年以来的秒数，现在是 `{text}`",
                    en: "SOURCE_DATE_EPOCH should be seconds since 1970 and is `{text}`"
                })
            })?
        }
        Ok(_) | Err(_) => Timestamp::now(),
    };
    Ok(Day(Offset::constant(CHINA_OFFSET_HOURS).to_datetime(now).date()))
}
