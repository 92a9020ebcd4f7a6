// From the address to the first page: the configuration, and what is said when the console cannot start.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible } from "../support/accessibility.mjs";
import { scenario } from "../support/scenario.mjs";

const CONFIG = "**/config.json";

const GOOD = {
  auth: {
    aws_region: "us-east-1",
    identity_pool_id: "us-east-1:5a4d6b0c-0000-4000-8000-000000000001",
    unauthenticated_identities_enabled: true,
  },
};

describe("A configuration that is no use", () => {
  const cases = [
    ["is missing", { status: 404, body: "not found" }, "config.json", "There is no such file"],
    ["comes from a web server in trouble", { status: 503, body: "" }, "config.json", "HTTP 503"],
    ["is not JSON", { body: "<html>" }, "config.json", "not JSON"],
    ["has no auth", { json: {} }, "auth", "missing"],
    ["has no region", { json: { auth: { ...GOOD.auth, aws_region: undefined } } }, "auth.aws_region", "missing"],
    ["has a wrong region", { json: { auth: { ...GOOD.auth, aws_region: "Virginia" } } }, "auth.aws_region", "Virginia"],
    ["has a wrong pool", { json: { auth: { ...GOOD.auth, identity_pool_id: 7 } } }, "auth.identity_pool_id", "text"],
    [
      "lets no guests in",
      { json: { auth: { ...GOOD.auth, unauthenticated_identities_enabled: false } } },
      "auth",
      "names no way to sign in",
    ],
    ["has a wrong region on offer", { json: { ...GOOD, regions: ["us-east-1", "x"] } }, "regions[1]", "x"],
    [
      "sends requests to a stranger in clear text",
      { json: { ...GOOD, endpoints: { iot: "http://iot.example.com" } } },
      "endpoints.iot",
      "https://",
    ],
  ];
  for (const [name, answer, field, problem] of /** @type {[string, any, string, string][]} */ (cases)) {
    scenario(`names the field when it ${name}`, async ({ page, sandbox, shell, watch }) => {
      await page.route(CONFIG, (route) => route.fulfill(answer));
      watch.expectFailedRequests();
      await page.goto("/training");
      await shell.heading("Detect Console is not set up").waitFor();
      const alert = await shell.alert.innerText();
      assert.ok(alert.includes(field) && alert.includes(problem), alert);
      assert.equal(await shell.headings.count(), 1);
      assert.deepEqual(await sandbox.calls(), [], "nothing was sent to AWS");
    });
  }

  scenario("can be read by everybody, and put right", async ({ page, shell, training, watch }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.route(CONFIG, (route) => route.fulfill({ status: 404 }));
    watch.expectFailedRequests();
    await page.goto("/training");
    await shell.heading("Detect Console is not set up").waitFor();
    await expectAccessible(page);
    assert.equal(await shell.overhang(), 0);
    await page.unroute(CONFIG);
    await page.reload();
    await training.heading.waitFor();
  });
});

describe("A console that arrives damaged", () => {
  for (const [part, pattern] of [
    ["module", "**/*_bg.wasm"],
    ["stylesheet", "**/*.css"],
    ["start script", "**/boot*.js"],
  ]) {
    scenario(`is not run: the ${part}`, async ({ page, shell, watch }) => {
      watch.expect(/integrity/i);
      await page.route(pattern, async (route) => {
        const response = await route.fetch();
        const body = await response.body();
        await route.fulfill({ response, body: Buffer.concat([body, Buffer.from("\n")]) });
      });
      const refused = page.waitForEvent("console", (message) => /integrity/i.test(message.text()));
      await page.goto("/");
      await refused;
      if (part === "module") {
        await shell.heading("Detect Console could not start").waitFor();
        assert.match(await shell.main.innerText(), /did not arrive, or arrived damaged/);
      }
    });
  }
});

describe("A console without its module", () => {
  scenario("says that it could not start", async ({ page, shell, watch }) => {
    watch.expectFailedRequests();
    await page.route("**/*_bg.wasm", (route) => route.abort());
    await page.goto("/");
    await shell.heading("Detect Console could not start").waitFor();
    await expectAccessible(page);
  });
});
