use super::*;
use std::collections::BTreeSet;
use std::process::Command;

const HALVES: &[u8] = include_bytes!("../../fixtures/split/halves.wasm");

fn later() -> Later {
    Later::find(HALVES, ENTRY).unwrap()
}

fn holds(module: &[u8], text: &str) -> bool {
    module.windows(text.len()).any(|window| window == text.as_bytes())
}

/// `module` with other bytes in one place.
fn replaced(module: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut places = module.windows(old.len()).enumerate().filter(|(_, bytes)| *bytes == old).map(|(place, _)| place);
    let (Some(place), None) = (places.next(), places.next()) else { panic!("not in one place: {old:?}") };
    [&module[..place], new, &module[place + old.len()..]].concat()
}

fn problem<T>(result: std::result::Result<T, Broken>) -> String {
    match result {
        Err(Broken(problem)) => problem,
        Ok(_) => panic!("nothing was found wrong"),
    }
}

#[test]
fn only_what_the_entry_alone_leads_to_comes_later() {
    let later = later();
    // The function that gives the second page, the one that reads from it, and the one that is exported as well.
    assert_eq!(later.slots.len(), 3, "{later:?}");
    let halves = cut(HALVES, &later, ENTRY).unwrap();
    for text in ["The first half says this", "Both halves say this", "The host may read this"] {
        assert!(holds(&halves.first, text) && !holds(&halves.second, text), "{text}");
    }
    assert!(holds(&halves.second, "The second half says this") && !holds(&halves.first, "The second half says this"));
}

