//! The closing summary.

use crate::failure::Result;
use crate::progress;
use std::time::Duration;

/// How a suite ended.
pub(crate) struct Row {
    /// Its name.
    pub(crate) suite: &'static str,
    /// How long it ran, what it had to build included.
    pub(crate) duration: Duration,
    /// Whether it passed.
    pub(crate) outcome: Result<()>,
}

/// One line for each suite, and the count in the last one.
pub(crate) fn table(rows: &[Row]) -> String {
    let failed = rows.iter().filter(|row| row.outcome.is_err()).count();
    let total = rows.iter().map(|row| row.duration).sum();
    let lines: String = rows
        .iter()
        .map(|row| {
            let outcome = match &row.outcome {
                Ok(()) => "passed",
                Err(failure) => &format!("failed: {}", failure.what),
            };
            format!("{:<13}{:>13}  {outcome}\n", row.suite, progress::duration(row.duration))
        })
        .collect();
    format!("{lines}{:<13}{:>13}\n{} passed, {failed} failed", "total", progress::duration(total), rows.len() - failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    #[test]
    fn the_table_tells_each_suite_and_ends_with_the_count() {
        let rows = [
            Row { suite: "fmt", duration: Duration::from_millis(800), outcome: Ok(()) },
            Row {
                suite: "conformance",
                duration: Duration::from_secs(75),
                outcome: Err(Failure::new("`python` failed.", "Look.")),
            },
        ];
        assert_eq!(
            table(&rows),
            "\
fmt                  0.8 s  passed
conformance     1 min 15 s  failed: `python` failed.
total           1 min 15 s
1 passed, 1 failed"
        );
    }
}
