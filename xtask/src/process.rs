//! Running other programs.

use crate::failure::{Failure, Result};
use crate::progress;
use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Folder of the workspace.
pub(crate) fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// A program, to be run in the folder of the workspace.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    if !progress::is_watched() {
        // Also for the cargo that Trunk calls.
        command.env("CARGO_TERM_QUIET", "true");
    }
    command
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program to its end; its output goes where ours goes.
///
/// # Errors
/// It is missing, could not be started, or ended with a failure. `advice` says what to do then.
pub(crate) fn run(command: &mut Command, advice: &str) -> Result<()> {
    let status = command.status().map_err(|error| not_started(command, &error, advice))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("`{}` failed ({status}).", line(command)), advice))
}

/// The failure to tell when a program did not start.
pub(crate) fn not_started(command: &Command, error: &std::io::Error, advice: &str) -> Failure {
    let program = command.get_program().to_string_lossy().into_owned();
    let what = if error.kind() == ErrorKind::NotFound {
        format!("`{program}` is not installed, or not on PATH.")
    } else {
        format!("`{program}` could not be started: {error}.")
    };
    Failure::new(what, advice)
}

/// What a program prints, trimmed. `None` when it is missing or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem();
    program.into_iter().chain(command.get_args()).map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// PATH with these folders before all others.
///
/// # Errors
/// A folder's name holds the character that separates the entries of PATH.
pub(crate) fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = folders.iter().cloned().chain(std::env::split_paths(&path));
    std::env::join_paths(folders).map_err(|error| {
        Failure::new(
            format!("A tool cannot be put on PATH: {error}."),
            "Set XDG_CACHE_HOME to a folder whose name holds no such character.",
        )
    })
}

/// The program of that name on PATH.
pub(crate) fn find_on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_reads_as_typed() {
        let mut command = Command::new("/opt/rust/bin/cargo");
        command.args(["test", "--workspace"]);
        assert_eq!(line(&command), "cargo test --workspace");
    }

    #[test]
    fn a_missing_program_is_called_missing() {
        let failure = run(&mut Command::new("no-such-program-here"), "Install it.").unwrap_err();
        assert_eq!(failure.what, "`no-such-program-here` is not installed, or not on PATH.");
        assert_eq!(failure.advice, "Install it.");
    }

    #[test]
    fn a_folder_put_on_path_comes_first() {
        let path = path_with(&[PathBuf::from("/first")]).unwrap();
        assert_eq!(std::env::split_paths(&path).next(), Some(PathBuf::from("/first")));
    }
}