#[test]
fn the_first_half_runs_alone_and_the_second_beside_it() {
    let folder = std::env::temp_dir().join(format!("xtask-{}-halves", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let halves = cut(HALVES, &later(), ENTRY).unwrap();
    fs::write(folder.join("first.wasm"), halves.first).unwrap();
    fs::write(folder.join("second.wasm"), halves.second).unwrap();
    let script = "
        const { readFileSync } = require('node:fs');
        const start = (file, imports) => new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), imports);
        const text = (codes) => String.fromCharCode(...codes);
        const heard = [];
        const { exports: main } = start('first.wasm', { env: { hear: (letter) => heard.push(letter) } });
        console.log(text(new Uint8Array(main.memory.buffer, main.SIGNED.value, 31)));
        const shared = [...'Both halves say this, whichever comes first.'];
        const say = () => text(shared.map((letter, index) => main.letter(index) - letter.charCodeAt(0)));
        console.log(say());
        start('second.wasm', { main }).exports.later_pages();
        console.log(say());
        console.log(text(heard));
        console.log(text([main.full_stop()]));";
    let output = Command::new("node").args(["-e", script]).current_dir(&folder).output().unwrap();
    fs::remove_dir_all(&folder).unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let said: Vec<&str> = said.lines().map(|line| line.trim_end_matches('.')).collect();
    let expected = [
        "The host may read this as well",
        "The first half says this by itself",
        "The second half says this when it is there",
        "The host may read this as well",
        "",
    ];
    assert_eq!(said, expected, "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_note_that_does_not_fit_is_an_error() {
    let mut linked = HALVES.to_vec();
    // The slot that `later_pages` stores: an i32.const padded to five bytes by the linker.
    let store = linked.windows(6).rposition(|bytes| matches!(bytes, [0x41, _, 0x80, 0x80, 0x80, 0x00]));
    linked[store.unwrap() + 1] ^= 1;
    let problem = problem(Later::find(&linked, ENTRY));
    assert!(problem.contains("is not what the linker's"), "{problem}");
}

#[test]
fn a_module_without_notes_is_an_error() {
    let halves = cut(HALVES, &later(), ENTRY).unwrap();
    let problem = problem(Later::find(&halves.first, ENTRY));
    assert!(problem.contains("--emit-relocs"), "{problem}");
}

#[test]
fn a_call_without_a_note_is_an_error() {
    // `full_stop` has no notes; its constant becomes a call.
    let linked = replaced(HALVES, &[0, 0x41, b'.', 0x0b], &[0, 0x10, 0, 0x0b]);
    let problem = problem(Later::find(&linked, ENTRY));
    assert!(problem.ends_with("calls function 0 without a note"), "{problem}");
}

#[test]
fn a_module_without_the_entry_is_an_error() {
    assert_eq!(problem(Later::find(HALVES, "no_pages")), "it exports `no_pages` 0 times, where once is expected");
    assert_eq!(problem(cut(HALVES, &later(), "no_pages")), "it does not export `no_pages`");
}

#[test]
fn an_entry_that_the_first_half_reaches_is_an_error() {
    // Nothing comes later, and the slot that `full_stop` is in stays.
    let later = Later { slots: BTreeSet::new(), ..later() };
    assert_eq!(problem(cut(HALVES, &later, "full_stop")), "the first half reaches `full_stop` by itself");
}

#[test]
fn a_module_made_of_another_one_is_an_error() {
    let other = replaced(HALVES, b"The second half", b"The second hulf");
    assert_eq!(problem(cut(&other, &later(), ENTRY)), "its data is not what the linker wrote");
    let not_the_table = "its function table is not the one that the linker wrote";
    let mut more = later();
    more.linked.slots.insert(4711);
    assert_eq!(problem(cut(HALVES, &more, ENTRY)), not_the_table);
    let mut less = later();
    less.linked.slots.pop_first();
    assert_eq!(problem(cut(HALVES, &less, ENTRY)), not_the_table);
}

#[test]
fn slots_behind_those_of_the_linker_may_be_added() {
    let mut later = later();
    later.linked.slots.pop_last();
    let added = cut(HALVES, &later, ENTRY).map(drop);
    assert!(added.is_ok(), "{added:?}");
}

#[test]
fn the_page_names_both_halves() {
    let [first, second] =
        ["first", "second"].map(|half| Named { name: format!("{half}.wasm"), integrity: format!("sha384-{half}") });
    let name = |html: &str| name_halves(html, "a_bg.wasm", "sha384-abc", &first, &second);
    assert_eq!(
        name("<link href=/b/a_bg.wasm integrity=sha384-abc rel=preload></head>").unwrap(),
        "<link href=/b/first.wasm integrity=sha384-first rel=preload>\
         <link rel=\"later\" href=\"/b/second.wasm\" integrity=\"sha384-second\"></head>"
    );
    assert_eq!(
        name("<p><link rel=\"preload\" integrity=\"sha384-abc\" href=\"/a_bg.wasm\">").unwrap(),
        "<p><link rel=\"preload\" integrity=\"sha384-first\" href=\"/first.wasm\">\
         <link rel=\"later\" href=\"/second.wasm\" integrity=\"sha384-second\">"
    );
    assert_eq!(
        name("<link href=\"/b=c/a_bg.wasm\" integrity=sha384-abc>").unwrap(),
        "<link href=\"/b=c/first.wasm\" integrity=sha384-first>\
         <link rel=\"later\" href=\"/b=c/second.wasm\" integrity=\"sha384-second\">"
    );
    assert_eq!(name("<link href=/other_bg.wasm>"), None);
    assert_eq!(name("<link href=/a_bg.wasm integrity=sha384-other>"), None);
    assert_eq!(name("<link href=/a_bg.wasm integrity=sha384-abc><script src=/a_bg.wasm></script>"), None);
}

#[test]
fn a_built_folder_is_cut_and_names_what_it_holds() {
    let folder = std::env::temp_dir().join(format!("xtask-{}-split", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let linked = folder.join("linked");
    fs::write(&linked, HALVES).unwrap();
    fs::write(folder.join("detect-console-1_bg.wasm"), HALVES).unwrap();
    let glue = b"fetch('detect-console-1_bg.wasm')";
    fs::write(folder.join("detect-console-2.js"), glue).unwrap();
    let page = format!(
        "<link href=/detect-console-2.js integrity={}><link href=/detect-console-1_bg.wasm integrity={} rel=preload>",
        integrity(glue),
        integrity(HALVES),
    );
    fs::write(folder.join("index.html"), page).unwrap();
    split(&folder, &linked).unwrap();
    let page = fs::read_to_string(folder.join("index.html")).unwrap();
    let mut files = 0;
    for entry in fs::read_dir(&folder).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if name.starts_with("detect-console-") {
            files += 1;
            assert!(page.contains(&format!("/{name}")), "{name} is not in {page}");
            assert!(page.contains(&integrity(&fs::read(entry.path()).unwrap())), "{name} is not as {page} says");
        }
    }
    let glue = fs::read_to_string(folder.join(only(&folder, GLUE).unwrap())).unwrap();
    assert_eq!(glue, format!("fetch('{}')", only(&folder, MODULE).unwrap()));
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(files, 3);
}
