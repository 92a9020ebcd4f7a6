//! Lists as tables show them: filtered and sorted by what their cells say, which is text or nothing.
//!
//! Does not call AWS and does not know the time.

use std::cmp::Ordering;

use serde_json::Value;

use crate::order::sort_places;

/// What of a list is shown, and in which order. All of it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    /// Shows rows that have each of its words in some cell, whatever the case.
    pub filter: String,
    /// How the rows are sorted; `None` for the order they have by themselves.
    pub order: Option<Order>,
}

/// An order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// Place of the column to sort by.
    pub column: usize,
    /// From the last to the first.
    pub descending: bool,
}

impl ListView {
    /// The query parameters that describe a view.
    pub const PARAMETERS: &'static [&'static str] = &["filter", "sort"];

    /// The view that the query parameters of an address describe. What they do not say, or say wrongly, is the default:
    /// no filter, and the `usual` order.
    #[must_use]
    pub fn from_query<'a>(columns: &[&str], usual: Option<Order>, parameter: impl Fn(&str) -> Option<&'a str>) -> Self {
        let (key, descending) = read_sort(parameter("sort").unwrap_or_default());
        let order = columns.iter().position(|known| *known == key).map(|column| Order { column, descending });
        Self { filter: parameter("filter").unwrap_or_default().to_owned(), order: order.or(usual) }
    }

    /// The query parameters that describe it; defaults are left out.
    #[must_use]
    pub fn to_query(&self, columns: &[&str], usual: Option<Order>) -> Vec<(&'static str, String)> {
        let filter = (!self.filter.is_empty()).then(|| ("filter", self.filter.clone()));
        let order = self.order.filter(|order| Some(*order) != usual);
        let sort = order.map(|order| ("sort", write_sort(columns[order.column], order.descending)));
        filter.into_iter().chain(sort).collect()
    }

    /// The same view, sorted by `column`: from the first to the last, or the other way round if it already is.
    #[must_use]
    pub fn sorted_by(&self, column: usize) -> Self {
        let descending = self.order == Some(Order { column, descending: false });
        Self { order: Some(Order { column, descending }), ..self.clone() }
    }

    /// The places of those `rows` that are shown, in their order. The filter looks into the columns at `searched`.
    #[must_use]
    pub fn places(&self, rows: &[Vec<Value>], searched: &[usize]) -> Vec<usize> {
        let filter = self.filter.to_ascii_lowercase();
        let words: Vec<&str> = filter.split_whitespace().collect();
        let fits = |place: &usize| {
            words.iter().all(|word| searched.iter().any(|column| contains(&rows[*place][*column], word)))
        };
        let mut places: Vec<usize> = (0..rows.len()).filter(fits).collect();
        if let Some(Order { column, descending }) = self.order {
            sort_places(&mut places, &|left, right| compare(&rows[left][column], &rows[right][column], descending));
        }
        places
    }
}

/// The column that `sort` in an address names, and whether it is sorted from the last to the first: a minus sign says so.
#[must_use]
pub fn read_sort(sort: &str) -> (&str, bool) {
    sort.strip_prefix('-').map_or((sort, false), |column| (column, true))
}

/// The same, written.
#[must_use]
pub fn write_sort(column: &str, descending: bool) -> String {
    format!("{}{column}", if descending { "-" } else { "" })
}

/// Whether `value` says `word`, which is in lower case.
fn contains(value: &Value, word: &str) -> bool {
    value.as_str().is_some_and(|text| text.to_ascii_lowercase().contains(word))
}

/// Numbers, which AWS sends as text here, by size, before texts by their letters. What AWS left out stands last in
/// either direction: it is neither small nor large.
fn compare(left: &Value, right: &Value, descending: bool) -> Ordering {
    let (Some(left), Some(right)) = (left.as_str(), right.as_str()) else {
        return left.is_null().cmp(&right.is_null());
    };
    let ordering = match (left.parse::<u64>(), right.parse::<u64>()) {
        (Ok(left), Ok(right)) => left.cmp(&right),
        // A sort wants to know of any two which is first, and of any three the same.
        (left_number, right_number) => right_number.is_ok().cmp(&left_number.is_ok()).then_with(|| left.cmp(right)),
    };
    if descending { ordering.reverse() } else { ordering }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const COLUMNS: [&str; 3] = ["detectorId", "number", "updated"];

    #[track_caller]
    fn check(query: &[(&str, &str)], expected: &[usize]) {
        let rows = [
            vec![json!("payment_screening"), json!("9"), json!("2026")],
            vec![json!("Guest orders"), json!("10"), json!(null)],
            vec![json!("loyalty"), json!(null), json!("2025")],
        ];
        let usual = Some(Order { column: 1, descending: true });
        let parameter = |name: &str| query.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        let view = ListView::from_query(&COLUMNS, usual, parameter);
        assert_eq!(view.places(&rows, &[0, 1]), expected, "{query:?}");
        let written = view.to_query(&COLUMNS, usual);
        let read = |name: &str| written.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
        assert_eq!(ListView::from_query(&COLUMNS, usual, read), view, "{query:?}");
    }

    #[test]
    fn rows_are_sorted_by_a_column_what_is_left_out_last() {
        check(&[], &[1, 0, 2]);
        check(&[("sort", "number")], &[0, 1, 2]);
        check(&[("sort", "-number")], &[1, 0, 2]);
        check(&[("sort", "updated")], &[2, 0, 1]);
        check(&[("sort", "-updated")], &[0, 2, 1]);
        check(&[("sort", "detectorId")], &[1, 2, 0]);
        check(&[("sort", "nonsense")], &[1, 0, 2]);
    }

    #[test]
    fn numbers_stand_before_texts_whatever_texts_begin_with() {
        let mut places: Vec<usize> = (0..4).collect();
        let texts = ["2024a", "2024", "", "30"].map(serde_json::Value::from);
        sort_places(&mut places, &|left, right| compare(&texts[left], &texts[right], false));
        assert_eq!(places, [3, 1, 2, 0]);
        sort_places(&mut places, &|left, right| compare(&texts[left], &texts[right], true));
        assert_eq!(places, [0, 2, 1, 3]);
    }

    #[test]
    fn the_filter_looks_into_the_columns_it_is_told() {
        check(&[("filter", " PAYMENT_")], &[0]);
        check(&[("filter", "payment screening")], &[0]);
        check(&[("filter", "guest")], &[1]);
        check(&[("filter", "10")], &[1]);
        check(&[("filter", "2025")], &[]);
    }

    #[test]
    fn a_column_is_sorted_the_other_way_round_the_second_time() {
        let once = ListView::default().sorted_by(2);
        assert_eq!(once.order, Some(Order { column: 2, descending: false }));
        let twice = once.sorted_by(2);
        assert_eq!(twice.order, Some(Order { column: 2, descending: true }));
        assert_eq!(twice.sorted_by(2), once);
        assert_eq!(twice.sorted_by(0).order, Some(Order { column: 0, descending: false }));
    }

    #[test]
    fn the_usual_order_is_not_written_down() {
        let usual = Some(Order { column: 0, descending: false });
        let view = ListView { filter: String::new(), order: usual };
        assert_eq!(view.to_query(&COLUMNS, usual), []);
        assert_eq!(view.to_query(&COLUMNS, None), [("sort", "detectorId".to_owned())]);
    }
}
