//! All kinds of problems the program knows, with what `pufa explain` says of each.
//!
//! In: nothing. Out: one constant for each rule, the list of all, and the look-up by code.
//! A code is never given away twice; a rule that is dropped keeps its number. The tables are in files by area.

use crate::base::rule::Rule;

macro_rules! rules {
    ($table:ident $($id:ident $code:literal $name:literal $severity:ident
        what $wz:literal $we:literal
        why $yz:literal $ye:literal
        fix $fz:literal $fe:literal
        example $ex:literal;)*) => {
        $(
            #[doc = $we]
            pub static $id: Rule = Rule {
                code: $code, name: $name, severity: $severity,
                what: Words { zh: $wz, en: $we }, why: Words { zh: $yz, en: $ye }, fix: Words { zh: $fz, en: $fe },
                example: $ex,
            };
        )*
        /// Every rule of this file, in its order.
        pub(super) static $table: &[&Rule] = &[$(&$id),*];
    };
}

mod output;
mod preflight;
mod print;
mod text;
mod typed;

// A rule is named as `rules::X` wherever its table stands.
pub use self::output::*;
pub use self::preflight::*;
pub use self::print::*;
pub use self::text::*;
pub use self::typed::*;

/// Every rule, in the order of the tables.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    let tables = [TYPED, TEXT, PRINT, PREFLIGHT, OUTPUT];
    tables.into_iter().flatten().copied()
}

/// The rule of this code or name, in any case.
pub fn by_code(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name.eq_ignore_ascii_case(code))
}
