// Credentials: renewed without a word, and never where they do not belong. And the page that says whose they are.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible } from "../support/accessibility.mjs";
import { collect, json } from "../support/answers.mjs";
import { eventually } from "../support/eventually.mjs";
import { scenario, scenarioOfUser } from "../support/scenario.mjs";

const HOUR_SECONDS = 60 * 60;

describe("Credentials", () => {
  scenario(
    "that expire are renewed before the next call",
    async ({ page, shell, training, sandbox }) => {
      await page.clock.install();
      await training.openAndRead();
      const before = await training.count();
      await sandbox.moveClock(HOUR_SECONDS);
      await page.clock.setSystemTime(Date.now() + HOUR_SECONDS * 1000);
      await training.refresh.click();
      await eventually(async () => (await sandbox.calls("GetCredentialsForIdentity")).length, 2);
      await training.finished();
      assert.equal(await training.count(), before);
      assert.equal(await shell.alert.count(), 0);
      assert.equal((await sandbox.calls("GetId")).length, 1, "the identity stays the same");
      const refused = (await sandbox.calls()).filter((call) => call.status !== 200);
      assert.deepEqual(refused, [], "nothing was sent with expired credentials");
    },
    { context: {} },
  );

  scenarioOfUser(
    "that AWS ends early are renewed when they are refused",
    async ({ page, shell, training, detectors, sandbox, watch }) => {
      watch.expectFailedRequests();
      await page.clock.install();
      await training.openAndRead();
      // Ended by AWS's clock, not by the browser's; the two differ by less than a signature forgives.
      await page.clock.setSystemTime(Date.now() + 40_000);
      await sandbox.moveClock(200);
      await training.refresh.click();
      await eventually(async () => (await sandbox.calls("GetCredentialsForIdentity")).length, 2);
      await training.finished();
      assert.match(await training.summary.innerText(), /^\d+ behaviors$/);
      assert.equal(await shell.alert.count(), 0);
      await shell.go("Detectors");
      await detectors.table.waitFor();
      assert.equal((await sandbox.calls("GetCredentialsForIdentity")).length, 2);
    },
    { sandbox: ["--session-seconds", "120", "--profiles", "4"], context: {} },
  );

  scenario(
    "that expire while a form is filled in cost nothing",
    async ({ page, mitigation, task, sandbox }) => {
      await page.clock.install();
      await mitigation.openReviewOf("violation-1");
      await mitigation.confirmCheckBox.check();
      await sandbox.moveClock(HOUR_SECONDS);
      await page.clock.setSystemTime(Date.now() + HOUR_SECONDS * 1000);
      await mitigation.startTask.click();
      await task.anyHeading.waitFor();
      assert.equal((await sandbox.calls("StartDetectMitigationActionsTask")).length, 1);
    },
    { context: {} },
  );

  scenario("are asked for once, however many calls wait for them", async ({ training, sandbox }) => {
    await training.openAndRead();
    assert.equal((await sandbox.calls("GetId")).length, 1);
    assert.equal((await sandbox.calls("GetCredentialsForIdentity")).length, 1);
  });
});

