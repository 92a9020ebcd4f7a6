//! The programs that building and testing need. Each is taken from PATH when it has the right version there;
//! otherwise it comes once into a cache of the user's, beside other versions, and is never installed for others.
//!
//! Only the browser is different: see [`browser`].

pub(crate) mod apt;
pub(crate) mod binaryen;
pub(crate) mod browser;
pub(crate) mod cargo_install;
pub(crate) mod node;
pub(crate) mod python;
pub(crate) mod rust;

use crate::failure::{Failure, Result};
use crate::process::{find_on_path, output};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program of the right version.
#[derive(Debug)]
pub(crate) struct Tool {
    /// Where it is.
    pub(crate) program: PathBuf,
    /// The folder to put on PATH for those who look it up there; `None` when it was found there.
    pub(crate) folder: Option<PathBuf>,
}

impl Tool {
    /// The program of that name and version on PATH.
    fn on_path(name: &str, version: &str) -> Option<Self> {
        let program = find_on_path(name)?;
        (version_of(&program)? == version).then_some(Self { program, folder: None })
    }

    /// The program of that version in a folder of the cache.
    fn cached(folder: PathBuf, name: &str, version: &str) -> Option<Self> {
        let program = folder.join(name);
        (version_of(&program)? == version).then_some(Self { program, folder: Some(folder) })
    }
}

/// The version that a program tells.
fn version_of(program: &Path) -> Option<String> {
    let text = output(Command::new(program).arg("--version"))?;
    version_in(&text).map(str::to_owned)
}

/// The first word that looks like a version, without a leading `v`.
fn version_in(text: &str) -> Option<&str> {
    text.split_whitespace()
        .map(|word| word.strip_prefix('v').unwrap_or(word))
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// The first number of a version.
fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

/// The folder in the cache for a tool of that version.
///
/// # Errors
/// The user has no folder for caches.
fn folder_for(name: &str, version: &str) -> Result<PathBuf> {
    let cache = cache(|name| std::env::var_os(name).filter(|value| !value.is_empty())).ok_or_else(|| {
        Failure::new(
            "There is no folder to keep the build tools in: neither HOME nor XDG_CACHE_HOME is set.",
            "Set XDG_CACHE_HOME to a folder that you may write to.",
        )
    })?;
    Ok(cache.join("detect-console/tools").join(format!("{name}-{version}")))
}

/// The user's folder for caches, by the environment.
fn cache(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if let Some(folder) = variable("XDG_CACHE_HOME") {
        return Some(folder.into());
    }
    if cfg!(windows) {
        return variable("LOCALAPPDATA").map(PathBuf::from);
    }
    let folder = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
    variable("HOME").map(|home| PathBuf::from(home).join(folder))
}

/// Creates the folder and those above it.
fn create(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::new(
            format!("`{}` cannot be created: {error}.", folder.display()),
            "Set XDG_CACHE_HOME to a folder that you may write to.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_print() {
        for (text, expected) in [
            ("trunk 0.22.1", Some("0.22.1")),
            ("wasm-opt version 132 (version_132)", Some("132")),
            ("v20.20.2", Some("20.20.2")),
            ("0.9.2", Some("0.9.2")),
            ("Python 3.11.2", Some("3.11.2")),
            ("version unknown", None),
            ("", None),
        ] {
            assert_eq!(version_in(text), expected, "{text}");
        }
    }

    #[test]
    fn the_major_version_is_a_number() {
        assert_eq!(major("20.20.2"), Some(20));
        assert_eq!(major("132"), Some(132));
        assert_eq!(major("unknown"), None);
    }

    #[test]
    fn the_cache_is_where_the_user_wants_it() {
        let set = |name: &str| (name == "XDG_CACHE_HOME").then(|| OsString::from("/elsewhere"));
        assert_eq!(cache(set), Some(PathBuf::from("/elsewhere")));
        assert_eq!(cache(|_| None), None);
    }

    #[test]
    fn a_tool_of_another_version_does_not_count() {
        assert!(Tool::on_path("cargo", "0.0.0").is_none());
        assert!(Tool::cached(PathBuf::from("/nowhere"), "trunk", "0.22.1").is_none());
    }
}
