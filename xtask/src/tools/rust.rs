//! What the Rust toolchain has to hold besides the compiler.

use crate::failure::{Failure, Result};
use crate::process::{cargo, output, program, run};
use crate::progress;
use std::path::Path;

const WASM: &str = "wasm32-unknown-unknown";

/// Brings the standard library for WebAssembly.
///
/// # Errors
/// It is missing and rustup cannot add it.
pub(crate) fn target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = output(program(rustc).args(["--print", "sysroot"])).unwrap_or_default();
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    progress::step("Adding Rust's standard library for WebAssembly, about 10 seconds, once per machine");
    run(
        program("rustup").args(["target", "add", WASM]),
        "Rust needs its standard library for wasm32-unknown-unknown. With rustup (https://rustup.rs): \
         check the connection and run the same command again. Without it: install that library from where \
         your Rust came from.",
    )
}

/// Brings a component such as clippy, which rustup's smallest profile leaves out.
///
/// # Errors
/// It is missing and rustup cannot add it.
pub(crate) fn component(name: &str, subcommand: &str) -> Result<()> {
    if output(cargo().args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    progress::step(&format!("Adding {name}, once per machine"));
    run(
        program("rustup").args(["component", "add", name]),
        &format!("Install {name} from where your Rust came from and run the same command again."),
    )
    .map_err(|failure| Failure::new(format!("{name} is missing. {}", failure.what), failure.advice))
}
