// Starts the console. An external file because the content security policy forbids inline scripts.
//
// What it leaves for the WebAssembly module to read:
//   globalThis.detectConsoleBase    path below which the console is hosted, without a slash at its end:
//                                   "" or, say, "/console"
//   globalThis.detectConsoleConfig  promise of config.json, which never rejects: { status, text } with the
//                                   HTTP status and the body as it came, or { error } with the reason why
//                                   there was no answer
//   globalThis.detectConsoleLoadLater  function that loads the pages the console does not open with; its promise
//                                   rejects when they do not come, and it can then be called again: that asks the
//                                   host anew, whatever the browser has kept
//
// index.html preloads config.json, the glue and the module, so that all three travel at once; what is
// fetched here takes up those answers. Trunk writes the digests. The browser checks boot.js and the glue by
// the tags that name them, but ignores `integrity` on the module's preload: hence `integrity` in the fetch.

const base = new URL(".", import.meta.url);
// Read again by src/preferences.rs.
document.documentElement.dataset.theme = preferred("theme");

const placeholder = document.getElementById("boot");

// What the module exports.
let main;

// The second half on its way, or there.
let later;
// How it is fetched. What the browser has kept under that name may be what did not fit the last time.
let laterCache = "default";

globalThis.detectConsoleBase = base.pathname.slice(0, -1);
globalThis.detectConsoleConfig = readConfig(new URL("config.json", base));

try {
  await start();
  // The console mounts when it has its configuration; until then the placeholder tells that it is on its way.
  await globalThis.detectConsoleConfig;
  placeholder.remove();
} catch (error) {
  explain(error);
}

function preferred(name) {
  try {
    return new URLSearchParams(localStorage.getItem("detect-console.preferences")).get(name) ?? "system";
  } catch {
    // The browser keeps nothing, and lets nothing be asked for.
    return "system";
  }
}

async function readConfig(url) {
  try {
    const response = await fetch(url, { cache: "no-cache" });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { error: String(error) };
  }
}

async function start() {
  const glue = document.querySelector('link[rel="modulepreload"][href*="/detect-console-"]');
  const module = document.querySelector('link[rel="preload"][href$="_bg.wasm"]');
  const [{ default: init }, response] = await Promise.all([
    import(glue.href),
    fetch(module.href, { integrity: module.integrity }),
  ]);
  // Once: two instances of the second half would not know of each other.
  globalThis.detectConsoleLoadLater = () => (later ??= loadLater());
  main = await init({ module_or_path: response });
}

// The build cuts the module in two. The second one works on the first one's memory, and brings functions and data that
// nothing but its pages leads to.
async function loadLater() {
  const link = document.querySelector('link[rel="later"]');
  if (!link) {
    // A development build: all in one.
    main.later_pages();
    return;
  }
  const module = await fetchLater(link).catch((error) => {
    // Nothing has run yet: it can be tried again.
    later = undefined;
    laterCache = "reload";
    throw error;
  });
  // `main` is what xtask/src/split/cut.rs calls FIRST.
  const instance = await WebAssembly.instantiate(module, { main });
  instance.exports.later_pages();
}

async function fetchLater({ href, integrity }) {
  const response = await fetch(href, { integrity, cache: laterCache });
  return WebAssembly.compile(await response.arrayBuffer());
}

function explain(error) {
  placeholder.replaceChildren(
    element("h1", "Detect Console could not start"),
    element("p", advice(error)),
    element("pre", String(error)),
  );
}

function advice(error) {
  if (typeof WebAssembly === "undefined") {
    return "This browser does not run WebAssembly, or a setting forbids it. Allow it for this page or use another browser.";
  }
  if (error instanceof WebAssembly.RuntimeError) {
    return "This is a fault of the console. Reload the page; if that does not help, report it with the line below.";
  }
  return (
    "A part of the console did not arrive, or arrived damaged. Check the connection and reload the page. " +
    "If that does not help, whoever runs this site has to upload the console again."
  );
}

function element(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
