//! wasm-opt, from Binaryen's npm package: the one place that publishes it for every system. What distributions
//! carry is often too old; version 108 breaks our module without a word.

use super::{Tool, create, folder_for, node};
use crate::failure::{Failure, Result};
use crate::process::run;
use crate::progress;

/// Version of the npm package; what wasm-opt prints is the first number. Trunk.toml names it too.
const PACKAGE: &str = "132.0.0";
const VERSION: &str = "132";

/// wasm-opt, which makes the module smaller.
///
/// # Errors
/// It cannot be fetched.
pub(crate) fn wasm_opt() -> Result<Tool> {
    if let Some(tool) = Tool::on_path("wasm-opt", VERSION) {
        return Ok(tool);
    }
    node::check()?;
    let folder = folder_for("binaryen", PACKAGE)?;
    let name = if cfg!(windows) { "wasm-opt.cmd" } else { "wasm-opt" };
    let cached = || Tool::cached(folder.join("node_modules/.bin"), name, VERSION);
    if let Some(tool) = cached() {
        return Ok(tool);
    }

    progress::step(&format!("Fetching Binaryen {PACKAGE} from npm, about 20 seconds, once per machine"));
    create(&folder)?;
    run(node::npm("install").arg("--prefix").arg(&folder).arg(format!("binaryen@{PACKAGE}")), node::OUT_OF_REACH)
        .map_err(|failure| failure.told_as(format!("Binaryen {PACKAGE} could not be fetched.")))?;
    cached().ok_or_else(|| {
        Failure::new(
            format!("Binaryen {PACKAGE} was fetched but does not run."),
            format!("Remove `{}` and run the same command again.", folder.display()),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::root;
    use crate::tools::major;

    #[test]
    fn package_program_and_trunk_settings_name_the_same_version() {
        assert_eq!(major(PACKAGE), major(VERSION));
        let trunk = std::fs::read_to_string(root().join("Trunk.toml")).unwrap();
        assert!(trunk.contains(&format!("wasm_opt = \"version_{VERSION}\"")));
    }
}
