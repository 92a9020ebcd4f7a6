//! Cuts the module that Trunk has built in two: what the first page needs, and what comes later. Shortens the names that
//! it exchanges with its glue on the way ([`names`]).
//!
//! Training summaries are what the console opens for; with the other pages it is half as large again. In Rust they hang
//! on one exported function ([`ENTRY`], see `src/pages/later.rs`), in the browser `web/boot.js` loads them.
//!
//! [`references`] finds in the linker's output which slots of the function table and which data only that function
//! leads to. wasm-bindgen and wasm-opt change functions, but neither slots nor addresses: [`cut`] cuts what they made
//! of it. Existing tools need the module before wasm-bindgen has run; Trunk gives no such chance.

mod cut;
mod names;
mod references;
mod wasm;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha384};

use self::cut::{Halves, cut};
use self::names::ShortNames;
use self::references::Later;
use self::wasm::Broken;
use crate::failure::{Failure, Result};
use crate::process::{cargo, output};

/// The export that everything hangs on that comes later.
const ENTRY: &str = "later_pages";

/// End of the file name of Trunk's module.
const MODULE: &str = "_bg.wasm";

/// How the name of the glue ends, the script that wasm-bindgen writes.
const GLUE: &str = ".js";

/// How the names of both begin.
const PREFIX: &str = "detect-console-";

/// End of the file name of the second module.
pub(crate) const LATER: &str = "_later.wasm";

/// Cuts the module in Trunk's staging folder, and has the page name both halves. Does nothing to a development build.
///
/// # Errors
/// Trunk has not called this, or what it built is not as expected.
pub(crate) fn run() -> Result<()> {
    let variable = |name| std::env::var_os(name);
    let (Some(profile), Some(staging)) = (variable("TRUNK_PROFILE"), variable("TRUNK_STAGING_DIR")) else {
        return Err(Failure::new(
            "There is nothing to cut in two: Trunk has not called this command.",
            "`cargo xtask start` builds the console, and `trunk build --release` does.",
        ));
    };
    if profile != "release" {
        return Ok(());
    }
    split(Path::new(&staging), &linked_module()?)
}

/// The module as the linker wrote it. One that is left from another build does not pass for it: [`cut`] compares.
fn linked_module() -> Result<PathBuf> {
    let metadata = output(cargo().args(["metadata", "--no-deps", "--format-version=1"]));
    let metadata = metadata.and_then(|metadata| serde_json::from_str::<serde_json::Value>(&metadata).ok());
    let folder = metadata.as_ref().and_then(|metadata| metadata["target_directory"].as_str());
    let folder = folder
        .ok_or_else(|| Failure::new("cargo does not say where it builds.", "Run `cargo metadata` to see why."))?;
    Ok(Path::new(folder).join("wasm32-unknown-unknown/release/detect-console.wasm"))
}

fn split(staging: &Path, linked: &Path) -> Result<()> {
    let (module_name, glue_name) = (only(staging, MODULE)?, only(staging, GLUE)?);
    let (module, glue) = (read(&staging.join(&module_name))?, read(&staging.join(&glue_name))?);
    let html = String::from_utf8_lossy(&read(&staging.join("index.html"))?).into_owned();
    let (halves, short_glue) = shorten_and_cut(&module, &String::from_utf8_lossy(&glue), &read(linked)?)
        .map_err(|Broken(problem)| uncuttable(&problem))?;

    let first = Named::new(&halves.first, MODULE);
    let second = Named::new(&halves.second, LATER);
    let short_glue = short_glue.replace(&module_name, &first.name);
    let new_glue = Named::new(short_glue.as_bytes(), GLUE);
    let html = name_halves(&html, &module_name, &integrity(&module), &first, &second)
        .and_then(|html| rename(&html, &glue_name, &integrity(&glue), &new_glue))
        .ok_or_else(|| uncuttable("the page does not name it as expected"))?;
    for old in [&module_name, &glue_name] {
        let old = staging.join(old);
        fs::remove_file(&old).map_err(|error| unusable(&old, &error))?;
    }
    let files = [
        (&*first.name, &*halves.first),
        (&*second.name, &*halves.second),
        (&*new_glue.name, short_glue.as_bytes()),
        ("index.html", html.as_bytes()),
    ];
    for (name, content) in files {
        let file = staging.join(name);
        fs::write(&file, content).map_err(|error| unusable(&file, &error))?;
    }
    Ok(())
}

