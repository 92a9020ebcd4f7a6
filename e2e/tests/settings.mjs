// Settings: what is preferred is kept, and what is set up badly is told.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible } from "../support/accessibility.mjs";
import { scenario, scenarioOfUser } from "../support/scenario.mjs";

/** @param {import("playwright-core").Page} page */
const theme = (page) => page.evaluate(() => document.documentElement.dataset.theme);

describe("Preferences", () => {
  scenario(
    "are kept, and the theme is there before the console is",
    async ({ page, shell, watch }) => {
      // Guests are refused by Fraud Detector.
      watch.expectFailedRequests();
      await shell.open("/settings");
      assert.equal(await theme(page), "system");
      await page.getByRole("radio", { name: "Dark", exact: true }).check();
      assert.equal(await theme(page), "dark");
      await expectAccessible(page);
      // What sets it is in the page itself: the module does not come.
      await page.route("**/*.wasm", (route) => route.abort());
      await page.reload();
      assert.equal(await theme(page), "dark");
      await page.unroute("**/*.wasm");
    },
    { context: {} },
  );

  scenario(
    "tell times by date, in the zone that is preferred",
    async ({ page, shell, training, watch }) => {
      watch.expectFailedRequests();
      await shell.open("/settings");
      await page.getByRole("radio", { name: "Date and time" }).check();
      await shell.go("Training");
      await training.finished();
      const times = page.locator("td time");
      assert.match(await times.first().innerText(), /^\d{4}-\d\d-\d\d \d\d:\d\d \+09:00$/);
      await shell.go("Settings");
      await page.getByRole("radio", { name: "UTC", exact: true }).check();
      await shell.go("Training");
      await training.finished();
      assert.match(await times.first().innerText(), /^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
    },
    { context: { timezoneId: "Asia/Tokyo" } },
  );
});

describe("The self-check", () => {
  scenarioOfUser("finds everything in order, and only reads", async ({ page, shell, sandbox }) => {
    await shell.open("/settings");
    const checks = page.getByRole("listitem").filter({ has: page.getByText("Good", { exact: true }) });
    await checks.filter({ hasText: "list detectors" }).waitFor();
    await checks.filter({ hasText: "Content security policy" }).waitFor();
    assert.equal(await page.getByText("Needs attention").count(), 0);
    const operations = new Set((await sandbox.calls()).map((call) => call.operation));
    assert.ok([...operations].every((name) => /^(Get|List|Describe)/.test(name ?? "Get")), [...operations].join());
    await expectAccessible(page);
  });

  scenarioOfUser(
    "names the permission that is missing and the header that is, and is made again",
    async ({ page, shell, sandbox, fault }) => {
      await page.route(sandbox.page, async (route) => {
        const response = await route.fetch();
        const { "content-security-policy": _, ...headers } = response.headers();
        await route.fulfill({ response, headers });
      });
      await fault("GetDetectors", "denied");
      await shell.open("/settings");
      const row = (/** @type {string} */ text) => page.getByRole("listitem").filter({ hasText: text });
      await row("list detectors").filter({ hasText: "frauddetector:GetDetectors" }).waitFor();
      await row("Content security policy").filter({ hasText: "sends no Content-Security-Policy" }).waitFor();
      await expectAccessible(page);
      await sandbox.clearFaults();
      await page.unroute(sandbox.page);
      await page.getByRole("button", { name: "Check again" }).click();
      await row("list detectors").filter({ hasText: "Allowed." }).waitFor();
      await row("Content security policy").filter({ hasText: "As it should be." }).waitFor();
    },
  );
});

describe("About", () => {
  scenario("leads to the licences of what is linked in", async ({ page, shell, context, watch }) => {
    watch.expectFailedRequests();
    await shell.open("/settings");
    const opened = context.waitForEvent("page");
    await page.getByRole("link", { name: "Licences" }).click();
    const licences = await opened;
    await licences.getByText("aws-sigv4").first().waitFor();
    await licences.close();
  });
});
