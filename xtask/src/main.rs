//! `cargo xtask`: sets up, starts and tests Detect Console.
//!
//! Code map, in reading order: [`args`] what can be asked for, [`start`] and [`test`] the two commands,
//! [`console`] and [`sandbox`] the two things they build, [`freshness`] whether they have to, [`tools`] what
//! building and testing need and how it gets here, [`styles`], [`split`] and [`licences`] what Trunk calls while it builds the
//! console, [`size`] and [`screenshots`] two small commands.
//! [`process`], [`failure`] and [`progress`] are how programs are run and how the reader hears of it.
//!
//! Nothing here is needed to use a built console, and nothing is installed for the whole machine, except that
//! `test` run as root on Debian or Ubuntu installs the browser it needs.

#![allow(clippy::disallowed_methods, reason = "what the workspace bans because it panics in the browser works here")]

mod args;
mod console;
mod failure;
mod freshness;
mod licences;
mod process;
mod progress;
mod sandbox;
mod screenshots;
mod size;
mod split;
mod start;
mod styles;
mod test;
mod tools;

use args::Command;
use failure::Result;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    match args::parse(std::env::args_os().skip(1))? {
        Command::Help => println!("{}", args::usage()),
        Command::Start(options) => start::run(&options)?,
        Command::Test(suites) => return test::run(&suites),
        Command::Screenshots => screenshots::run()?,
        Command::Bench => test::end_to_end::run_node(console::build, &["benchmarks/table.mjs"])?,
        Command::Size => size::run()?,
        Command::Licences => licences::run()?,
        Command::Split => split::run()?,
        Command::Styles => styles::run()?,
    }
    Ok(ExitCode::SUCCESS)
}
