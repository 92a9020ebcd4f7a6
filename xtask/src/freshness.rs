//! Whether what was built still belongs to what it was built from.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// A build with its inputs and outputs, and the file that remembers both as they were after the last one.
pub(crate) struct Build {
    /// Files and folders it reads. They need not exist.
    pub(crate) inputs: Vec<PathBuf>,
    /// Files and folders it writes.
    pub(crate) outputs: Vec<PathBuf>,
    /// Where the state after the last build is kept.
    pub(crate) stamp: PathBuf,
}

impl Build {
    /// Whether nothing has changed since [`Build::remember`].
    pub(crate) fn is_fresh(&self) -> bool {
        let Ok(stamp) = fs::read_to_string(&self.stamp) else {
            return false;
        };
        self.inputs().is_ok_and(|inputs| self.state(inputs).is_ok_and(|state| state == stamp))
    }

    /// The state of the inputs. To be taken before the build: what is edited during it is not in it.
    ///
    /// # Errors
    /// An input cannot be read.
    pub(crate) fn inputs(&self) -> io::Result<u64> {
        digest(&self.inputs)
    }

    /// Notes that the outputs belong to that state of the inputs.
    ///
    /// # Errors
    /// An output cannot be read, or the stamp cannot be written.
    pub(crate) fn remember(&self, inputs: u64) -> io::Result<()> {
        if let Some(folder) = self.stamp.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.stamp, self.state(inputs)?)
    }

    fn state(&self, inputs: u64) -> io::Result<String> {
        Ok(format!("{inputs:016x} {:016x}\n", digest(&self.outputs)?))
    }
}

/// A number that changes with the names, sizes and times of the files in these places.
fn digest(places: &[PathBuf]) -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    for place in places {
        add(place, &mut hasher)?;
    }
    Ok(hasher.finish())
}

fn add(place: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    place.hash(hasher);
    let Ok(metadata) = fs::metadata(place) else {
        return Ok(());
    };
    if !metadata.is_dir() {
        (metadata.len(), metadata.modified()?).hash(hasher);
        return Ok(());
    }
    let mut entries =
        fs::read_dir(place)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    entries.iter().try_for_each(|entry| add(entry, hasher))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A build that was just done, after which `change` happens to its folder.
    #[track_caller]
    fn check(name: &str, change: impl FnOnce(&Path), fresh: bool) {
        let folder = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::create_dir_all(folder.join("dist")).unwrap();
        fs::write(folder.join("src/a.rs"), "a").unwrap();
        fs::write(folder.join("src/b.rs"), "b").unwrap();
        fs::write(folder.join("dist/index.html"), "page").unwrap();
        let build = Build {
            inputs: vec![folder.join("src"), folder.join("absent")],
            outputs: vec![folder.join("dist")],
            stamp: folder.join("target/stamp"),
        };
        assert!(!build.is_fresh(), "never built");
        build.remember(build.inputs().unwrap()).unwrap();
        change(&folder);
        let found = build.is_fresh();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found, fresh);
    }

    #[test]
    fn a_build_stays_fresh_while_nothing_changes() {
        check("same", |_| (), true);
    }

    #[test]
    fn a_changed_input_makes_it_stale() {
        check("edit", |folder| fs::write(folder.join("src/a.rs"), "aa").unwrap(), false);
    }

    #[test]
    fn an_input_that_went_makes_it_stale() {
        check("delete", |folder| fs::remove_file(folder.join("src/b.rs")).unwrap(), false);
    }

    #[test]
    fn an_input_that_came_makes_it_stale() {
        check("create", |folder| fs::write(folder.join("absent"), "").unwrap(), false);
    }

    #[test]
    fn an_output_that_somebody_else_wrote_makes_it_stale() {
        check("foreign", |folder| fs::write(folder.join("dist/index.html"), "other").unwrap(), false);
    }
}
