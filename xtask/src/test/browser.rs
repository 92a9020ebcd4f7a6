//! Components and pages in headless Chromium, by wasm-bindgen's test runner.

use crate::failure::{Failure, Result};
use crate::process::{self, cargo, root};
use crate::tools;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs `tests/web/`.
///
/// # Errors
/// Something is missing, or a test fails.
pub(crate) fn run() -> Result<()> {
    tools::rust::target()?;
    let wasm_bindgen = tools::cargo_install::wasm_bindgen()?.program;
    let runner = format!("wasm-bindgen-test-runner{}", std::env::consts::EXE_SUFFIX);
    let folders: Vec<PathBuf> = wasm_bindgen.parent().map(Path::to_path_buf).into_iter().collect();
    let settings = settings(&tools::browser::chromium()?)?;
    let chromedriver = tools::browser::chromedriver()?;
    let web = || {
        let mut command = cargo();
        command.args(["test", "--target", "wasm32-unknown-unknown"]).args([
            "--package",
            "detect-console",
            "--test",
            "web",
        ]);
        command
    };
    process::run(web().arg("--no-run"), "The lines above say why. Correct it and run the same command again.")?;
    process::run(
        web()
            // cargo would hand that on to the runner, which does not know it.
            .env("CARGO_TERM_QUIET", "false")
            // By its name alone: cargo splits the variable at spaces, which a folder's name may hold.
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("PATH", process::path_with(&folders)?)
            .env("CHROMEDRIVER", chromedriver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
            // In seconds. The runner's own 5 and 20 are short for a busy machine.
            .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300"),
        "The lines above name the tests that failed.",
    )
}

/// Writes webdriver.json with the browser's place added, where the runner reads it.
fn settings(chromium: &Path) -> Result<PathBuf> {
    let source = root().join("webdriver.json");
    let file = root().join("target/webdriver.json");
    fs::read_to_string(&source)
        .and_then(|text| Ok(with_browser(&text, chromium)?))
        .and_then(|text| fs::create_dir_all(root().join("target")).and_then(|()| fs::write(&file, text)))
        .map_err(|error| {
            Failure::new(
                format!("The browser's settings cannot be taken from `webdriver.json`: {error}."),
                "Restore it as it was committed.",
            )
        })?;
    Ok(file)
}

fn with_browser(settings: &str, chromium: &Path) -> serde_json::Result<String> {
    let mut settings: Value = serde_json::from_str(settings)?;
    settings["goog:chromeOptions"]["binary"] = chromium.to_string_lossy().into();
    Ok(settings.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_joins_the_other_settings() {
        let settings = r#"{"goog:chromeOptions":{"args":["--disable-gpu"]}}"#;
        assert_eq!(
            with_browser(settings, Path::new("/opt/chrome")).unwrap(),
            r#"{"goog:chromeOptions":{"args":["--disable-gpu"],"binary":"/opt/chrome"}}"#
        );
        assert!(with_browser("no JSON", Path::new("/opt/chrome")).is_err());
    }
}
