//! Which rows of a long table are drawn. Arithmetic only.

use std::ops::Range;

/// Rows that are drawn beyond those in sight, on either side: there already when they come into sight.
const MARGIN: usize = 4;

/// The drawn rows begin and end at multiples of this, so that not every row scrolled by is work.
const STEP: usize = 4;

/// A part of a table, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Space for so many rows.
    Gap(usize),
    /// The row of this index.
    Row(usize),
}

/// The rows to draw when those `seen` are in sight.
pub(super) fn around(seen: Range<usize>) -> Range<usize> {
    let start = seen.start.saturating_sub(MARGIN) / STEP * STEP;
    start..(seen.end + MARGIN).next_multiple_of(STEP)
}

/// The parts of a table of `count` rows of which `drawn` are, as far as there are so many, and `kept` wherever it is,
/// with the rows beside it, for the Tab key to find.
pub(super) fn parts(count: usize, drawn: Range<usize>, kept: Option<usize>) -> Vec<Part> {
    // A table that has become shorter than what was in sight is seen from its end.
    let start = drawn.start.min(count.saturating_sub(drawn.len()));
    let drawn = start..(start + drawn.len()).min(count);
    let kept = kept.map_or(0..0, |kept| kept.saturating_sub(1)..(kept + 2).min(count));
    let before = kept.start..kept.end.min(drawn.start);
    let behind = kept.start.max(drawn.end)..kept.end;
    let mut parts = Vec::new();
    let mut next = 0;
    for row in before.chain(drawn).chain(behind) {
        if row > next {
            parts.push(Part::Gap(row - next));
        }
        parts.push(Part::Row(row));
        next = row + 1;
    }
    if count > next {
        parts.push(Part::Gap(count - next));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::Part::{Gap, Row};
    use super::*;

    #[track_caller]
    fn check(count: usize, drawn: Range<usize>, kept: Option<usize>, expected: &[Part]) {
        assert_eq!(parts(count, drawn, kept), expected);
    }

    #[test]
    fn rows_out_of_sight_are_gaps() {
        check(0, 0..4, None, &[]);
        check(3, 0..4, None, &[Row(0), Row(1), Row(2)]);
        check(9, 0..2, None, &[Row(0), Row(1), Gap(7)]);
        check(9, 4..6, None, &[Gap(4), Row(4), Row(5), Gap(3)]);
        check(9, 7..9, None, &[Gap(7), Row(7), Row(8)]);
    }

    #[test]
    fn a_table_that_became_shorter_is_seen_from_its_end() {
        check(9, 70..72, None, &[Gap(7), Row(7), Row(8)]);
        check(1, 70..72, None, &[Row(0)]);
        check(0, 70..72, None, &[]);
    }

    #[test]
    fn the_row_with_the_focus_stays_wherever_it_is() {
        check(9, 4..6, Some(0), &[Row(0), Row(1), Gap(2), Row(4), Row(5), Gap(3)]);
        check(9, 4..6, Some(2), &[Gap(1), Row(1), Row(2), Row(3), Row(4), Row(5), Gap(3)]);
        check(9, 4..6, Some(5), &[Gap(4), Row(4), Row(5), Row(6), Gap(2)]);
        check(9, 4..6, Some(8), &[Gap(4), Row(4), Row(5), Gap(1), Row(7), Row(8)]);
        check(9, 4..6, Some(20), &[Gap(4), Row(4), Row(5), Gap(3)]);
    }

    #[test]
    fn more_is_drawn_than_is_in_sight_and_not_at_each_row_scrolled_by() {
        assert_eq!(around(0..21), 0..28);
        assert_eq!(around(17..37), 12..44);
        assert_eq!(around(18..38), around(17..37));
        assert_eq!(around(0..0), 0..4);
    }
}
