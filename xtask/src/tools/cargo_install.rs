//! Tools that `cargo install` builds from source. Nobody publishes them as programs where a package manager that
//! everybody has would find them.

use super::{Tool, create, folder_for};
use crate::failure::{Failure, Result};
use crate::process::{cargo, root, run};
use crate::progress;
use std::path::Path;

/// The version we build the console with.
const TRUNK: &str = "0.22.1";
/// The version we look for unused dependencies with.
const MACHETE: &str = "0.9.2";

/// Trunk, which builds the console.
///
/// # Errors
/// It cannot be built.
pub(crate) fn trunk() -> Result<Tool> {
    Package {
        name: "trunk",
        program: "trunk",
        version: TRUNK,
        duration: "about 6 minutes",
        // It declares a newer Rust than it needs, and its update check looks into the network.
        options: &["--ignore-rust-version", "--no-default-features", "--features=rustls"],
    }
    .get()
}

/// wasm-bindgen's programs: they must be of the very version that the console is linked with.
///
/// # Errors
/// They cannot be built, or Cargo.lock does not say which version.
pub(crate) fn wasm_bindgen() -> Result<Tool> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap_or_default();
    let version = locked("wasm-bindgen", &lock).ok_or_else(|| {
        Failure::new("Cargo.lock does not name a version of wasm-bindgen.", "Restore Cargo.lock as it was committed.")
    })?;
    Package {
        name: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version,
        duration: "about 2 minutes",
        // The test runner talks to drivers on this machine only, so it needs no TLS.
        options: &["--no-default-features"],
    }
    .get()
}

/// cargo-machete, which finds dependencies that nothing uses.
///
/// # Errors
/// It cannot be built.
pub(crate) fn machete() -> Result<Tool> {
    Package {
        name: "cargo-machete",
        program: "cargo-machete",
        version: MACHETE,
        duration: "about 1 minute",
        options: &[],
    }
    .get()
}

/// A package of crates.io that holds a program.
struct Package<'a> {
    name: &'a str,
    program: &'a str,
    version: &'a str,
    /// How long building it takes on two cores.
    duration: &'a str,
    options: &'a [&'a str],
}

impl Package<'_> {
    fn get(&self) -> Result<Tool> {
        if let Some(tool) = Tool::on_path(self.program, self.version) {
            return Ok(tool);
        }
        let folder = folder_for(self.name, self.version)?;
        let cached = || Tool::cached(folder.join("bin"), self.program, self.version);
        if let Some(tool) = cached() {
            return Ok(tool);
        }

        progress::step(&format!(
            "Building {} {} from source, {}, once per machine",
            self.name, self.version, self.duration
        ));
        create(&folder)?;
        if self.install(&folder, &["--locked"]).is_err() {
            // A registry that mirrors crates.io may lag behind the versions the authors locked.
            progress::step("That failed; trying again with the newest versions that fit");
            self.install(&folder, &[])?;
        }
        // Kept until here so that an interrupted build goes on where it stopped. Leftovers only cost space.
        let _ = std::fs::remove_dir_all(folder.join("build"));
        cached().ok_or_else(|| {
            Failure::new(
                format!("{} {} was built but does not run.", self.name, self.version),
                format!("Remove `{}` and run the same command again.", folder.display()),
            )
        })
    }

    fn install(&self, folder: &Path, options: &[&str]) -> Result<()> {
        let mut command = cargo();
        command
            // Away from the settings of this workspace.
            .current_dir(folder)
            .args(["install", self.name, "--version", self.version, "--root"])
            .arg(folder)
            .arg("--target-dir")
            .arg(folder.join("build"))
            .args(self.options)
            .args(options)
            // It is waited for once and then runs for seconds: build it quickly rather than well.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        run(
            &mut command,
            "The lines above say why; most often crates.io is out of reach, or the disk is full. \
             Run the same command again: it goes on where it stopped.",
        )
        .map_err(|failure| failure.told_as(format!("{} {} could not be built.", self.name, self.version)))
    }
}

/// The version of a package in the text of a Cargo.lock.
fn locked<'a>(package: &str, lock: &'a str) -> Option<&'a str> {
    let mut lines = lock.lines();
    lines.find(|line| *line == format!("name = \"{package}\""))?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_a_package_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked("wasm-bindgen", lock), Some("0.2.130"));
        assert_eq!(locked("wasm-bindgen-macro", lock), Some("0.2.1"));
        assert_eq!(locked("wasm", lock), None);
    }
}
