// The request log: every call with what became of it, nothing secret, and what is under way in the top bar.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe } from "node:test";
import { expectAccessible } from "../support/accessibility.mjs";
import { eventually, until } from "../support/eventually.mjs";
import { hasFocus, tabTo } from "../support/keyboard.mjs";
import { scenario, scenarioOfUser } from "../support/scenario.mjs";
import { PASSWORDS } from "../support/screens/sign_in.mjs";

const READ = "GetBehaviorModelTrainingSummaries";

/** A world that is read at once. */
const SMALL = { sandbox: ["--profiles", "4"] };

/** Everybody may come in, by every way. */
const BOTH = { sandbox: ["--sign-in", "both"], context: {} };

/** What no secret is shorter than. */
const SHORTEST_SECRET = 16;

/**
 * Gathers what only the browser and Cognito may know: what is sent to get in, and what comes back.
 *
 * @param {import("playwright-core").Page} page
 */
function secretsOf(page) {
  /** @type {Set<string>} */
  const secrets = new Set(Object.values(PASSWORDS));
  const gather = (/** @type {unknown} */ value, /** @type {string} */ name) => {
    if (value && typeof value === "object") {
      Object.entries(value).forEach(([name, value]) => gather(value, name));
    } else if (typeof value === "string" && /token|secret|code|verifier|amazonaws\.com\//i.test(name)) {
      secrets.add(value);
    }
  };
  const signatures = /** @type {Set<string>} */ (new Set());
  page.on("request", (request) => {
    const authorization = request.headers().authorization;
    if (authorization) {
      signatures.add(authorization.slice(authorization.indexOf("Signature=")));
    }
    const body = request.postData() ?? "";
    if (request.url().endsWith("/oauth2/token")) {
      gather(Object.fromEntries(new URLSearchParams(body)), "");
    } else if (/cognito/i.test(request.headers()["x-amz-target"] ?? "")) {
      gather(JSON.parse(body), "");
    }
  });
  page.on("response", async (response) => {
    const target = response.request().headers()["x-amz-target"] ?? "";
    if (response.url().endsWith("/oauth2/token") || target.endsWith("GetCredentialsForIdentity")) {
      gather(await response.json().catch(() => null), "");
    }
  });
  return {
    /** All that is known by now. */
    all: () => [...secrets, ...signatures].filter((secret) => secret.length >= SHORTEST_SECRET),
  };
}

/**
 * The log as the page exports it.
 *
 * @param {import("playwright-core").Page} page
 * @param {import("../support/screens/requests.mjs").RequestsScreen} requests
 */
async function exported(page, requests) {
  const download = page.waitForEvent("download");
  await requests.exportJson.click();
  const file = await download;
  assert.match(file.suggestedFilename(), /^detect-console-requests-\d{4}-\d\d-\d\dT\d{6}Z\.json$/);
  return readFile(await file.path(), "utf8");
}

