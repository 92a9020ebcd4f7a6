//! What every table of a list has beside it: its rows as a file, and how it is preferred to look.

pub(super) mod export;
mod preferences;

pub(super) use self::export::Export;
pub(super) use self::preferences::Preferences;
