// The screen "Training" when something fails: each failure has its words, and nothing that was read is lost.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { eventually } from "../support/eventually.mjs";
import { scenario } from "../support/scenario.mjs";

const READ = "GetBehaviorModelTrainingSummaries";

/** A world that is read at once. */
const SMALL = { sandbox: ["--profiles", "4"] };

describe("Training, when reading fails for good,", () => {
  const cases = /** @type {[string, import("../support/sandbox.mjs").Fault, RegExp][]} */ ([
    ["a denied operation", "denied", /Most likely\s+the role may not do this[^]*iot:GetBehaviorModelTrainingSummaries/],
    ["throttling", "throttle", /asked us to slow down/],
    ["a fault of the service", "internal", /has a fault in us-east-1/],
    ["a broken connection", "drop", /broken connection to AWS IoT/],
    ["an answer that is none", "garbage", /not an answer of AWS IoT/],
    ["a refusal of the request", "invalid", /did not accept the values[^]*AWS says: The request is not valid/],
    ["credentials that never work", "expired-token", /Could not read training summaries/],
  ]);
  for (const [name, kind, words] of cases) {
    scenario(
      `puts ${name} into words, and tries again when told to`,
      async ({ shell, training, sandbox, fault }) => {
        await fault(READ, kind);
        await training.openAndRead();
        await shell.alert.first().waitFor();
        assert.match(await shell.alert.first().innerText(), /Could not read training summaries|Not allowed to read/);
        assert.match(await shell.alert.first().innerText(), words);
        assert.equal(await training.table.count(), 0);

        await sandbox.clearFaults();
        await shell.retry.first().click();
        await training.table.waitFor();
        await training.finished();
        assert.equal(await shell.alert.count(), 0);
        assert.match(await training.summary.innerText(), /^\d+ behaviors$/);
      },
      SMALL,
    );
  }
});

describe("Training, when something fails for a moment,", () => {
  const cases = /** @type {[string, import("../support/sandbox.mjs").Fault][]} */ ([
    ["throttling", "throttle"],
    ["a fault of the service", "internal"],
    ["a broken connection", "drop"],
    ["an expired token", "expired-token"],
  ]);
  for (const [name, kind] of cases) {
    scenario(
      `gets over ${name} without a word`,
      async ({ shell, training, sandbox, fault }) => {
        await fault(READ, kind, { times: 1 });
        await fault("ListSecurityProfiles", kind, { times: 1 });
        await training.openAndRead();
        assert.equal(await shell.alert.count(), 0);
        assert.match(await training.summary.innerText(), /^\d+ behaviors$/);
        const statuses = (await sandbox.calls("ListSecurityProfiles")).map((call) => call.status);
        assert.equal(statuses.length, 2);
        assert.equal(statuses[1], 200);
      },
      SMALL,
    );
  }
});

describe("Training, when a part fails,", () => {
  scenario(
    "shows the rest, and reads just that part again",
    async ({ page, shell, training, sandbox, fault }) => {
      await training.openAndRead();
      const all = (await training.rows()).map((row) => row.Behavior).sort();
      await fault(READ, "garbage", { times: 1 });
      await training.refresh.click();
      await shell.alert.waitFor();
      await training.finished();
      assert.match(await training.summary.innerText(), /some could not be read/);
      await page.getByText("Not read: 1 security profile").waitFor();
      assert.deepEqual((await training.rows()).map((row) => row.Behavior).sort(), all, "nothing that was read is lost");
      await training.notReadAgain.waitFor();

      const before = (await sandbox.calls(READ)).length;
      await shell.retry.click();
      await eventually(async () => (await training.rows()).map((row) => row.Behavior).sort(), all);
      await training.notReadAgain.waitFor({ state: "hidden" });
      assert.equal(await shell.alert.count(), 0);
      const asked = (await sandbox.calls(READ)).slice(before);
      assert.equal(new Set(asked.map((call) => new URLSearchParams(call.query).get("securityProfileName"))).size, 1);
    },
    SMALL,
  );

  scenario(
    "reads page after page when the profiles may not be listed",
    async ({ page, training, sandbox, fault }) => {
      await training.openAndRead();
      const all = await training.count();
      await fault("ListSecurityProfiles", "denied");
      await page.reload();
      await page.getByText("Security profiles cannot be listed").waitFor();
      await page.getByText("iot:ListSecurityProfiles").waitFor();
      await eventually(() => training.count(), all);
      await training.finished();
      const last = (await sandbox.calls(READ)).slice(-Math.ceil(all / 10));
      assert.ok(last.every((call) => !new URLSearchParams(call.query).has("securityProfileName")));
    },
    SMALL,
  );

  scenario(
    "says so when neither can be read",
    async ({ shell, training, sandbox, fault }) => {
      await fault("ListSecurityProfiles", "internal");
      await training.openAndRead();
      await shell.alert.waitFor();
      assert.match(await shell.alert.innerText(), /Could not list security profiles[^]*has a fault/);
      await sandbox.clearFaults();
      await shell.retry.click();
      await training.table.waitFor();
    },
    SMALL,
  );
});

describe("Training, on a computer in trouble,", () => {
  scenario(
    "says that it is offline",
    async ({ page, context, shell, training, watch }) => {
      watch.expectFailedRequests();
      await training.openAndRead();
      const before = await training.rows();
      await context.setOffline(true);
      await training.refresh.click();
      await shell.alert.waitFor();
      assert.deepEqual(await training.rows(), before);
      await page.getByText(`${before.length} behaviors were not read again`).waitFor();
      assert.match(await shell.alert.innerText(), /offline/);
      await context.setOffline(false);
      await shell.retry.click();
      await training.table.waitFor();
      assert.equal(await shell.alert.count(), 0);
    },
    { ...SMALL, context: {} },
  );

  scenario(
    "says how far the clock is off",
    async ({ shell, training, sandbox, watch }) => {
      watch.expectFailedRequests();
      await sandbox.moveClock(20 * 60);
      await training.open();
      await shell.alert.first().waitFor();
      assert.match(await shell.alert.first().innerText(), /clock is (19|20) minutes behind/);
      await sandbox.moveClock(0);
      await shell.retry.first().click();
      await training.table.waitFor();
    },
    SMALL,
  );

  scenario(
    "says that nobody is signed in when Cognito refuses",
    async ({ shell, training, fault }) => {
      await fault("GetId", "denied");
      await training.open();
      await shell.alert.first().waitFor();
      assert.match(await shell.alert.first().innerText(), /Amazon Cognito refuses/);
    },
    SMALL,
  );
});
