// The command palette, the keys, and what is told in the corner.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible } from "../support/accessibility.mjs";
import { eventually } from "../support/eventually.mjs";
import { hasFocus } from "../support/keyboard.mjs";
import { scenarioOfUser } from "../support/scenario.mjs";

/** @param {import("playwright-core").Page} page */
function palette(page) {
  const dialog = page.getByRole("dialog", { name: "Command palette" });
  return {
    dialog,
    field: dialog.getByRole("combobox", { name: "Command" }),
    entries: dialog.getByRole("option"),
    open: async () => {
      await page.keyboard.press("Control+k");
      await dialog.waitFor();
    },
  };
}

describe("The command palette", () => {
  scenarioOfUser("leads anywhere by some letters, and gives the focus back", async ({ page, shell, training }) => {
    const { dialog, field, entries, open } = palette(page);
    await training.openAndRead();
    await page.getByRole("button", { name: "Copy as" }).waitFor();
    await training.refresh.focus();
    await open();
    assert.ok(await hasFocus(field));
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.ok(await hasFocus(training.refresh));

    await open();
    await page.keyboard.type("detec");
    await entries.filter({ hasText: /^Detector payment_screening$/ }).waitFor();
    assert.equal(await entries.first().getAttribute("aria-selected"), "true");
    await page.keyboard.press("ArrowDown");
    const second = entries.nth(1);
    assert.equal(await second.getAttribute("aria-selected"), "true");
    assert.equal(await field.getAttribute("aria-activedescendant"), await second.getAttribute("id"));
    await field.fill("payment_screening");
    await page.keyboard.press("Enter");
    await shell.heading("Detector payment_screening").waitFor();
    await dialog.waitFor({ state: "hidden" });
  });

  scenarioOfUser("opens a task or a detector by its ID, listed or not", async (stage) => {
    const { page, shell, training, task, watch } = stage;
    const { field, entries, open } = palette(page);
    watch.expectFailedRequests();
    await training.openAndRead();
    await page.getByRole("button", { name: "Copy as" }).waitFor();
    await open();
    await field.fill(" My_task-1 ");
    await eventually(() => entries.allInnerTexts(), ["Open task My_task-1"]);
    await page.keyboard.press("Enter");
    await task.heading("My_task-1").waitFor();
    await open();
    await field.fill("payment_screening");
    await eventually(
      () => entries.allInnerTexts(),
      ["Detector payment_screening", "Open task payment_screening", "Open detector payment_screening"],
    );
    await field.fill("not-listed");
    await eventually(() => entries.allInnerTexts(), ["Open task not-listed", "Open detector not-listed"]);
    await entries.last().click();
    await shell.heading("Detector not-listed").waitFor();
  });

  scenarioOfUser("opens by a button, too", async ({ page, training }) => {
    const { dialog, field } = palette(page);
    await training.openAndRead();
    await page.getByRole("button", { name: "Copy as" }).waitFor();
    await page.getByRole("navigation").getByRole("button", { name: "Commands" }).click();
    await dialog.waitFor();
    assert.ok(await hasFocus(field));
  });

  scenarioOfUser("says when nothing is called that", async ({ page, training }) => {
    const { dialog, field, open } = palette(page);
    await training.openAndRead();
    await page.getByRole("button", { name: "Copy as" }).waitFor();
    await open();
    await field.fill("no such thing");
    await dialog.getByText("Nothing is called that.").waitFor();
    await expectAccessible(page);
  });

  scenarioOfUser(
    "copies a link that opens the same view, and tells what it names",
    async ({ page, context, shell, training }) => {
      const { field, open } = palette(page);
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await training.openAndRead("?filter=sensors&status=ACTIVE");
      const rows = await training.count();
      await page.getByRole("button", { name: "Copy as" }).waitFor();
      await open();
      await field.fill("copy a link");
      await page.keyboard.press("Enter");
      const corner = page.getByRole("status", { name: "Notifications" });
      await corner.getByText("Link copied").waitFor();
      assert.match(await corner.innerText(), /It names: .*filter sensors.*region us-east-1/);
      await expectAccessible(page);
      const link = await page.evaluate(() => navigator.clipboard.readText());
      await corner.getByRole("button", { name: "Dismiss" }).click();
      await corner.getByText("Link copied").waitFor({ state: "detached" });
      await page.goto(link);
      await training.finished();
      assert.equal(await training.count(), rows);
      assert.equal(shell.parameter("filter"), "sensors");
    },
    { context: {} },
  );
});

describe("Keys", () => {
  scenarioOfUser("alone go to the filter and tell of themselves, but not in a field", async ({ page, training }) => {
    await training.openAndRead();
    await page.getByRole("button", { name: "Copy as" }).waitFor();
    await page.keyboard.press("/");
    const filter = page.getByRole("searchbox", { name: "Filter" });
    await eventually(() => hasFocus(filter), true);
    await page.keyboard.type("a/?");
    assert.equal(await filter.inputValue(), "a/?");
    await training.refresh.focus();
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Keys" });
    await keys.waitFor();
    await expectAccessible(page);
    await keys.getByRole("button", { name: "Close" }).click();
    await keys.waitFor({ state: "hidden" });
  });

  scenarioOfUser(
    "alone can be switched off",
    async ({ page, shell }) => {
      await shell.open("/settings");
      await page.getByRole("radio", { name: "Off", exact: true }).check();
      await shell.go("Training");
      await page.getByRole("button", { name: "Copy as" }).focus();
      await page.keyboard.press("/");
      await page.keyboard.press("?");
      assert.equal(await page.getByRole("dialog", { name: "Keys" }).count(), 0);
      assert.ok(!(await hasFocus(page.getByRole("searchbox", { name: "Filter" }))));
    },
    { context: {} },
  );
});
