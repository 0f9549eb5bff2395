//! Folders and the order of what is in them.
//!
//! In: entries. Out: for each folder its own page and its entries in order. Does not break lists into pages; `plan` does.

use std::cmp::Reverse;

use super::field::{self, Fields};
use super::{Entry, EntryId};
use crate::base::date::Day;
use crate::theme::kind::Order;

/// A folder.
pub struct Section {
    /// The entry of its own page.
    pub entry: EntryId,
    /// Its pages, in order.
    pub entries: Vec<EntryId>,
    /// The folders directly in it, in order of weight and name.
    pub folders: Vec<String>,
}

/// Sorts entries as their kind wants it; entries that are equal stand in the order of their files.
pub fn sort(ids: &mut [EntryId], entries: &[Entry], order: Order, today: Day) {
    let none = Fields::new();
    let fields = |id: &EntryId| entries[*id].original().map_or(&none, |t| &t.fields);
    match order {
        Order::Date => ids.sort_by_key(|id| (Reverse(field::day(fields(id), "date")), entries[*id].base.clone())),
        Order::Weight => ids.sort_by(|a, b| {
            let weight = |id| field::number(fields(id), "weight").unwrap_or(f64::INFINITY);
            weight(a).total_cmp(&weight(b)).then_with(|| entries[*a].base.cmp(&entries[*b].base))
        }),
        Order::Title => ids.sort_by_key(|id| {
            (field::text(fields(id), "title").unwrap_or_default().to_string(), entries[*id].base.clone())
        }),
        Order::Start => ids.sort_by_key(|id| {
            let start = field::day(fields(id), "start");
            let over = start.is_none_or(|day| field::day(fields(id), "end").unwrap_or(day) < today);
            let moment = fields(id).get("start").and_then(|f| match &f.value {
                field::FieldValue::Moment(moment) => Some(*moment),
                _ => None,
            });
            let (soonest, latest) = if over { (None, Some(Reverse(moment))) } else { (Some(moment), None) };
            (over, soonest, latest, entries[*id].base.clone())
        }),
    }
}
