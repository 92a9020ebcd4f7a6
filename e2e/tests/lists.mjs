// What every list can do: be filtered and sorted, be linked to so, be saved as a file, look as one likes.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible } from "../support/accessibility.mjs";
import { eventually } from "../support/eventually.mjs";
import { scenarioOfUser as scenario } from "../support/scenario.mjs";

/** More detectors than fit on one page of AWS's. */
const MANY = { sandbox: ["--detectors", "23"] };

/** So many that only those in sight are drawn. */
const VERY_MANY = { sandbox: ["--detectors", "260"] };

describe("A list", () => {
  scenario(
    "is filtered and sorted, and its address leads to the same view",
    async ({ page, shell, detectors }) => {
      await detectors.open();
      await page.getByText("23 detectors", { exact: true }).waitFor();
      await detectors.filter.pressSequentially("Checkout payment ");
      await eventually(() => detectors.column("Detector ID"), ["payment_screening"]);
      await page.getByText("1 of 23 detectors").waitFor();
      await eventually(() => new URL(page.url()).searchParams.get("filter"), "Checkout payment ");
      await detectors.filter.fill("");
      await eventually(async () => (await detectors.rows()).length, 23);

      await detectors.sortBy("Event type");
      await detectors.header("Event type").and(page.locator("[aria-sort=ascending]")).waitFor();
      const ascending = await detectors.column("Event type");
      assert.deepEqual(ascending, [...ascending].sort());
      await detectors.sortBy("Event type");
      await eventually(() => detectors.column("Event type"), [...ascending].reverse());
      await eventually(() => new URL(page.url()).searchParams.get("sort"), "-eventTypeName");
      await expectAccessible(page);

      await page.reload();
      await eventually(() => detectors.column("Event type"), [...ascending].reverse());
      await detectors.header("Event type").and(page.locator("[aria-sort=descending]")).waitFor();
      assert.equal(await shell.alert.count(), 0);
    },
    MANY,
  );

  scenario(
    "shows what has no description last, whichever way it is sorted",
    async ({ page, detectors }) => {
      await page.goto("/detectors?sort=description");
      const ascending = await columnOnceThere(detectors, "Description");
      assert.ok(ascending.includes("Not stated"));
      await detectors.sortBy("Description");
      await detectors.header("Description").and(page.locator("[aria-sort=descending]")).waitFor();
      for (const descriptions of [ascending, await detectors.column("Description")]) {
        const first = descriptions.indexOf("Not stated");
        assert.deepEqual([...new Set(descriptions.slice(first))], ["Not stated"]);
      }
    },
    MANY,
  );

  scenario(
    "offers a way out when nothing matches",
    async ({ page, detectors }) => {
      await page.goto("/detectors?filter=zzz");
      await page.getByText("No detector matches").waitFor();
      await page.getByText("0 of 23 detectors").waitFor();
      await expectAccessible(page);
      await detectors.clearFilter.click();
      await eventually(async () => (await detectors.rows()).length, 23);
    },
    MANY,
  );

  scenario("has no filter where all of it is in sight", async ({ page, detector }) => {
    await detector.open("payment_screening");
    await page.getByText("6 versions", { exact: true }).waitFor();
    assert.equal(await detector.filter.count(), 0);
    await detector.header("Version").and(page.locator("[aria-sort=descending]")).waitFor();
    await detector.sortBy("Version");
    const versions = [1, 2, 3, 4, 5, 6].map((version) => `Version ${version}`);
    await eventually(() => detector.column("Version"), versions);
  });

  scenario("is saved as CSV and as JSON, as it is shown, without formulas", async ({ detector }) => {
    await detector.open("payment_screening");
    const csv = await detector.saved("CSV");
    assert.match(csv.name, /^versions-us-east-1-payment_screening-[-\w]*Z\.csv$/);
    const [header, ...lines] = csv.text.split("\r\n");
    assert.equal(header, "detectorVersionId,status,description,lastUpdatedTime");
    assert.deepEqual(lines.map((line) => line.split(",")[0]), ["6", "5", "4", "3", "2", "1", ""]);
    assert.match(lines[1], /^5,DRAFT,"'=HYPERLINK\(/);
    const json = await detector.saved("JSON");
    const { rows, region, versions } = JSON.parse(json.text);
    assert.deepEqual([rows, region, versions[0].detectorVersionId], [6, "us-east-1", "6"]);
    assert.equal(versions[0].description, null);
    assert.match(versions[0].lastUpdatedTime, /^\d{4}-\d\d-\d\dT/);
  });

  scenario(
    "remembers which columns it shows",
    async ({ page, detectors, detector }) => {
      await detectors.open();
      await detectors.preferences.click();
      await page.getByRole("checkbox", { name: "Description" }).uncheck();
      await detectors.header("Description").waitFor({ state: "hidden" });
      await expectAccessible(page);
      await page.reload();
      await detectors.header("Event type").waitFor();
      assert.equal(await detectors.header("Description").count(), 0);
      // Each table has its own.
      await detector.open("payment_screening");
      await detector.header("Description").waitFor();
    },
    { context: {} },
  );

  scenario(
    "draws the rows in sight when there are hundreds, and tells screen readers of all",
    async ({ page, detectors }) => {
      await detectors.open();
      await page.getByText("260 detectors", { exact: true }).waitFor();
      assert.equal(await detectors.table.getAttribute("aria-rowcount"), "261");
      const drawn = () => detectors.table.locator("tbody").getByRole("row").count();
      assert.ok((await drawn()) < 60);
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await detectors.table.locator("[aria-rowindex='261']").waitFor();
      assert.ok((await drawn()) < 60);
      await page.evaluate(() => scrollTo(0, 0));
      await detectors.sortBy("Detector ID");
      await eventually(async () => {
        const shown = await detectors.column("Detector ID");
        return shown.slice(0, 10).join() === [...shown.slice(0, 10)].sort().reverse().join();
      }, true);
    },
    VERY_MANY,
  );
});

/** @param {import("../support/screens/detectors.mjs").DetectorsScreen} detectors @param {string} name */
async function columnOnceThere(detectors, name) {
  await detectors.table.waitFor();
  return detectors.column(name);
}
