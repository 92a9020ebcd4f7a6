//! Writes the licences of what is linked into the console beside the built page, as they want it: name by name, with
//! their texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::process::{cargo, output};

/// The file beside `index.html`. The page of the settings links to it.
const FILE: &str = "licences.txt";

/// The package that everything is linked into.
const CONSOLE: &str = "detect-console";

/// Writes the file into Trunk's staging folder.
///
/// # Errors
/// Trunk has not called this, or cargo does not tell what is linked in.
pub(crate) fn run() -> Result<()> {
    let Some(staging) = std::env::var_os("TRUNK_STAGING_DIR") else {
        return Err(Failure::new(
            "There is no page to write licences for: Trunk has not called this command.",
            "`cargo xtask start` builds the console, and `trunk build --release` does.",
        ));
    };
    let metadata = output(cargo().args([
        "metadata",
        "--format-version=1",
        "--filter-platform=wasm32-unknown-unknown",
        "--locked",
    ]));
    let metadata = metadata.and_then(|metadata| serde_json::from_str::<Value>(&metadata).ok());
    let metadata = metadata
        .ok_or_else(|| Failure::new("cargo does not say what is linked in.", "Run `cargo metadata` to see why."))?;
    let path = Path::new(&staging).join(FILE);
    fs::write(&path, text(&linked(&metadata))).map_err(|error| {
        Failure::new(format!("Cannot write {}: {error}", path.display()), "Check that the folder may be written to.")
    })
}

/// The packages whose code is in the console, in order: neither tools of the build nor of the tests, nor macros.
fn linked(metadata: &Value) -> Vec<&Value> {
    let packages: BTreeMap<_, _> =
        array(&metadata["packages"]).map(|package| (text_of(package, "id"), package)).collect();
    let nodes: BTreeMap<_, _> = array(&metadata["resolve"]["nodes"]).map(|node| (text_of(node, "id"), node)).collect();
    let is_macro = |id: &str| {
        packages.get(id).is_some_and(|package| {
            array(&package["targets"]).any(|target| array(&target["kind"]).any(|kind| kind == "proc-macro"))
        })
    };
    let root = packages.iter().find(|(_, package)| package["name"] == CONSOLE).map(|(id, _)| *id);
    let mut found = BTreeSet::new();
    let mut left: Vec<_> = root.into_iter().collect();
    while let Some(id) = left.pop() {
        if is_macro(id) || !found.insert(id) {
            continue;
        }
        let dependencies = nodes.get(id).into_iter().flat_map(|node| array(&node["deps"]));
        let normal =
            dependencies.filter(|dependency| array(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null()));
        left.extend(normal.map(|dependency| text_of(dependency, "pkg")));
    }
    let mut linked: Vec<_> = found
        .into_iter()
        .filter_map(|id| packages.get(id).copied())
        .filter(|package| package["name"] != CONSOLE)
        .collect();
    linked.sort_by_key(|package| (text_of(package, "name"), text_of(package, "version")));
    linked
}

/// A list of the packages, and each text once, below those that it is the licence of.
fn text(packages: &[&Value]) -> String {
    let title = |package: &Value| format!("{} {}", text_of(package, "name"), text_of(package, "version"));
    let mut written = String::from("What is linked into Detect Console, and its licences\n\n");
    let mut texts: Vec<(String, Vec<String>)> = Vec::new();
    for package in packages {
        let licence = package["license"].as_str().unwrap_or("see its text");
        let home = package["repository"].as_str().unwrap_or_default();
        written.extend([&title(package), "  ", licence, "  ", home, "\n"]);
        for licence in licence_texts(package) {
            match texts.iter_mut().find(|(known, _)| *known == licence) {
                Some((_, of)) => of.push(title(package)),
                None => texts.push((licence, vec![title(package)])),
            }
        }
    }
    for (licence, of) in texts {
        written.extend(["\n", &"-".repeat(80), "\n", &of.join(", "), "\n\n", licence.trim_end(), "\n"]);
    }
    written
}

/// The texts that the authors of a package have put beside it.
fn licence_texts(package: &Value) -> Vec<String> {
    let folder = Path::new(text_of(package, "manifest_path")).parent().and_then(|folder| fs::read_dir(folder).ok());
    let mut files: Vec<_> = folder.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.sort();
    let is_licence = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|known| name.starts_with(known))
    };
    files.iter().filter(|path| is_licence(path)).filter_map(|path| fs::read_to_string(path).ok()).collect()
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text_of<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn package(name: &str, kind: &str) -> Value {
        json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT", "targets": [{ "kind": [kind] }] })
    }

    #[test]
    fn what_is_linked_in_is_neither_a_tool_nor_a_macro() {
        let dependency = |of: &str, kind: Value| json!({ "pkg": of, "dep_kinds": [{ "kind": kind }] });
        let metadata = json!({
            "packages": [
                package(CONSOLE, "lib"), package("used", "lib"), package("below", "lib"), package("macro", "proc-macro"),
                package("of-macro", "lib"), package("for-tests", "lib"), package("for-build", "lib"),
            ],
            "resolve": { "nodes": [
                { "id": CONSOLE, "deps": [
                    dependency("used", Value::Null), dependency("macro", Value::Null),
                    dependency("for-tests", json!("dev")), dependency("for-build", json!("build")),
                ] },
                { "id": "used", "deps": [dependency("below", Value::Null)] },
                { "id": "macro", "deps": [dependency("of-macro", Value::Null)] },
            ] },
        });
        let names: Vec<_> = linked(&metadata).iter().map(|package| text_of(package, "name")).collect();
        assert_eq!(names, ["below", "used"]);
        let text = text(&linked(&metadata));
        assert!(text.contains("below 1.0.0  MIT"), "{text}");
    }
}
