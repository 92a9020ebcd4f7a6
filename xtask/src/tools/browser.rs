//! Chromium and its driver. The one tool that does not fit into a user's cache: it needs what only a package
//! manager brings.

use super::apt;
use crate::failure::{Failure, Result};
use crate::process::find_on_path;
use std::path::PathBuf;

/// What Chromium and Chrome are called on PATH.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
/// Where macOS keeps Chrome.
const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

const ADVICE: &str = "Install Chromium or Chrome, and the ChromeDriver of the same version. \
                      Where they are not on PATH, set CHROMIUM and CHROMEDRIVER to the two programs.";

/// Chromium or Chrome.
///
/// # Errors
/// There is none, and it cannot be installed.
pub(crate) fn chromium() -> Result<PathBuf> {
    let find = || {
        let named = NAMES.into_iter().find_map(find_on_path);
        named.or_else(|| Some(PathBuf::from(MAC)).filter(|file| file.is_file()))
    };
    get("CHROMIUM", find, "There is no Chromium or Chrome on this machine.")
}

/// The ChromeDriver.
///
/// # Errors
/// There is none, and it cannot be installed.
pub(crate) fn chromedriver() -> Result<PathBuf> {
    get("CHROMEDRIVER", || find_on_path("chromedriver"), "There is no ChromeDriver on this machine.")
}

fn get(variable: &str, find: impl Fn() -> Option<PathBuf>, missing: &str) -> Result<PathBuf> {
    if let Some(program) = std::env::var_os(variable).filter(|program| !program.is_empty()) {
        return Ok(program.into());
    }
    if let Some(program) = find() {
        return Ok(program);
    }
    if apt::is_available() {
        apt::install(&packages(), ADVICE)?;
    }
    find().ok_or_else(|| Failure::new(missing, ADVICE))
}

/// Both programs, and fonts for the scripts in the sandbox's world.
fn packages() -> [&'static str; 4] {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let (chromium, driver) = if release.lines().any(|line| line == "ID=ubuntu") {
        ("chromium-browser", "chromium-chromedriver")
    } else {
        ("chromium", "chromium-driver")
    };
    [chromium, driver, "fonts-liberation", "fonts-noto-core"]
}
