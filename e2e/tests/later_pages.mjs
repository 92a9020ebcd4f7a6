// The pages that the console does not open with: when they travel, and what is said when they do not.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { describe } from "node:test";
import { expectAccessible, violations } from "../support/accessibility.mjs";
import { eventually } from "../support/eventually.mjs";
import { hasFocus } from "../support/keyboard.mjs";
import { scenario } from "../support/scenario.mjs";

const LATER = "**/*_later.wasm";

/** An empty cache. */
const COLD = { context: {} };

/** @param {{ url(): string }} requestOrResponse */
const isLater = (requestOrResponse) => requestOrResponse.url().endsWith("_later.wasm");

/**
 * Keeps the later file on its way until the function that this returns is called.
 *
 * @param {import("playwright-core").Page} page
 */
async function hold(page) {
  /** @type {() => void} */
  let letGo = () => {};
  const held = new Promise((resolve) => (letGo = () => resolve(undefined)));
  await page.route(LATER, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

/**
 * Replaces what boot.js starts: the glue by one that hands out `main`, an object in JavaScript, for the module.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} main
 * @param {(html: string) => string} [change] of the page
 */
async function standIn(page, main, change = (html) => html) {
  const glue = /(<link crossorigin href=\/detect-console-[^ ]+\.js) integrity=[^ ]+/;
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    assert.match(html, glue);
    await route.fulfill({ response, body: change(html.replace(glue, "$1")) });
  });
  await page.route("**/detect-console-*.js", (route) =>
    route.fulfill({ contentType: "text/javascript", body: `export default async () => (${main});` }),
  );
}

/**
 * A host in front of the sandbox's page: what it does not have it answers with the page, and has it kept for a year.
 *
 * @param {import("../support/sandbox.mjs").Sandbox} sandbox
 * @param {(path: string) => boolean} isMissing
 */
async function carelessHost(sandbox, isMissing) {
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const answer = await fetch(new URL(isMissing(path) ? "/" : path, sandbox.page));
    const kept = ["content-type", "content-security-policy"].map((name) => [name, answer.headers.get(name) ?? ""]);
    response.writeHead(answer.status, { ...Object.fromEntries(kept), "cache-control": "max-age=31536000" });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return server;
}

describe("The pages that come later", () => {
  scenario(
    "wait until the training summaries are there, and travel once",
    async ({ page, training, detectors, mitigation, shell, sandbox, fault }) => {
      const asked = page.waitForRequest(LATER);
      let count = 0;
      let summaries = 0;
      let before = 0;
      page.on("response", (response) => (summaries += Number(response.url().includes("/behavior-model-training/"))));
      page.on("request", (request) => {
        if (isLater(request)) {
          count += 1;
          before = summaries;
        }
      });
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
      assert.ok(before > 0, "training summaries had arrived when the later pages were asked for");
    },
    COLD,
  );

  scenario("show that they are on their way", async ({ page, shell }) => {
    const letGo = await hold(page);
    await page.goto("/mitigation/new");
    await shell.main.getByText("Loading the page").waitFor();
    assert.equal(await page.title(), "Loading – Detect Console");
    assert.deepEqual(await violations(page, "page-has-heading-one"), []);
    letGo();
    await shell.heading("Start mitigation").waitFor();
    assert.equal(await page.title(), "Start mitigation – Detect Console");
  });

  scenario("are there from the start where the build did not cut the module", async ({ page }) => {
    await standIn(page, "{ later_pages: () => (globalThis.told = true) }", (html) => {
      const uncut = html.replace(/<link rel="later"[^>]*>/, "");
      assert.notEqual(uncut, html);
      return uncut;
    });
    await page.goto("/");
    await page.waitForFunction(() => globalThis.detectConsoleLoadLater);
    await page.evaluate(() => globalThis.detectConsoleLoadLater());
    assert.ok(await page.evaluate(() => globalThis.told));
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

    const failed = page.waitForEvent("requestfailed", isLater);
    await shell.retry.click();
    await failed;
    await shell.main.getByRole("status").getByText("did not load this time either").waitFor();
    await eventually(() => shell.retry.getAttribute("aria-disabled"), null);
    await page.unroute(LATER);
    await shell.retry.click();
    await detectors.heading.waitFor();
    await eventually(() => hasFocus(detectors.heading), true);
  });

  scenario("leaves the other pages as they are", async ({ page, shell, training, detectors, watch }) => {
    watch.expectFailedRequests();
    await page.route(LATER, (route) => route.abort());
    await shell.open("/detectors");
    await shell.heading("This page did not load").waitFor();
    await page.unroute(LATER);
    const letGo = await hold(page);
    await shell.go("Training");
    await training.bodyRows.first().waitFor();
    assert.equal(await shell.alert.count(), 0);
    await training.filter.click();
    letGo();
    await page.evaluate(async () => {
      await globalThis.detectConsoleLoadLater();
      // What follows their arrival waits for the next frame.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    });
    assert.ok(await hasFocus(training.filter));
    await shell.go("Detectors");
    await detectors.heading.waitFor();
  });

  scenario("is not run when it was changed on its way", async ({ page, shell, watch }) => {
    watch.expect(/integrity/i);
    await page.route(LATER, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      // A section without name or content: it would run as well as without.
      await route.fulfill({ response, body: Buffer.concat([body, Buffer.from([0, 1, 0])]) });
    });
    const refused = page.waitForEvent("console", (message) => /integrity/i.test(message.text()));
    await shell.open("/detectors");
    await refused;
    await shell.heading("This page did not load").waitFor();
  });

  scenario(
    "is asked of the host again, whatever the browser has kept in its place",
    async ({ page, shell, sandbox, mitigation, watch }) => {
      watch.expect(/integrity/i);
      let isUploaded = false;
      const host = await carelessHost(sandbox, (path) => path.endsWith("_later.wasm") && !isUploaded);
      try {
        const { port } = /** @type {import("node:net").AddressInfo} */ (host.address());
        await shell.open(`http://127.0.0.1:${port}/mitigation/new`);
        await shell.heading("This page did not load").waitFor();
        isUploaded = true;
        await shell.retry.click();
        await mitigation.heading.waitFor();
      } finally {
        host.close();
      }
    },
    COLD,
  );

  scenario("is not asked for again when it arrived and does not fit", async ({ page }) => {
    let count = 0;
    page.on("request", (request) => (count += Number(isLater(request))));
    await standIn(page, "{}");
    await page.goto("/");
    await page.waitForFunction(() => globalThis.detectConsoleLoadLater);
    for (let time = 1; time <= 2; time++) {
      await assert.rejects(
        page.evaluate(() => globalThis.detectConsoleLoadLater()),
        /import/i,
      );
    }
    assert.equal(count, 1);
  });
});
