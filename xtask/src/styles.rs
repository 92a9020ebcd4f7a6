//! Joins the style sheets of `style/` into one: a browser would fetch each on its own, and Trunk does not follow
//! `@import`.
//!
//! `style/main.css` imports the others, which gives their order. Minifying is Trunk's part.

use crate::failure::{Failure, Result};
use crate::process::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Writes `target/console.css`, which index.html names.
///
/// # Errors
/// A sheet cannot be read, `style/main.css` imports one twice, or leaves one out.
pub(crate) fn run() -> Result<()> {
    let folder = root().join("style");
    let sheets = names(&folder)?;
    let joined = join(&read(&folder, "main.css")?, &sheets, |name| read(&folder, name))?;
    let target = root().join("target");
    let file = target.join("console.css");
    // Rewriting what is unchanged would make a watching Trunk build for ever.
    if fs::read_to_string(&file).is_ok_and(|current| current == joined) {
        return Ok(());
    }
    fs::create_dir_all(&target).and_then(|()| fs::write(&file, joined)).map_err(|error| {
        Failure::new(
            format!("`{}` cannot be written: {error}.", file.display()),
            "Check that the folder belongs to you and that the disk is not full.",
        )
    })
}

/// The sheets in the folder other than main.css.
fn names(folder: &Path) -> Result<BTreeSet<String>> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable("style", &error))?;
    Ok(entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".css") && name != "main.css")
        .collect())
}

fn read(folder: &Path, name: &str) -> Result<String> {
    fs::read_to_string(folder.join(name)).map_err(|error| unreadable(&format!("style/{name}"), &error))
}

fn unreadable(name: &str, error: &std::io::Error) -> Failure {
    Failure::new(
        format!("`{name}` cannot be read: {error}."),
        "`style/main.css` imports the style sheets, each by a line such as @import \"tokens.css\";",
    )
}

/// `main` with each line `@import "name.css";` replaced by that sheet.
fn join(main: &str, sheets: &BTreeSet<String>, mut read: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut left = sheets.clone();
    let mut joined = String::new();
    for line in main.lines() {
        match imported(line) {
            Some(name) if sheets.contains(name) && !left.remove(name) => {
                return Err(Failure::new(
                    format!("`style/main.css` imports \"{name}\" twice."),
                    "Keep the line that puts it in the right order.",
                ));
            }
            Some(name) => {
                left.remove(name);
                joined += &read(name)?;
            }
            None => joined += line,
        }
        if !joined.ends_with('\n') {
            joined.push('\n');
        }
    }
    match left.first() {
        None => Ok(joined),
        Some(name) => Err(Failure::new(
            format!("`style/{name}` is not part of the page: `style/main.css` does not import it."),
            format!("Add the line @import \"{name}\"; where it belongs in the order."),
        )),
    }
}

fn imported(line: &str) -> Option<&str> {
    line.trim().strip_prefix("@import \"")?.strip_suffix("\";")
}

#[cfg(test)]
mod contrast;

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(main: &str) -> std::result::Result<String, String> {
        let sheets = ["a.css", "b.css"].map(String::from).into();
        let read = |name: &str| match name {
            "a.css" => Ok("a {}\n".to_owned()),
            "b.css" => Ok("b {}".to_owned()),
            _ => Err(Failure::new(format!("no {name}"), "")),
        };
        join(main, &sheets, read).map_err(|failure| failure.what)
    }

    #[test]
    fn sheets_come_in_the_order_of_the_imports() {
        let main = "@layer one, two;\n@import \"b.css\";\n@import \"a.css\";\n";
        assert_eq!(joined(main).unwrap(), "@layer one, two;\nb {}\na {}\n");
    }

    #[test]
    fn a_sheet_nobody_imports_is_named() {
        assert!(joined("@import \"b.css\";").unwrap_err().contains("`style/a.css` is not part"));
    }

    #[test]
    fn a_sheet_imported_twice_is_named() {
        let main = "@import \"a.css\";\n@import \"b.css\";\n@import \"a.css\";";
        assert!(joined(main).unwrap_err().contains("\"a.css\" twice"));
    }

    #[test]
    fn an_import_without_a_sheet_is_named() {
        assert_eq!(joined("@import \"gone.css\";").unwrap_err(), "no gone.css");
    }
}
