//! Builds the sandbox server and runs it.

use crate::failure::{Failure, Result};
use crate::process::{cargo, not_started, program};
use crate::progress;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Stdio};

/// Builds the server and returns where it is.
///
/// # Errors
/// It does not build.
pub(crate) fn build() -> Result<PathBuf> {
    const ADVICE: &str = "The lines above say why. Correct it and run the same command again.";
    progress::step("Building the sandbox server, about 1 minute the first time");
    let mut command = cargo();
    command
        // Of the whole workspace, so that its dependencies have the features they have in `cargo test --workspace`
        // and are compiled once.
        .args(["build", "--workspace", "--bin", "detect-console-sandbox"])
        .arg("--message-format=json-render-diagnostics")
        .stderr(Stdio::inherit());
    let output = command.output().map_err(|error| not_started(&command, &error, ADVICE))?;
    let messages = String::from_utf8_lossy(&output.stdout);
    match executable(&messages) {
        Some(server) if output.status.success() => Ok(server),
        _ => Err(Failure::new("The sandbox server did not build.", ADVICE)),
    }
}

/// The program named by cargo's messages.
fn executable(messages: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
}

/// A running sandbox server. It ends with this value.
pub(crate) struct Server {
    process: Child,
    /// URL of the page.
    pub(crate) page: String,
    /// Origin of the stand-in for the AWS services, unless a real account takes its place.
    pub(crate) aws: Option<String>,
}

impl Server {
    /// Starts the server and waits until it listens.
    ///
    /// # Errors
    /// It does not start. It has said why on stderr.
    pub(crate) fn start(server: &Path, dist: &Path, options: &[String]) -> Result<Self> {
        const ADVICE: &str = "Its lines above say why; `cargo xtask help` lists the options it takes.";
        let mut command = program(server);
        command.arg("--dist").arg(dist).args(options).stdout(Stdio::piped());
        let mut process = command.spawn().map_err(|error| not_started(&command, &error, ADVICE))?;
        let mut line = String::new();
        if let Some(stdout) = process.stdout.take() {
            // A line that cannot be read is as good as none.
            let _ = BufReader::new(stdout).read_line(&mut line);
        }
        let Some((page, aws)) = addresses(&line) else {
            stop(&mut process);
            return Err(Failure::new("The sandbox server did not start.", ADVICE));
        };
        Ok(Self { process, page, aws })
    }

    /// How the server ended; `None` while it runs.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.process.try_wait().ok().flatten()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        stop(&mut self.process);
    }
}

/// Ends a process that is not needed anymore.
pub(crate) fn stop(process: &mut Child) {
    // Both fail only when the process has ended already.
    let _ = process.kill();
    let _ = process.wait();
}

/// The addresses in the line that the server prints when it listens: the page's, and the stand-in's if it runs.
fn addresses(line: &str) -> Option<(String, Option<String>)> {
    let ready: Value = serde_json::from_str(line).ok()?;
    Some((ready["page"].as_str()?.to_owned(), ready["aws"].as_str().map(ToOwned::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_are_those_the_server_prints() {
        let line = r#"{"page":"http://127.0.0.1:8787/","aws":"http://127.0.0.1:8788"}"#;
        let page = "http://127.0.0.1:8787/".to_owned();
        assert_eq!(addresses(line), Some((page.clone(), Some("http://127.0.0.1:8788".to_owned()))));
        assert_eq!(addresses(r#"{"page":"http://127.0.0.1:8787/","aws":null}"#), Some((page, None)));
        assert_eq!(addresses(""), None);
        assert_eq!(addresses(r#"{"page":1}"#), None);
    }

    #[test]
    fn the_server_is_the_executable_among_the_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","executable":null}"#,
            "\nnot a message\n",
            r#"{"reason":"compiler-artifact","executable":"/x/target/debug/server"}"#,
        );
        assert_eq!(executable(messages), Some(PathBuf::from("/x/target/debug/server")));
        assert_eq!(executable("{}"), None);
    }
}
