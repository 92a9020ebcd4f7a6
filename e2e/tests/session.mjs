// Credentials: renewed without a word, and never where they do not belong.

import assert from "node:assert/strict";
import { describe } from "node:test";
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
