//! `cargo xtask test`: every suite, or those named, and a closing summary.

pub(crate) mod browser;
pub(crate) mod checks;
pub(crate) mod conformance;
pub(crate) mod end_to_end;
pub(crate) mod ministack;
pub(crate) mod summary;

use crate::failure::Result;
use crate::{console, progress, size};
use std::process::ExitCode;
use std::time::Instant;
use summary::Row;

/// A part of the tests that can be run on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suite {
    /// Formatting.
    Fmt,
    /// Lints.
    Clippy,
    /// Tests that need no browser.
    Native,
    /// The sandbox against AWS's own Python client.
    Conformance,
    /// Signing in and signed calls against a stand-in for AWS that is not ours.
    Ministack,
    /// Tests of components in a browser.
    Browser,
    /// The release build.
    Build,
    /// The whole console in a browser.
    EndToEnd,
    /// The page of all components, and how it looks.
    Gallery,
    /// Dependencies that nothing uses.
    Unused,
    /// The size report.
    Size,
}

impl Suite {
    /// All suites, in the order in which they run: what fails fast comes first.
    pub(crate) const ALL: [Self; 11] = [
        Self::Fmt,
        Self::Clippy,
        Self::Native,
        Self::Conformance,
        Self::Ministack,
        Self::Browser,
        Self::Build,
        Self::EndToEnd,
        Self::Gallery,
        Self::Unused,
        Self::Size,
    ];

    /// The name on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Native => "native",
            Self::Conformance => "conformance",
            Self::Ministack => "ministack",
            Self::Browser => "browser",
            Self::Build => "build",
            Self::EndToEnd => "e2e",
            Self::Gallery => "gallery",
            Self::Unused => "unused",
            Self::Size => "size",
        }
    }

    /// What it checks, in a few words.
    pub(crate) const fn about(self) -> &'static str {
        match self {
            Self::Fmt => "the code is formatted",
            Self::Clippy => "no lint complains, natively and for WebAssembly",
            Self::Native => "tests that need no browser",
            Self::Conformance => {
                "boto3 and the AWS CLI work with the sandbox; the signing vectors come out of botocore again"
            }
            Self::Ministack => "the sign-in flow and signed calls against MiniStack",
            Self::Browser => "components and pages in headless Chromium",
            Self::Build => "the console builds in release",
            Self::EndToEnd => "the whole console in Chromium against the sandbox",
            Self::Gallery => "every component looks right in a development build; pictures go to target/gallery",
            Self::Unused => "every dependency is used",
            Self::Size => "the console is no larger than it may be",
        }
    }

    fn run(self) -> Result<()> {
        match self {
            Self::Fmt => checks::fmt(),
            Self::Clippy => checks::clippy(),
            Self::Native => checks::native(),
            Self::Conformance => conformance::run(),
            Self::Ministack => ministack::run(),
            Self::Browser => browser::run(),
            Self::Build => console::build().map(drop),
            Self::EndToEnd => end_to_end::run(),
            Self::Gallery => end_to_end::run_gallery(),
            Self::Unused => checks::unused(),
            Self::Size => size::run(),
        }
    }
}

/// Runs the suites, all of them whatever fails, and tells whether everything passed.
///
/// # Errors
/// None: a suite that fails is part of the summary.
pub(crate) fn run(suites: &[Suite]) -> Result<ExitCode> {
    let rows: Vec<Row> = suites
        .iter()
        .map(|suite| {
            eprintln!("\n=== {}: {}", suite.name(), suite.about());
            let start = Instant::now();
            let outcome = suite.run();
            if let Err(failure) = &outcome {
                eprintln!("\n{failure}");
            }
            let duration = start.elapsed();
            eprintln!(
                "--- {} {} after {}",
                suite.name(),
                if outcome.is_ok() { "passed" } else { "failed" },
                progress::duration(duration)
            );
            Row { suite: suite.name(), duration, outcome }
        })
        .collect();
    println!("\n{}", summary::table(&rows));
    Ok(if rows.iter().all(|row| row.outcome.is_ok()) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
