// The table of training summaries: many rows, columns to choose, details, files.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible } from "../support/accessibility.mjs";
import { eventually } from "../support/eventually.mjs";
import { hasFocus, tabTo } from "../support/keyboard.mjs";
import { scenario } from "../support/scenario.mjs";

/** Some 2,000 behaviors. */
const LARGE = { sandbox: ["--profiles", "100", "--behaviors", "25"] };

/** A world that is read at once. */
const SMALL = { sandbox: ["--profiles", "4"] };

/** More elements than a table of any length may have. */
const ELEMENTS = 1500;

/** Its models are in every odd state. */
const ODD_PROFILE = "factory-floor-sensors";

/** @param {import("../support/screens/training.mjs").TrainingScreen} training */
const indexes = (training) =>
  training.bodyRows.evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("aria-rowindex"))));

describe("A long table of training summaries", () => {
  scenario(
    "draws the rows in sight, and tells screen readers of all",
    async ({ page, training }) => {
      await training.openAndRead();
      const all = await training.total();
      assert.ok(all > 1500, `${all}`);
      assert.equal(await training.table.getAttribute("aria-rowcount"), `${all + 1}`);
      assert.deepEqual((await indexes(training)).slice(0, 3), [2, 3, 4]);
      assert.ok((await page.locator("*").count()) < ELEMENTS);

      const top = (await training.bodyRows.first().boundingBox())?.y ?? 0;
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await eventually(async () => (await indexes(training)).at(-1), all + 1);
      assert.ok((await page.locator("*").count()) < ELEMENTS);
      const header = await training.header("Behavior").boundingBox();
      assert.ok(header && Math.abs(header.y) < 1, "the header stays in sight");

      await training.filter.fill("disconnects");
      await eventually(async () => (await indexes(training)).at(0), 2);
      const count = Number(await training.table.getAttribute("aria-rowcount")) - 1;
      assert.ok(count < all / 3);
      assert.match(await training.summary.innerText(), new RegExp(`^${count} of `));
      await page.evaluate(() => scrollTo(0, 0));
      await eventually(async () => (await training.bodyRows.first().boundingBox())?.y, top);
    },
    LARGE,
  );

  scenario(
    "shows every row once, in order, when scrolled through",
    async ({ page, training }) => {
      await training.openAndRead("?filter=messages");
      /** @type {Map<number, string>} */
      const seen = new Map();
      const count = Number(await training.table.getAttribute("aria-rowcount")) - 1;
      for (let place = 0; seen.size < count && place < 200; place++) {
        await page.evaluate((place) => scrollTo(0, place * 500), place);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        const rows = await training.bodyRows.evaluateAll((rows) =>
          rows.map((row) => /** @type {[number, string]} */ ([
            Number(row.getAttribute("aria-rowindex")),
            [...row.querySelectorAll("bdi")].map((name) => name.textContent).join("\n"),
          ])),
        );
        for (const [index, names] of rows) {
          assert.equal(seen.get(index) ?? names, names);
          seen.set(index, names);
        }
      }
      const names = [...seen].sort(([left], [right]) => left - right).map(([, names]) => names);
      assert.equal(names.length, count);
      assert.deepEqual(names, [...names].sort());
    },
    LARGE,
  );

  scenario(
    "keeps the focus where it is when scrolled, and can be walked through with the keyboard",
    async ({ page, training }) => {
      await training.openAndRead();
      const first = training.bodyRows.first().getByRole("button");
      await tabTo(page, first);
      await page.mouse.move(700, 500);
      await page.mouse.wheel(0, 20_000);
      await eventually(async () => (await indexes(training)).at(-1) > 200, true);
      assert.ok(await hasFocus(first));
      let before = 2;
      while (before < 40) {
        await page.keyboard.press("Tab");
        const row = await page.evaluate(() =>
          Number(document.activeElement?.closest("[aria-rowindex]")?.getAttribute("aria-rowindex")),
        );
        assert.ok(row === before || row === before + 1, `from row ${before} to row ${row}`);
        before = row;
      }
    },
    LARGE,
  );
});

