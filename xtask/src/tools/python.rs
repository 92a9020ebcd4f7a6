//! Python with the packages that a part of the tests asks for.

use super::{apt, create, folder_for};
use crate::failure::{Failure, Result};
use crate::process::{output, program, run};
use crate::progress;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

/// The Python of a virtual environment that holds the packages of this requirements file.
///
/// # Errors
/// Python is missing, or the packages cannot be fetched.
pub(crate) fn with(requirements: &Path) -> Result<PathBuf> {
    let wanted = fs::read_to_string(requirements).map_err(|error| {
        Failure::new(
            format!("`{}` cannot be read: {error}.", requirements.display()),
            "Restore it as it was committed.",
        )
    })?;
    let Some(version) = output(Command::new(PYTHON).arg("--version")) else {
        return Err(Failure::new(
            format!("Python is not installed, or `{PYTHON}` is not on PATH."),
            "Install Python 3.10 or newer from https://www.python.org or your package manager.",
        ));
    };
    if !is_new_enough(&version) {
        return Err(Failure::new(
            format!("Python is too old: {}.", version.trim()),
            "Install Python 3.10 or newer from https://www.python.org or your package manager.",
        ));
    }
    let mut hasher = DefaultHasher::new();
    (&wanted, &version).hash(&mut hasher);
    let folder = folder_for("python", &format!("{:016x}", hasher.finish()))?;
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let complete = folder.join("complete");
    if complete.is_file() && output(Command::new(&python).arg("--version")).is_some() {
        return Ok(python);
    }

    progress::step("Fetching Python packages, about 20 seconds, once per machine");
    create(&folder)?;
    environment(&folder)?;
    run(
        program(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
            .arg(requirements),
        "The lines above say why; most often PyPI is out of reach. Run the same command again when it is there.",
    )
    .map_err(|failure| failure.told_as("The Python packages of the tests could not be fetched."))?;
    fs::write(&complete, wanted).map_err(|error| {
        Failure::new(
            format!("`{}` cannot be written: {error}.", complete.display()),
            "Check that the disk is not full.",
        )
    })?;
    Ok(python)
}

/// Whether `Python 3.11.7` and the like is 3.10 or newer, which the pinned packages want.
fn is_new_enough(version: &str) -> bool {
    let mut numbers = version.split(|character: char| !character.is_ascii_digit()).filter_map(|part| part.parse().ok());
    let (major, minor): (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (major, minor) >= (3, 10)
}

fn environment(folder: &Path) -> Result<()> {
    const ADVICE: &str = "Install Python's modules venv and pip; on Debian and Ubuntu: apt-get install python3-venv.";
    let create = || run(program(PYTHON).args(["-m", "venv", "--clear"]).arg(folder), ADVICE);
    create().or_else(|failure| {
        // Debian keeps a part of Python's own modules in packages of their own.
        if !apt::is_available() {
            return Err(failure);
        }
        apt::install(&["python3-venv"], ADVICE)?;
        create()
    })
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn versions_are_compared_as_numbers() {
        for (version, expected) in
            [("Python 3.11.7", true), ("Python 3.10.0", true), ("Python 3.9.18", false), ("", false)]
        {
            assert_eq!(is_new_enough(version), expected, "{version}");
        }
    }
}
