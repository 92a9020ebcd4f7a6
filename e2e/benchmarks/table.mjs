// Measures the table of training summaries with 10,000 rows: `cargo xtask bench`.
//
// Nothing here fails: times are a machine's, and a machine at work tells nothing. Each action begins with a frame and
// ends when that frame has been painted, so a figure is the work of a frame without the wait for the screen.

import { launch } from "../support/browser.mjs";
import { Sandbox } from "../support/sandbox.mjs";
import { Screens } from "../support/screens.mjs";

/** Some 10,000 behaviors. */
const WORLD = ["--profiles", "500", "--behaviors", "25"];

/** A laptop with a browser window on it. */
const VIEWPORT = { width: 1280, height: 800 };

/** Typed letter by letter and taken back letter by letter. */
const WORDS = ["sensors", "messages", "auth-fail", "zzz", "a-b"];

const ROUNDS = 3;

/** How often the page is scrolled to another place. */
const JUMPS = 60;

const browser = await launch();
const sandbox = await Sandbox.start(...WORLD);
try {
  const page = await browser.newPage({ baseURL: sandbox.page, reducedMotion: "reduce", viewport: VIEWPORT });
  page.setDefaultTimeout(600_000);
  const { training } = new Screens(page);
  await page.addInitScript(prepare);
  const start = performance.now();
  await training.openAndRead();
  const summary = await training.summary.innerText();
  console.log(`${summary}, read in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  await reportLongTasks(page, "while they were read");
  const elements = await page.evaluate(() => document.querySelectorAll("*").length);
  console.log(`${elements} elements on the page, ${await training.count()} rows`);

  const session = await page.context().newCDPSession(page);
  for (const rate of [1, 4]) {
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    console.log(rate === 1 ? "\nAs it is" : `\nCPU slowed ${rate} ×`);
    report("filter key", await typing(training));
    report("sort", await sorting(training));
    report("scroll", await scrolling(page));
    await reportLongTasks(page, "meanwhile");
  }
} finally {
  await browser.close();
  await sandbox.stop();
}

/** @param {import("../support/screens/training.mjs").TrainingScreen} training */
async function typing(training) {
  const texts = WORDS.flatMap((word) => {
    const grown = [...word].map((_, index) => word.slice(0, index + 1));
    return [...grown, ...grown.slice(0, -1).reverse(), ""];
  });
  return training.filter.evaluate(async (element, texts) => {
    const input = /** @type {HTMLInputElement} */ (element);
    const times = [];
    for (const text of texts) {
      const type = () => {
        input.value = text;
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      };
      times.push(await globalThis.frameOf(type));
    }
    return times;
  }, Array(ROUNDS).fill(texts).flat());
}

/** @param {import("../support/screens/training.mjs").TrainingScreen} training */
async function sorting(training) {
  return training.table.evaluate(async (table, rounds) => {
    const times = [];
    for (let round = 0; round < rounds; round++) {
      for (const button of table.querySelectorAll("thead button")) {
        for (const _direction of ["ascending", "descending"]) {
          times.push(await globalThis.frameOf(() => /** @type {HTMLButtonElement} */ (button).click()));
        }
      }
    }
    return times;
  }, ROUNDS);
}

/** @param {import("playwright-core").Page} page */
async function scrolling(page) {
  return page.evaluate(async (jumps) => {
    const times = [];
    for (let jump = 0; jump < jumps; jump++) {
      // Near and far, the same places each time.
      const share = ((jump * 37) % 100) / 100;
      times.push(await globalThis.frameOf(() => scrollTo(0, share * document.documentElement.scrollHeight)));
    }
    scrollTo(0, 0);
    return times;
  }, JUMPS);
}

/** Is run in the page before anything else. */
function prepare() {
  globalThis.longTasks = [];
  const note = (/** @type {PerformanceObserverEntryList} */ list) => {
    globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  };
  new PerformanceObserver(note).observe({ type: "longtask" });

  // What is posted in a frame arrives when the frame has been painted. Scrolling is told of in the frame after.
  const painted = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = done;
        port1.postMessage(null);
      }),
    );
  globalThis.frameOf = async (act) => {
    await painted();
    let start = 0;
    await new Promise((done) =>
      requestAnimationFrame(() => {
        start = performance.now();
        act();
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = done;
        port1.postMessage(null);
      }),
    );
    return performance.now() - start;
  };
}

/** @param {string} what @param {number[]} times */
function report(what, times) {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (/** @type {number} */ share) => sorted[Math.ceil(share * sorted.length) - 1].toFixed(1).padStart(7);
  console.log(`${what.padEnd(12)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   most ${at(1)} ms   of ${times.length}`);
}

/** @param {import("playwright-core").Page} page @param {string} when */
async function reportLongTasks(page, when) {
  const lengths = await page.evaluate(() => globalThis.longTasks.splice(0));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  console.log(`${lengths.length} tasks of more than 50 ms ${when}, ${all.toFixed(0)} ms in all`);
}
