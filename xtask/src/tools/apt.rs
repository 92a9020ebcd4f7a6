//! Debian's and Ubuntu's packages, where we may install them.

use crate::failure::Result;
use crate::process::{find_on_path, output, program, run};
use crate::progress;
use std::process::Command;

/// Whether this is Debian or Ubuntu and we are root.
pub(crate) fn is_available() -> bool {
    find_on_path("apt-get").is_some() && output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Installs packages.
///
/// # Errors
/// They cannot be installed; `advice` says what to do then.
pub(crate) fn install(packages: &[&str], advice: &str) -> Result<()> {
    progress::step(&format!("Installing {} with apt-get, about 1 minute, once per machine", packages.join(", ")));
    run(apt_get().arg("update"), advice)?;
    run(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(packages), advice)
}

fn apt_get() -> Command {
    let mut command = program("apt-get");
    command.arg("--quiet=2").env("DEBIAN_FRONTEND", "noninteractive");
    command
}
