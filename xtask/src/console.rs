//! Builds the console: in release into `dist/`, and as a development build.

use crate::failure::{Failure, Result};
use crate::freshness::Build;
use crate::process::{path_with, program, root, run};
use crate::{progress, tools};
use std::path::PathBuf;
use std::sync::OnceLock;

/// What the console is built from.
const INPUTS: [&str; 12] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "index.html",
    "src",
    "style",
    "view-macro",
    "web",
    "xtask/src/split",
    "xtask/src/split.rs",
];

/// A way to build it.
struct Profile {
    /// What Trunk is asked for.
    arguments: &'static [&'static str],
    /// Where the page goes.
    dist: &'static str,
    /// Remembers the last build.
    stamp: &'static str,
    /// What the build is announced with.
    announcement: &'static str,
}

const RELEASE: Profile = Profile {
    arguments: &["--release"],
    dist: "dist",
    stamp: "target/console.stamp",
    announcement: "Building the console in release, about 3 minutes the first time; wasm-opt warns of a \"linking \
                   section\": that is expected",
};

const DEVELOPMENT: Profile = Profile {
    arguments: &["--dist", "target/development"],
    dist: "target/development",
    stamp: "target/development.stamp",
    announcement: "Building the console for development, about 2 minutes the first time",
};

/// Brings `dist/` up to date and returns where it is. What failed once is not tried again by the same command.
///
/// # Errors
/// A tool is missing, or the console does not build.
pub(crate) fn build() -> Result<PathBuf> {
    static BUILT: OnceLock<Result<PathBuf>> = OnceLock::new();
    BUILT.get_or_init(|| build_once(&RELEASE)).clone()
}

/// The same for a development build, which has pages that a release has not.
///
/// # Errors
/// A tool is missing, or the console does not build.
pub(crate) fn build_for_development() -> Result<PathBuf> {
    build_once(&DEVELOPMENT)
}

fn build_once(profile: &Profile) -> Result<PathBuf> {
    let dist = root().join(profile.dist);
    let build = Build {
        inputs: INPUTS.map(|input| root().join(input)).to_vec(),
        outputs: vec![dist.clone()],
        stamp: root().join(profile.stamp),
    };
    if build.is_fresh() {
        progress::step("The console is built already");
        return Ok(dist);
    }

    tools::rust::target()?;
    let trunk = tools::cargo_install::trunk()?;
    let others = [tools::cargo_install::wasm_bindgen()?, tools::binaryen::wasm_opt()?];
    let folders: Vec<PathBuf> = others.into_iter().filter_map(|tool| tool.folder).collect();

    progress::step(profile.announcement);
    let inputs = build.inputs().map_err(unreadable)?;
    let mut command = program(trunk.program);
    command.arg("build").args(profile.arguments).env("PATH", path_with(&folders)?);
    if !progress::is_watched() {
        command.arg("--quiet");
    }
    run(&mut command, "The lines above say why. Correct it and run the same command again.")
        .map_err(|failure| failure.told_as("The console did not build."))?;
    build.remember(inputs).map_err(unreadable)?;
    Ok(dist)
}

fn unreadable(error: std::io::Error) -> Failure {
    Failure::new(
        format!("The console's sources or its build cannot be read: {error}."),
        "Check that the files of the checkout belong to you and that the disk is not full.",
    )
}