/// The halves of a module, and its glue, with short names for what they exchange.
fn shorten_and_cut(module: &[u8], glue: &str, linked: &[u8]) -> std::result::Result<(Halves, String), Broken> {
    let later = Later::find(linked, ENTRY)?;
    let (module, names) = ShortNames::of(module)?;
    Ok((cut(&module, &later, ENTRY)?, names.in_glue(glue)?))
}

/// A file, named after what it holds: a browser may keep it for ever.
struct Named {
    name: String,
    integrity: String,
}

impl Named {
    fn new(content: &[u8], ending: &str) -> Self {
        let digest: String = Sha384::digest(content).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Self { name: format!("{PREFIX}{digest}{ending}"), integrity: integrity(content) }
    }
}

/// What a browser checks a file with.
fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

/// The page, naming both halves where it named the module called `whole`. `None` if it does not, or does so twice.
fn name_halves(html: &str, whole: &str, whole_integrity: &str, first: &Named, second: &Named) -> Option<String> {
    let html = rename(html, whole, whole_integrity, first)?;
    let tag = tag_of(&html, &first.name)?;
    let (_, address) = html[tag.clone()].split_once("href=")?;
    let address = match address.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => address.split([' ', '>']).next()?,
    };
    let folder = address.strip_suffix(&*first.name)?;
    let later = format!("<link rel=\"later\" href=\"{folder}{}\" integrity=\"{}\">", second.name, second.integrity);
    Some([&html[..tag.end], &later, &html[tag.end..]].concat())
}

/// The page, naming `new` where it named the file called `old`. `None` if it does not, or does so twice.
fn rename(html: &str, old: &str, old_integrity: &str, new: &Named) -> Option<String> {
    let tag = tag_of(html, old)?;
    let renamed = html[tag.clone()].replace(old, &new.name);
    let renamed = Some(renamed).filter(|tag| tag.contains(old_integrity))?.replace(old_integrity, &new.integrity);
    let html = [&html[..tag.start], &renamed, &html[tag.end..]].concat();
    (!html.contains(old)).then_some(html)
}

/// Where the tag is that names `file`.
fn tag_of(html: &str, file: &str) -> Option<Range<usize>> {
    let at = html.find(file)?;
    Some(html[..at].rfind('<')?..at + html[at..].find('>')? + 1)
}

/// The name of the one file of the console in `staging` that ends in `ending`.
fn only(staging: &Path, ending: &str) -> Result<String> {
    let entries = fs::read_dir(staging).map_err(|error| unusable(staging, &error))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let names: Vec<String> = names.filter(|name| name.starts_with(PREFIX) && name.ends_with(ending)).collect();
    match <[String; 1]>::try_from(names) {
        Ok([name]) => Ok(name),
        Err(names) => Err(uncuttable(&format!("Trunk built {} files like {PREFIX}*{ending}", names.len()))),
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(|error| unusable(file, &error))
}

fn unusable(file: &Path, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("`{}` cannot be read or written: {error}.", file.display()),
        "Check that the folder belongs to you and that the disk is not full.",
    )
}

fn uncuttable(problem: &str) -> Failure {
    Failure::new(
        format!("The module cannot be cut in two: {problem}."),
        "It was tested with Rust 1.95, and with wasm-bindgen, wasm-opt and Trunk of the versions that `cargo xtask \
         start` brings. If yours are the same, this is a defect of `xtask/src/split/`.",
    )
}

#[cfg(test)]
mod tests;
