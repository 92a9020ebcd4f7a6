//! What the reader hears while steps run. On stderr: stdout is for results.

use std::io::IsTerminal;
use std::time::Duration;

/// Announces a step.
pub(crate) fn step(what: &str) {
    eprintln!("==> {what}");
}

/// Whether somebody watches. Otherwise the output goes to a log, where thousands of progress lines only hide
/// what matters.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// A duration as people say it: `0.8 s`, `12 s`, `3 min 05 s`.
pub(crate) fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_told_in_the_unit_that_matters() {
        for (milliseconds, expected) in
            [(840, "0.8 s"), (12_900, "12 s"), (60_000, "1 min 00 s"), (185_000, "3 min 05 s")]
        {
            assert_eq!(duration(Duration::from_millis(milliseconds)), expected);
        }
    }
}
