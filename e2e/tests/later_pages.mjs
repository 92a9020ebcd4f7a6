// The pages that the console does not open with: when they travel, and what is said when they do not.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible, violations } from "../support/accessibility.mjs";
import { hasFocus } from "../support/keyboard.mjs";
import { scenario } from "../support/scenario.mjs";

const LATER = "**/*_later.wasm";

/** An empty cache. */
const COLD = { context: {} };

describe("The pages that come later", () => {
  scenario(
    "wait until the training summaries are there, and travel once",
    async ({ page, training, detectors, mitigation, shell, sandbox, fault }) => {
      const asked = page.waitForRequest(LATER);
      let count = 0;
      page.on("request", (request) => (count += Number(request.url().endsWith("_later.wasm"))));
      await fault("GetBehaviorModelTrainingSummaries", "slow", { delayMs: 1500 });
      await training.open();
      await training.heading.waitFor();
      assert.equal(count, 0, "nothing but training summaries is wanted yet");
      await sandbox.clearFaults();
      await training.bodyRows.first().waitFor();
      await asked;
      await shell.go("Detectors");
      await detectors.heading.waitFor();
      assert.ok(await hasFocus(detectors.heading));
      await shell.go("Mitigation");
      await mitigation.heading.waitFor();
      assert.equal(count, 1);
    },
    COLD,
  );

  scenario("show that they are on their way", async ({ page, shell }) => {
    /** @type {() => void} */
    let letGo = () => {};
    const held = new Promise((resolve) => (letGo = () => resolve(undefined)));
    await page.route(LATER, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto("/mitigation/new");
    await shell.main.getByText("Loading the page").waitFor();
    assert.deepEqual(await violations(page, "page-has-heading-one"), []);
    letGo();
    await shell.heading("Start mitigation").waitFor();
  });
});

describe("A page that does not load", () => {
  scenario("says so, and loads when told to", async ({ page, shell, training, detectors, watch }) => {
    watch.expectFailedRequests();
    await page.route(LATER, (route) => route.abort());
    await training.open();
    await training.bodyRows.first().waitFor();
    await shell.go("Detectors");
    const heading = shell.heading("This page did not load");
    await heading.waitFor();
    assert.ok(await hasFocus(heading));
    assert.match(await shell.alert.innerText(), /did not arrive/);
    await expectAccessible(page);

    await shell.retry.click();
    await shell.alert.waitFor();
    await page.unroute(LATER);
    await shell.retry.click();
    await detectors.heading.waitFor();
    assert.ok(await hasFocus(detectors.heading));
  });

  scenario("leaves the other pages as they are", async ({ page, shell, training, watch }) => {
    watch.expectFailedRequests();
    await page.route(LATER, (route) => route.abort());
    await shell.open("/detectors");
    await shell.heading("This page did not load").waitFor();
    await shell.go("Training");
    await training.bodyRows.first().waitFor();
    assert.equal(await shell.alert.count(), 0);
  });

  scenario("is not run when it was changed on its way", async ({ page, shell, watch }) => {
    watch.expect(/integrity/i);
    await page.route(LATER, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      await route.fulfill({ response, body: Buffer.concat([body, Buffer.from("\n")]) });
    });
    await shell.open("/detectors");
    await shell.heading("This page did not load").waitFor();
  });
});