describe("The request log", () => {
  scenarioOfUser(
    "shows every call of the session, newest first, and none of its secrets",
    async ({ page, shell, training, detectors, requests, sandbox }) => {
      const secrets = secretsOf(page);
      await training.openAndRead();
      await shell.go("Detectors");
      await detectors.table.waitFor();
      await requests.go();

      const operations = await requests.operations();
      assert.equal(operations[0], "GetDetectors");
      // What waits for credentials has begun before they are asked for.
      const last = [...operations.slice(-4)].sort();
      assert.deepEqual(last, ["GetCredentialsForIdentity", "GetId", "ListSecurityProfiles", "oauth2/token"]);
      const read = (await sandbox.calls(READ)).length;
      assert.equal(operations.filter((operation) => operation === READ).length, read);
      await requests.summary.filter({ hasText: `${operations.length} calls` }).waitFor();
      for (const row of await requests.rows()) {
        assert.match(row.Time, /^\d\d:\d\d:\d\d$/);
        assert.equal(row.Region, "us-east-1");
        assert.equal(row.Outcome, "Succeeded");
        assert.equal(row.Attempts, "1");
        assert.match(row.Duration, /^[\d,]+\sms$/);
        assert.match(row.Received, /^[\d.]+\s(B|kB)$/);
      }

      for (const operation of ["GetDetectors", READ, "GetCredentialsForIdentity", "oauth2/token"]) {
        await requests.opener(operation).click();
      }
      await eventually(() => requests.details.count(), 4);
      const known = secrets.all();
      // Code, verifier, ID, access and refresh token, session token and secret key, passwords, signatures.
      assert.ok(known.length > 12, `${known.length}`);
      const file = await exported(page, requests);
      const places = { page: await page.content(), file, address: page.url(), title: await page.title() };
      for (const [place, text] of Object.entries(places)) {
        assert.deepEqual(known.filter((secret) => text.includes(secret)), [], place);
      }
      const log = JSON.parse(file);
      assert.equal(log.calls.length, operations.length);
      assert.deepEqual(log.calls.map((/** @type {any} */ call) => call.operation).reverse(), operations);
      const credentials = log.calls.find((/** @type {any} */ call) => call.operation === "GetCredentialsForIdentity");
      assert.equal(credentials.request.text, null);
      assert.equal(credentials.reply.text, null);
      assert.ok(credentials.reply.bytes > 100);
    },
    SMALL,
  );

  scenario(
    "has the details of a call a click away",
    async ({ page, training, requests, fault }) => {
      await fault(READ, "throttle", { times: 1 });
      await training.openAndRead();
      await requests.go();
      await requests.filter.fill("throttl");
      await eventually(async () => (await requests.rows()).map((row) => [row.Operation, row.Attempts]), [[READ, "2"]]);
      const opener = requests.opener(READ);
      assert.equal(await opener.getAttribute("aria-expanded"), "false");
      await opener.click();
      assert.equal(await opener.getAttribute("aria-expanded"), "true");
      const details = await requests.details.innerText();
      assert.match(details, /Sent after \d\sms; \d+\sms later: HTTP 4\d\d[^]*Sent after [\d,]+\sms; \d+\sms later: HTTP 200/);
      assert.match(details, /GET \/behavior-model-training\/summaries\?/);
      assert.match(details, /"summaries": \[/);
      assert.match(details, /Hidden from browsers/);
      await opener.click();
      await requests.details.waitFor({ state: "hidden" });
      assert.ok(await hasFocus(opener));
    },
    SMALL,
  );

  scenario(
    "opens at the call that an error panel tells of",
    async ({ page, shell, training, requests, fault }) => {
      await fault(READ, "denied");
      await training.openAndRead();
      await page.getByRole("link", { name: "See the request" }).first().click();
      await requests.heading.waitFor();
      assert.equal(await requests.details.count(), 1);
      assert.match(await requests.details.innerText(), /GET \/behavior-model-training\/summaries\?/);
      const opener = page.locator("tbody", { has: page.locator(".call-details") }).getByRole("button");
      await eventually(() => hasFocus(opener), true);
      await opener.click({ trial: true });
      await eventually(async () => shell.parameter("region"), "us-east-1");
      const call = shell.parameter("call");
      assert.ok(call);

      // The address names what was opened last, and Back leads to where the link was.
      await requests.opener("GetId").click();
      await eventually(() => requests.details.count(), 2);
      assert.ok(await hasFocus(requests.opener("GetId")));
      await eventually(async () => shell.parameter("call") !== call, true);
      await requests.filter.fill("getid");
      await eventually(() => requests.operations(), ["GetId"]);
      assert.ok(shell.parameter("call"));
      await requests.opener("GetId").click();
      await eventually(async () => shell.parameter("call"), null);
      await page.goBack();
      await training.heading.waitFor();
    },
    SMALL,
  );

  scenario(
    "says that it does not have the call of a link from before a reload, or one that was cleared",
    async ({ page, context, shell, training, requests, fault }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await fault(READ, "denied");
      await training.openAndRead();
      await page.getByRole("link", { name: "See the request" }).first().click();
      await requests.details.waitFor();
      await page.keyboard.press("Control+k");
      await page.keyboard.type("copy a link");
      await page.keyboard.press("Enter");
      await page.getByRole("status", { name: "Notifications" }).getByText("Link copied").waitFor();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(new URL(link).search, "?region=us-east-1");

      await page.reload();
      await requests.missing.waitFor();
      assert.equal(await requests.details.count(), 0);
      await expectAccessible(page);
      await requests.opener("GetId").click();
      await requests.missing.waitFor({ state: "detached" });
      await requests.clear.click();
      await page.getByText("No calls", { exact: true }).waitFor();
      await eventually(async () => shell.parameter("call"), null);
      assert.equal(await requests.missing.count(), 0);
    },
    { ...SMALL, context: {} },
  );

  scenario(
    "is filtered by text and by outcome, in the address",
    async ({ page, shell, training, requests, fault }) => {
      await fault(READ, "denied");
      await training.openAndRead();
      await requests.go();
      const all = (await requests.operations()).length;
      await requests.filter.fill("getid");
      await eventually(() => requests.operations(), ["GetId"]);
      await requests.summary.filter({ hasText: `1 of ${all} calls` }).waitFor();
      await eventually(async () => shell.parameter("filter"), "getid");
      await requests.filter.fill("");
      await requests.outcome.selectOption("Failed");
      await eventually(async () => new Set((await requests.rows()).map((row) => row.Operation)), new Set([READ]));
      assert.ok((await requests.rows()).every((row) => row.Outcome.startsWith("Failed")));
      await eventually(async () => shell.parameter("outcome"), "failed");
      await eventually(async () => shell.parameter("region"), "us-east-1");

      await requests.filter.fill("no such thing");
      await page.getByText("No call matches").waitFor();
      await requests.clearFilter.click();
      await eventually(async () => (await requests.operations()).length, all);
      await eventually(async () => shell.parameter("filter"), null);

      await page.goto("/requests?filter=GetId&outcome=succeeded");
      await eventually(() => requests.operations(), ["GetId"]);
      assert.equal(await requests.filter.inputValue(), "GetId");
      assert.equal(await requests.outcome.inputValue(), "succeeded");
    },
    SMALL,
  );

  scenario(
    "is cleared, and goes on",
    async ({ page, shell, training, requests }) => {
      await training.openAndRead();
      await requests.go();
      await requests.clear.click();
      await page.getByText("No calls", { exact: true }).waitFor();
      assert.ok(await hasFocus(requests.clear));
      await shell.session.click();
      await page.waitForTimeout(1100);
      await page.getByRole("button", { name: "Renew now" }).click();
      await page.getByText("Renewed.").waitFor();
      await requests.go();
      await eventually(() => requests.operations(), ["GetCallerIdentity", "GetCredentialsForIdentity", "GetCallerIdentity"]);
    },
    SMALL,
  );

  scenario(
    "is worked with the keyboard alone",
    async ({ page, training, requests }) => {
      await training.openAndRead();
      await tabTo(page, requests.link);
      await page.keyboard.press("Enter");
      await requests.heading.waitFor();
      await eventually(() => hasFocus(requests.heading), true);
      await tabTo(page, requests.exportJson);
      const download = page.waitForEvent("download");
      await page.keyboard.press("Enter");
      await download;
      await tabTo(page, requests.filter);
      await page.keyboard.type("GetId");
      await eventually(() => requests.operations(), ["GetId"]);
      await tabTo(page, requests.opener("GetId"));
      await page.keyboard.press("Enter");
      await requests.details.waitFor();
      await page.getByText("Not kept: it may hold tokens or keys.").first().waitFor();
      await page.keyboard.press("Space");
      await requests.details.waitFor({ state: "hidden" });
      await tabTo(page, requests.clear, "Shift+Tab");
      await page.keyboard.press("Enter");
      await page.getByText("No calls", { exact: true }).waitFor();
    },
    SMALL,
  );

  scenario("fits on a phone, details and all", async ({ page, shell, training, requests }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await training.openAndRead();
    await requests.go();
    await requests.opener(READ).click();
    await requests.details.waitFor();
    assert.equal(await shell.overhang(), 0);
    const box = await requests.details.locator("pre").first().boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
    await expectAccessible(page);
  });

  scenario(
    "is empty for the next person, and for whoever comes after signing out",
    async ({ page, training, requests, signIn, shell }) => {
      await signIn.openAs("/training", "responder");
      await training.finished();
      await requests.go();
      assert.ok((await requests.operations()).includes(READ));
      await signIn.signOut.click();
      await signIn.signIn.waitFor();
      await signIn.asGuest.click();
      await shell.banner.getByText("Guest").waitFor();
      await shell.go("Overview");
      await requests.go();
      await eventually(() => requests.operations(), ["GetCredentialsForIdentity", "GetId"]);
    },
    BOTH,
  );
});

describe("The top bar", () => {
  scenario(
    "says what is under way, and that AWS throttles, and moves nothing",
    async ({ page, shell, training, requests, sandbox, fault }) => {
      await training.openAndRead();
      const places = async () => {
        const boxes = [shell.region, shell.session, shell.banner].map((element) => element.boundingBox());
        return Promise.all(boxes);
      };
      const before = await places();
      assert.equal((await requests.link.innerText()).trim(), "Request log");
      await fault("ListSecurityProfiles", "slow", { delayMs: 3000, times: 1 });
      await training.refresh.click();
      await page.getByRole("link", { name: /^1 call under way\s+\(request log\)$/ }).waitFor();
      assert.deepEqual(await places(), before);
      await training.finished();
      await page.getByRole("link", { name: "Request log", exact: true }).waitFor();

      await fault(READ, "throttle");
      // How long each pause is depends on chance: one that is over soon is not told of.
      const throttled = requests.link.filter({ hasText: /Throttled by AWS, retrying [23] of 3 in \d+ s/ });
      await until(async () => {
        await training.refresh.click();
        await throttled.waitFor({ timeout: 2000 });
      });
      assert.deepEqual(await places(), before);
      await shell.banner.getByRole("status").filter({ hasText: "AWS asks for fewer requests." }).waitFor();
      await sandbox.clearFaults();
      await page.getByRole("link", { name: "Request log", exact: true }).waitFor();
      await expectAccessible(page);
    },
    SMALL,
  );
});
