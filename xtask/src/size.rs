//! The size report: what a browser has to fetch, and whether that is within the budget.

use crate::console;
use crate::failure::{Failure, Result};
use crate::split::LATER;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The most that may travel until the first row of training summaries shows, in bytes compressed by brotli, the
/// answers of AWS included. [`run`] knows the files alone; the end-to-end test in `e2e/tests/budget.mjs` counts the
/// answers, too.
///
/// Ours: a bare Leptos page that signs takes 151 kB, Training with its session and its frame the rest. The whole product
/// has 240 kB.
pub(crate) const BUDGET: usize = 210_000;

/// The most requests before the first one to AWS, config.json's among them.
const REQUESTS: usize = 6;

/// Builds the console, prints the report on stdout and compares with the budget.
///
/// # Errors
/// The console does not build or cannot be read, or takes more than the budget.
pub(crate) fn run() -> Result<()> {
    let files = measure(&console::build()?).map_err(|error| {
        Failure::new(
            format!("The built console cannot be read: {error}."),
            "Remove the folder `dist` and run the same command again.",
        )
    })?;
    println!("{}", table(&files));
    let first: Vec<&File> = files.iter().filter(|file| file.first).collect();
    let until_first_row = total(&first);
    if until_first_row.brotli > BUDGET {
        let excess = kilobytes(until_first_row.brotli - BUDGET);
        return Err(Failure::new(
            format!("The console is larger by {excess} than it may be."),
            "See what was added; load later what the first page does not need.",
        ));
    }
    let requests = first.len() + 1;
    if requests > REQUESTS {
        return Err(Failure::new(
            format!("The page sends {requests} requests before the console can start."),
            format!("At most {REQUESTS} are wanted: join files that are fetched together."),
        ));
    }
    Ok(())
}

/// Bytes, as they are and compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    raw: usize,
    /// By gzip at its best.
    gzip: usize,
    /// By brotli at its best, quality 11.
    brotli: usize,
}

struct File {
    name: String,
    size: Size,
    /// Whether it is fetched before anything shows: the page and what the page names, but not the second module.
    first: bool,
}

/// The files of a folder and those below, the largest first.
fn measure(dist: &Path) -> io::Result<Vec<File>> {
    let page = fs::read_to_string(dist.join("index.html"))?;
    let mut files = Vec::new();
    let mut folders = vec![dist.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(dist).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let content = fs::read(&path)?;
            // Trunk leaves an empty lock file.
            if !content.is_empty() {
                let first = name == "index.html" || page.contains(&name) && !name.ends_with(LATER);
                let size = compressed(&content)?;
                files.push(File { name, size, first });
            }
        }
    }
    files.sort_by(|a, b| b.size.brotli.cmp(&a.size.brotli).then_with(|| a.name.cmp(&b.name)));
    Ok(files)
}

fn compressed(content: &[u8]) -> io::Result<Size> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(content)?;
    let mut brotli = Vec::new();
    let best =
        BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: content.len(), ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut &content[..], &mut brotli, &best)?;
    Ok(Size { raw: content.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
}

fn total(files: &[&File]) -> Size {
    files.iter().fold(Size::default(), |total, file| Size {
        raw: total.raw + file.size.raw,
        gzip: total.gzip + file.size.gzip,
        brotli: total.brotli + file.size.brotli,
    })
}

fn table(files: &[File]) -> String {
    let all: Vec<&File> = files.iter().collect();
    let first: Vec<&File> = files.iter().filter(|file| file.first).collect();
    let width = all.iter().map(|file| file.name.len()).max().unwrap_or(0).max("until the first row".len());
    let line = |name: &str, columns: [&str; 3]| {
        let [raw, gzip, brotli] = columns;
        format!("{name:<width$}{raw:>11}{gzip:>11}{brotli:>11}\n")
    };
    let size = |name: &str, size: Size| {
        let [raw, gzip, brotli] = [size.raw, size.gzip, size.brotli].map(kilobytes);
        line(name, [&raw, &gzip, &brotli])
    };
    let until_first_row = total(&first);
    let mut table = line("", ["raw", "gzip -9", "brotli 11"]);
    for file in &all {
        table += &size(&file.name, file.size);
    }
    table += &size("total", total(&all));
    table += &size("until the first row", until_first_row);
    table
        + &format!(
            "{} brotli until the first row, in {} requests; config.json and the answers of AWS come on top.\n\
             The budget is {}.",
            kilobytes(until_first_row.brotli),
            first.len(),
            kilobytes(BUDGET),
        )
}

/// Bytes in thousands, with one decimal.
fn kilobytes(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: usize, first: bool) -> File {
        File { name: name.to_owned(), size: Size { raw: brotli * 3, gzip: brotli * 2, brotli }, first }
    }

    #[test]
    fn the_table_counts_what_comes_first_and_all() {
        let files = [file("app_bg.wasm", 140_960, true), file("later.js", 9_000, false)];
        let table = table(&files);
        let (sizes, limits) = table.rsplit_once('\n').unwrap();
        assert!(limits.contains(&kilobytes(BUDGET)), "{limits}");
        assert_eq!(
            sizes,
            "                           raw    gzip -9  brotli 11
app_bg.wasm           422.8 kB   281.9 kB   140.9 kB
later.js               27.0 kB    18.0 kB     9.0 kB
total                 449.8 kB   299.9 kB   149.9 kB
until the first row   422.8 kB   281.9 kB   140.9 kB
140.9 kB brotli until the first row, in 1 requests; config.json and the answers of AWS come on top."
        );
    }

    #[test]
    fn compressing_text_that_repeats_makes_it_small() {
        let size = compressed("detect console ".repeat(1000).as_bytes()).unwrap();
        assert_eq!(size.raw, 15_000);
        assert!(size.brotli < size.gzip && size.gzip < 200, "{size:?}");
    }

    #[test]
    fn files_the_page_does_not_name_come_later() {
        let dist = std::env::temp_dir().join(format!("xtask-{}-size", std::process::id()));
        fs::create_dir_all(dist.join("snippets")).unwrap();
        fs::write(dist.join("index.html"), "<script src=/app.js><link rel=later href=/app_later.wasm>").unwrap();
        fs::write(dist.join("app_later.wasm"), "later").unwrap();
        fs::write(dist.join("app.js"), "first()").unwrap();
        fs::write(dist.join("snippets/other.js"), "other()").unwrap();
        fs::write(dist.join(".trunk-lock"), "").unwrap();
        let mut found: Vec<(String, bool)> =
            measure(&dist).unwrap().into_iter().map(|file| (file.name, file.first)).collect();
        fs::remove_dir_all(&dist).unwrap();
        found.sort();
        let expected =
            [("app.js", true), ("app_later.wasm", false), ("index.html", true), ("snippets/other.js", false)];
        assert_eq!(found, expected.map(|(name, first)| (name.to_owned(), first)));
    }
}
