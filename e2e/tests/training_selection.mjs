// Training summaries that somebody picks.

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

describe("Training summaries that are picked", () => {
  scenario(
    "are counted, saved, named, and let go",
    async ({ page, context, shell, training }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await training.openAndRead();
      await training.box(1).click();
      await training.box(4).click({ modifiers: ["Shift"] });
      await training.box(2).click();
      await training.selection.getByText("3 selected", { exact: true }).waitFor();
      assert.equal(await training.selectAll.evaluate((box) => /** @type {HTMLInputElement} */ (box).indeterminate), true);
      await expectAccessible(page);

      const rows = await training.rows();
      const names = [1, 3, 4].map((index) => `${rows[index]["Security profile"]}/${rows[index].Behavior}`);
      const csv = await training.file(training.selection.getByRole("button", { name: "Export CSV" }));
      assert.match(csv.name, /^training-us-east-1-selected-/);
      const lines = csv.text.split("\r\n").slice(1, -1);
      assert.deepEqual(lines.map((line) => line.split(",").slice(0, 2).join("/")), names);
      await shell.notifications.getByText(`Saved 3 rows as ${csv.name}.`).waitFor();
      const json = await training.file(training.selection.getByRole("button", { name: "Export JSON" }));
      assert.equal(JSON.parse(json.text).summaries.length, 3);
      await training.selection.getByRole("button", { name: "Copy names" }).click();
      await training.selection.getByText("Copied").waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), names.join("\n"));

      await training.selection.getByRole("button", { name: "Copy link" }).click();
      await eventually(async () => {
        const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
        return link.searchParams.get("selected");
      }, names.join(","));

      await training.selection.getByRole("button", { name: "Clear selection" }).click();
      await training.selection.waitFor({ state: "hidden" });
      await eventually(() => hasFocus(training.selectAll), true);
      assert.equal(await page.getByRole("checkbox", { checked: true }).count(), 0);
    },
    { ...SMALL, context: {} },
  );

  scenario(
    "stay picked when they are filtered, sorted, read again, and in another window",
    async ({ page, training }) => {
      await training.openAndRead();
      await training.filter.fill("disconnects");
      await eventually(async () => (await training.count()) < 10, true);
      const count = await training.count();
      await training.selectAll.check();
      await training.selection.getByText(`${count} selected`, { exact: true }).waitFor();
      await training.filter.fill("");
      await training.filter.fill("auth-failures");
      await training.selection.getByText(`${count} selected, ${count} not shown`).waitFor();
      await training.filter.fill("");
      await training.sortBy("Behavior");
      const picked = async () =>
        (await training.bodyRows.filter({ has: page.getByRole("checkbox", { checked: true }) }).count());
      await eventually(picked, count);
      await training.refresh.click();
      await training.finished();
      await eventually(picked, count);

      await eventually(() => new URL(page.url()).searchParams.get("selected")?.split(",").length, count);
      await page.reload();
      await training.finished();
      await eventually(picked, count);
      const rows = training.bodyRows.filter({ has: page.getByRole("checkbox", { checked: true }) });
      assert.deepEqual(new Set(await rows.getByRole("rowheader").allInnerTexts()), new Set(["disconnects"]));
    },
    SMALL,
  );

  scenario(
    "can be picked with the keyboard, and are no longer those of another region",
    async ({ page, shell, training }) => {
      await training.openAndRead();
      await tabTo(page, training.box(0));
      await page.keyboard.press("Space");
      await training.selection.getByText("1 selected", { exact: true }).waitFor();
      assert.ok(await hasFocus(training.box(0)));
      await shell.region.selectOption("eu-west-1");
      await training.finished();
      await training.selection.waitFor({ state: "hidden" });
      assert.equal(new URL(page.url()).searchParams.get("selected"), null);
    },
    SMALL,
  );

  scenario("are taken along with the Shift key from the one before, wherever that is now", async ({ page, training }) => {
    await training.openAndRead();
    await training.box(3).click();
    const name = await training.box(3).getAttribute("aria-label");
    await training.sortBy("Security profile");
    await training.header("Security profile").and(page.locator("[aria-sort=descending]")).waitFor();
    const labels = await training.bodyRows
      .getByRole("checkbox")
      .evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label")));
    const now = labels.indexOf(name);
    await training.box(now - 2).click({ modifiers: ["Shift"] });
    await training.selection.getByText("3 selected", { exact: true }).waitFor();
    // One that is not shown takes nothing along.
    await training.selection.getByRole("button", { name: "Clear selection" }).click();
    await training.box(0).click();
    const first = (await training.rows())[0];
    const other = (await training.column("Security profile")).find((profile) => profile !== first["Security profile"]);
    await training.filter.fill(other ?? "");
    await eventually(async () => new Set(await training.column("Security profile")).size, 1);
    await training.box(1).click({ modifiers: ["Shift"] });
    await training.selection.getByText("2 selected, 1 not shown").waitFor();
  }, SMALL);

  scenario(
    "are told from what a link names and is not there",
    async ({ page, training }) => {
      await training.openAndRead("?selected=no-such-profile/no-such-behavior&filter=zzz");
      await training.selection.getByText("1 selected, 1 not in this region").waitFor();
      assert.ok(await training.selection.getByRole("button", { name: "Export CSV" }).isDisabled());
      await expectAccessible(page);
      await training.selection.getByRole("button", { name: "Clear selection" }).click();
      await training.selection.waitFor({ state: "hidden" });
      await eventually(() => hasFocus(training.filter), true);
    },
    SMALL,
  );

  scenario(
    "come back with the address they are in",
    async ({ page, shell, training }) => {
      await training.openAndRead();
      await training.box(0).click();
      await training.selection.getByText("1 selected", { exact: true }).waitFor();
      await eventually(() => new URL(page.url()).searchParams.has("selected"), true);
      await shell.go("Overview");
      await shell.heading("Overview").waitFor();
      await page.goBack();
      await training.finished();
      await training.selection.getByText("1 selected", { exact: true }).waitFor();
    },
    SMALL,
  );

  scenario(
    "are left out of the address when they are too many for it, which is said",
    async ({ page, training }) => {
      await training.openAndRead();
      await training.selectAll.check();
      await training.selection.getByText("Too many for a link").waitFor();
      assert.equal(new URL(page.url()).searchParams.get("selected"), null);
      const all = await training.total();
      await training.selection.getByText(`${all.toLocaleString("en")} selected`, { exact: true }).waitFor();
      await training.selectAll.uncheck();
      await training.selection.waitFor({ state: "hidden" });
    },
    LARGE,
  );
});