describe("The table of training summaries", () => {
  scenario(
    "counts the statuses of what the filter lets through",
    async ({ training }) => {
      await training.openAndRead();
      await training.filter.fill("disconnects");
      const statuses = async () => {
        const options = await training.status.locator("option").allInnerTexts();
        return options.map((option) => Number(option.match(/\((\d+)\)/)?.[1] ?? 0)).reduce((sum, one) => sum + one);
      };
      await eventually(async () => (await statuses()) === (await training.count()), true);
    },
    SMALL,
  );

  scenario("shows all of a summary, and gives the focus back", async ({ page, training, mitigation }) => {
    await training.openAndRead(`?filter=${ODD_PROFILE}`);
    const button = training.row(ODD_PROFILE, "connection-attempts").getByRole("button");
    await button.focus();
    await page.keyboard.press("Enter");
    await training.details.waitFor();
    await training.details.getByRole("heading", { name: "connection-attempts" }).waitFor();
    await training.details.getByText(/^33\.3\d{5,}\u{a0}%$/u).waitFor();
    await training.details.getByText(/\d{4}, \d\d:\d\d:\d\d \(UTC\)/).first().waitFor();
    await expectAccessible(page);
    // Another row's takes its place.
    await training.row(ODD_PROFILE, "auth-failures").getByRole("button").click();
    await training.details.getByRole("heading", { name: "auth-failures" }).waitFor();
    await page.keyboard.press("Escape");
    await training.details.waitFor({ state: "hidden" });
    await button.focus();
    await page.keyboard.press("Enter");
    await training.details.getByRole("heading", { name: "connection-attempts" }).waitFor();
    await page.keyboard.press("Escape");
    await training.details.waitFor({ state: "hidden" });
    assert.ok(await hasFocus(button));
    await button.click();
    await training.details.getByRole("link", { name: "Start mitigation for this behavior" }).click();
    await mitigation.heading.waitFor();
    await page.getByRole("combobox", { name: "Behavior" }).waitFor();
    assert.equal(await page.getByRole("combobox", { name: "Behavior" }).inputValue(), "connection-attempts");
  });

  scenario(
    "remembers which columns it shows, and how close its rows stand",
    async ({ page, training }) => {
      await training.openAndRead();
      const height = async () => (await training.bodyRows.first().boundingBox())?.height ?? 0;
      const before = await height();
      await training.preferences.click();
      await page.getByRole("checkbox", { name: "Last refresh" }).uncheck();
      await page.getByRole("checkbox", { name: "Compact rows" }).check();
      await expectAccessible(page);
      await training.header("Last refresh").waitFor({ state: "hidden" });
      await page.reload();
      await training.finished();
      assert.equal(await training.header("Last refresh").count(), 0);
      await training.header("Collection started").waitFor();
      assert.ok((await height()) < before);
      await training.preferences.click();
      await page.getByRole("checkbox", { name: "Last refresh" }).check();
      await training.header("Last refresh").waitFor();
    },
    { ...SMALL, context: {} },
  );

  scenario(
    "is saved as CSV and as JSON, as it is shown",
    async ({ page, training }) => {
      await training.openAndRead("?filter=messages&sort=-behavior");
      const behaviors = await training.column("Behavior");
      const csv = await training.saved("CSV");
      assert.match(csv.name, /^training-us-east-1-[-\w]*Z\.csv$/);
      const lines = csv.text.split("\r\n");
      assert.equal(lines.length, behaviors.length + 2);
      assert.match(lines[0], /^securityProfileName,behaviorName,modelStatus,/);
      assert.deepEqual(lines.slice(1, -1).map((line) => line.split(",")[1]), behaviors);
      await training.exporting.getByText(`Saved ${behaviors.length} rows as ${csv.name}.`).waitFor();
      await expectAccessible(page);

      const json = await training.saved("JSON");
      const { rows, partial, region, summaries } = JSON.parse(json.text);
      assert.deepEqual([rows, partial, region], [behaviors.length, false, "us-east-1"]);
      assert.deepEqual(summaries.map((/** @type {any} */ summary) => summary.behaviorName), behaviors);
    },
    SMALL,
  );

  scenario(
    "is saved with a word that not everything was read",
    async ({ page, training, fault }) => {
      await fault("GetBehaviorModelTrainingSummaries", "garbage", { times: 1 });
      await training.openAndRead();
      const json = await training.saved("JSON");
      assert.match(json.name, /-partial\.json$/);
      assert.equal(JSON.parse(json.text).partial, true);
      await training.exporting.getByText("Not everything has been read").waitFor();
    },
    SMALL,
  );

  for (const [width, times] of /** @type {[number, string][]} */ ([
    [768, "relative"],
    [1024, "relative"],
    [1216, "relative"],
    [1280, "relative"],
    [420, "absolute"],
    [800, "absolute"],
    [1216, "absolute"],
  ])) {
    scenario(
      `shows the names of every row in a window of ${width} pixels, with ${times} times`,
      async ({ page, shell, training }) => {
        await page.setViewportSize({ width, height: 700 });
        await page.addInitScript((times) => {
          localStorage.setItem("detect-console.preferences", `times=${times}`);
        }, times);
        await training.openAndRead();
        assert.equal(await shell.overhang(), 0);
        // Cut off are only long ones.
        const widths = await training.bodyRows.first().locator("bdi").evaluateAll((names) =>
          names.map((name) => ({ shown: name.clientWidth, whole: name.scrollWidth })),
        );
        assert.equal(widths.length, 2);
        const overhang = await training.table.evaluate((table) => table.scrollWidth - table.clientWidth);
        assert.equal(overhang, 0);
        assert.deepEqual(widths.filter(({ shown, whole }) => shown < Math.min(whole, 96)), []);
        const overlapping = await training.bodyRows.first().evaluate((row) => {
          const cells = [...row.querySelectorAll("time, bdi, .status, .percent")].map((it) => it.getBoundingClientRect());
          return cells.filter((left, index) =>
            cells.slice(index + 1).some((right) =>
              left.left < right.right && right.left < left.right && left.top < right.bottom && right.top < left.bottom),
          ).length;
        });
        assert.equal(overlapping, 0);
        // Nothing with the focus is hidden below what sticks to the window.
        await training.box(0).click();
        for (let step = 0; step < 40; step++) {
          await page.keyboard.press("Tab");
          assert.ok(await inSight(page), `after ${step} steps`);
        }
      },
      { ...SMALL, context: {} },
    );
  }

  scenario(
    "does not scroll sideways on a phone",
    async ({ page, shell, training }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await training.openAndRead();
      assert.equal(await shell.overhang(), 0);
      const overhang = await training.table.evaluate((table) => table.scrollWidth - table.clientWidth);
      assert.equal(overhang, 0);
      await training.sortBy("Status");
      await training.header("Status").and(page.locator("[aria-sort=ascending]")).waitFor();
      assert.equal((await training.rows()).length, await training.total(), "it is a table to screen readers");
      await expectAccessible(page);
    },
    SMALL,
  );
});

/**
 * Whether some of what has the focus can be seen.
 *
 * @param {import("playwright-core").Page} page
 */
async function inSight(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const { left, right, top, bottom } = /** @type {Element} */ (element).getBoundingClientRect();
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return seen !== null && (seen.contains(element) || /** @type {Element} */ (element).contains(seen));
  });
}
