// Services behind the page's own origin: signed for AWS's host, without preflights, and with refusals that can be read.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { scenario, scenarioOfUser } from "../support/scenario.mjs";

/** A world that is read at once; one of its security profiles has “:” in its name. */
const SMALL = { sandbox: ["--profiles", "4"] };

/**
 * Makes the page read a config.json in which every service is a pass-through.
 *
 * @param {import("playwright-core").Page} page
 */
async function passThrough(page) {
  await page.route("**/config.json", async (route) => {
    const config = await (await route.fetch()).json();
    for (const service of Object.keys(config.endpoints)) {
      config.endpoints[service] = {
        url: `/aws/${service}/{region}`,
        signing_host: `${service}.{region}.amazonaws.com`,
      };
    }
    await route.fulfill({ json: config });
  });
}

describe("Behind the page's own origin,", () => {
  scenarioOfUser(
    "everything works, without a single preflight",
    async ({ page, shell, training, detectors, detectorVersion, mitigation, task, sandbox }) => {
      const requests = new Set();
      page.on("request", (request) => {
        // Managed login is a place of its own.
        if (!/\/(oauth2|login)\b/.test(request.url())) {
          requests.add(`${request.method()} ${new URL(request.url()).origin}`);
        }
      });
      await passThrough(page);
      await training.openAndRead("?region=eu-west-1");
      assert.ok((await training.count()) > 15);
      await shell.go("Detectors");
      await detectors.lookUp("payment_screening", "1");
      await detectorVersion.rules.first().getByText("Expression").waitFor();
      await shell.go("Mitigation");
      await mitigation.fillViolationIds("violation-1");
      await mitigation.add("quarantine");
      await mitigation.openReview();
      await mitigation.confirmCheckBox.check();
      await mitigation.startTask.click();
      await task.isIn("In progress");

      requests.delete("GET null");
      const own = new URL(sandbox.page).origin;
      assert.deepEqual([...requests].sort(), [`GET ${own}`, `POST ${own}`, `PUT ${own}`]);
      const calls = await sandbox.calls();
      assert.deepEqual(
        calls.filter((call) => call.status !== 200 && call.service !== "managed-login"),
        [],
      );
      assert.deepEqual(
        [...new Set(calls.filter((call) => call.service === "iot").map((call) => call.region))],
        ["eu-west-1"],
      );
    },
    SMALL,
  );

  scenario(
    "a denied operation is told as what it is",
    async ({ page, shell, training, fault }) => {
      await fault("GetBehaviorModelTrainingSummaries", "denied");
      await passThrough(page);
      await training.openAndRead();
      await shell.alert.first().waitFor();
      const words = await shell.alert.first().innerText();
      assert.match(words, /Not allowed to read training summaries/);
      assert.match(words, /Permission: iot:GetBehaviorModelTrainingSummaries/);
      assert.match(words, /Request ID: [0-9a-f-]{36}/);
    },
    SMALL,
  );

  scenario("a task that may not be started is refused at once", async ({ page, shell, mitigation, sandbox, fault }) => {
    await fault("StartDetectMitigationActionsTask", "denied");
    await passThrough(page);
    await mitigation.openReviewOf("violation-1");
    await mitigation.confirmCheckBox.check();
    await mitigation.startTask.click();
    await shell.alert.waitFor();
    assert.match(await shell.alert.innerText(), /Not allowed to[^]*iot:StartDetectMitigationActionsTask/);
    assert.deepEqual(await sandbox.calls("DescribeDetectMitigationActionsTask"), [], "there is nothing to find out");
  });

  scenario(
    "a skewed clock is told as what it is",
    async ({ page, shell, training, fault }) => {
      await fault("GetBehaviorModelTrainingSummaries", "skewed-clock");
      await passThrough(page);
      await training.openAndRead();
      await shell.alert.first().waitFor();
      assert.match(await shell.alert.first().innerText(), /clock is too far from the time of AWS IoT/);
    },
    SMALL,
  );
});