describe("The page Session", () => {
  /** The value beside a name. @param {import("playwright-core").Page} page @param {string} name */
  const valueOf = (page, name) =>
    page.locator("dl > div").filter({ has: page.getByText(name, { exact: true }) }).locator("dd");
  const ROLES = "arn:aws:sts::123456789012:assumed-role";

  scenarioOfUser("says in which account and role requests are made, and asks for it no sooner", async (stage) => {
    const { page, shell, training, sandbox } = stage;
    const asked = async () => (await sandbox.calls("GetCallerIdentity")).length;
    await training.openAndRead();
    assert.equal(await asked(), 0);
    await shell.banner.getByRole("link", { name: "responder" }).click();
    await valueOf(page, "Account").getByText("123456789012").waitFor();
    assert.equal(
      await valueOf(page, "Role").innerText(),
      "DetectConsoleResponder, session CognitoIdentityCredentials",
    );
    const arn = `${ROLES}/DetectConsoleResponder/CognitoIdentityCredentials`;
    await valueOf(page, "ARN").getByText(arn, { exact: true }).waitFor();
    await expectAccessible(page);
    assert.equal(await asked(), 1);
    // Other credentials may be of another role.
    await page.waitForTimeout(1100);
    await page.getByRole("button", { name: "Renew now" }).click();
    await eventually(asked, 2);
    await shell.region.selectOption("eu-west-1");
    await eventually(async () => (await sandbox.calls("GetCallerIdentity")).map((call) => call.region), [
      "us-east-1",
      "us-east-1",
      "eu-west-1",
    ]);
  });

  scenario(
    "says whose pasted credentials are",
    async ({ page, signIn, sandbox }) => {
      const call = async (/** @type {string} */ operation, /** @type {object} */ body) => {
        const headers = {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `AWSCognitoIdentityService.${operation}`,
        };
        return (await fetch(sandbox.aws, { method: "POST", headers, body: JSON.stringify(body) })).json();
      };
      const pool = { IdentityPoolId: "us-east-1:5a4d6b0c-0000-4000-8000-000000000001" };
      const { Credentials } = await call("GetCredentialsForIdentity", await call("GetId", pool));
      await page.goto("/session");
      await signIn.credentials.fill(
        JSON.stringify({ ...Credentials, SecretAccessKey: Credentials.SecretKey, Expiration: undefined }),
      );
      await signIn.use.click();
      await valueOf(page, "Account").getByText("123456789012").waitFor();
      assert.equal(await valueOf(page, "Role").innerText(), "DetectConsoleGuest, session CognitoIdentityCredentials");
      await expectAccessible(page);
    },
    { sandbox: ["--sign-in", "both"], context: {} },
  );

  scenario("keeps its rows in place while it asks", async ({ page, shell, fault, sandbox }) => {
    await fault("GetCallerIdentity", "slow", { delayMs: 60_000 });
    await shell.open("/session");
    await valueOf(page, "Account").getByText("Loading account and role …").waitFor({ state: "attached" });
    await expectAccessible(page);
    const top = async () => (await valueOf(page, "Role").boundingBox())?.y;
    const before = await top();
    assert.ok(before);
    await sandbox.clearFaults();
    await shell.region.selectOption("eu-west-1");
    await valueOf(page, "Account").getByText("123456789012").waitFor();
    assert.equal(await top(), before);
  });

  scenario("goes on without the account, and asks again when it is told to", async (stage) => {
    const { page, shell, fault, sandbox } = stage;
    await fault("GetCallerIdentity", "internal");
    await shell.open("/session");
    await shell.alert.getByText("Could not find out the account and the role").waitFor();
    await page.getByText("A guest of the identity pool").waitFor();
    await expectAccessible(page);
    await sandbox.clearFaults();
    await shell.retry.click();
    await valueOf(page, "Account").getByText("123456789012").waitFor();
    assert.equal(await shell.alert.count(), 0);
  });

  scenario("renews refused credentials once, and not again for the answer's sake", async ({ page, shell, fault, sandbox }) => {
    await shell.open("/session");
    await valueOf(page, "Account").getByText("123456789012").waitFor();
    await fault("GetCallerIdentity", "expired-token");
    await page.waitForTimeout(1100);
    await page.getByRole("button", { name: "Renew now" }).click();
    await shell.alert.getByText("ExpiredToken").first().waitFor();
    await page.waitForTimeout(500);
    const count = async (/** @type {string} */ operation) => (await sandbox.calls(operation)).length;
    assert.deepEqual([await count("GetCallerIdentity"), await count("GetCredentialsForIdentity")], [3, 3]);
  });
});

describe("Secrets", () => {
  scenarioOfUser(
    "are nowhere but in memory",
    async ({ page, context, shell, training, mitigation, task, detectorVersion, requests, watch, fault, sandbox }) => {
      const answers = collect(page, json("GetCredentialsForIdentity"));
      const tokens = collect(page, (request) => request.url().endsWith("/oauth2/token"));
      /** @type {string[]} */
      const seen = [];
      page.on("framenavigated", (frame) => seen.push(frame.url()));
      page.on("request", (request) => seen.push(request.url(), request.headers().referer ?? ""));
      const look = async () => seen.push(await page.title(), page.url(), await page.content());

      await training.openAndRead();
      await look();
      await detectorVersion.open("payment_screening", 1);
      await detectorVersion.json();
      await look();
      // An error shows all that is known of it.
      await fault("GetDetectors", "expired-token");
      await shell.go("Detectors");
      await shell.alert.waitFor();
      await look();
      await sandbox.clearFaults();
      await mitigation.openReviewOf("violation-1");
      await mitigation.confirmCheckBox.check();
      await look();
      await mitigation.startTask.click();
      await task.isIn("In progress");
      await look();
      await requests.go();
      await look();

      seen.push(...watch.said());
      seen.push(JSON.stringify(await context.storageState({ indexedDB: true })));
      seen.push(
        await page.evaluate(async () =>
          JSON.stringify([
            { ...sessionStorage },
            { ...localStorage },
            history.state,
            document.cookie,
            window.name,
            await caches.keys(),
            (await indexedDB.databases()).map((database) => database.name),
            performance.getEntries().map((entry) => entry.name),
          ]),
        ),
      );
      const secrets = (await answers()).flatMap(({ Credentials }) => [
        Credentials.AccessKeyId,
        Credentials.SecretKey,
        Credentials.SessionToken,
      ]);
      secrets.push(...(await tokens()).flatMap(({ id_token, access_token, refresh_token }) => [
        id_token, access_token, refresh_token,
      ]));
      assert.ok(secrets.length >= 3 && secrets.every((secret) => typeof secret === "string" && secret.length >= 20));
      const everything = seen.join("\n");
      for (const secret of secrets) {
        assert.ok(!everything.includes(secret) && !everything.includes(encodeURIComponent(secret)));
      }
    },
    { context: {} },
  );

  scenarioOfUser(
    "and everything else go to the configured hosts only",
    async ({ page, shell, training, detectors, sandbox }) => {
      const hosts = new Set();
      page.on("request", (request) => hosts.add(new URL(request.url()).origin));
      await training.openAndRead();
      await shell.go("Detectors");
      await detectors.table.waitFor();
      // The icon is in the page itself.
      hosts.delete("null");
      assert.deepEqual([...hosts].sort(), [new URL(sandbox.page).origin, sandbox.aws].sort());
    },
  );
});
