// Sending a mitigation: once, whatever happens on the way, and nobody is left wondering what became of it.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { eventually, until } from "../support/eventually.mjs";
import { hasFocus } from "../support/keyboard.mjs";
import { scenario } from "../support/scenario.mjs";

const START = "StartDetectMitigationActionsTask";
const DESCRIBE = "DescribeDetectMitigationActionsTask";

/** Longer than any task of the sandbox takes, shorter than a clock may be off. */
const UNTIL_ENDED_SECONDS = 60;

/**
 * Goes to the review of a task, confirmed.
 *
 * @param {import("../support/screens/mitigation.mjs").MitigationScreen} mitigation
 * @param {string} taskId
 */
async function confirmed(mitigation, taskId) {
  await mitigation.open();
  await mitigation.fillViolationIds("violation-1");
  await mitigation.add("quarantine");
  await mitigation.taskId.fill(taskId);
  await mitigation.openReview();
  await mitigation.confirmCheckBox.check();
}

/** The bodies of what was sent. @param {import("../support/sandbox.mjs").Sandbox} sandbox */
async function sent(sandbox) {
  return (await sandbox.calls(START)).map((call) => call.body);
}

/**
 * Waits until AWS has been asked often enough for a task that it does not know. In between the page lets seconds pass,
 * which here go by quickly.
 *
 * @param {import("playwright-core").Page} page its clock is installed
 */
async function unknownToAws(page) {
  const words = page.getByText("AWS knows no such task yet (asked 4 times). It may still appear.");
  await until(async () => {
    await page.clock.runFor(1000);
    assert.ok(await words.isVisible());
  });
}

describe("Start task", () => {
  scenario("starts the task and follows it to its end", async ({ page, shell, mitigation, task, sandbox }) => {
    await shell.open("/");
    await confirmed(mitigation, "followed-task");
    await mitigation.startTask.click();
    await task.heading("followed-task").waitFor();
    assert.equal(new URL(page.url()).pathname, "/tasks/followed-task");
    await task.isIn("In progress");
    await sandbox.moveClock(UNTIL_ENDED_SECONDS);
    await task.isIn("Successful");
    assert.equal(await task.detail("Actions executed"), "1");
    assert.equal((await sent(sandbox)).length, 1);

    // Going back leads past the form, which does not offer to start it again.
    await page.goBack();
    await shell.heading("Overview").waitFor();
    await shell.go("Mitigation");
    await mitigation.heading.waitFor();
    assert.equal(await mitigation.violationIds.inputValue(), "");
    assert.equal(await mitigation.reviewHeading.count(), 0);
  });

  scenario("starts a task for a behavior and follows it to its end", async ({ mitigation, task, sandbox }) => {
    await mitigation.open();
    await mitigation.fillBehavior("factory-floor-sensors", "messages-sent");
    await mitigation.add("quarantine", "error-failed");
    await mitigation.openReview();
    await mitigation.confirmText.fill("factory-floor-sensors");
    await mitigation.startTask.click();
    await task.isIn("In progress");
    await sandbox.moveClock(UNTIL_ENDED_SECONDS);
    await task.isIn("Failed");
    assert.ok(Number(await task.detail("Actions failed")) > 0);
  });

  scenario("sends once, however often it is clicked", async ({ mitigation, task, sandbox, fault }) => {
    await fault(START, "slow", { delayMs: 500 });
    await confirmed(mitigation, "clicked-twice");
    await mitigation.startTask.dblclick();
    await mitigation.startTask.click({ force: true });
    await mitigation.startTask.press("Enter");
    assert.equal(await mitigation.startTask.getAttribute("aria-disabled"), "true");
    await task.heading("clicked-twice").waitFor();
    assert.equal((await sent(sandbox)).length, 1);
  });

  scenario("does not let go of a request under way", async ({ shell, mitigation, sandbox, fault }) => {
    await fault(START, "slow", { delayMs: 1000 });
    await confirmed(mitigation, "left-alone");
    await mitigation.startTask.click();
    assert.equal(await mitigation.back.getAttribute("aria-disabled"), "true");
    await shell.go("Detectors");
    await shell.heading("Detectors").waitFor();
    await eventually(async () => (await sandbox.calls(START)).map((call) => call.status), [200]);
    await shell.go("Mitigation");
    // Whoever comes back learns what became of it.
    await shell.heading("Task left-alone").waitFor();
    assert.equal((await sent(sandbox)).length, 1);
  });
});

describe("When the answer is lost", () => {
  for (const kind of /** @type {const} */ (["lost-answer", "garbage"])) {
    scenario(`the task is asked for, and found: ${kind}`, async ({ mitigation, task, sandbox, fault }) => {
      await fault(START, kind, { times: 1 });
      await confirmed(mitigation, "found-again");
      await mitigation.startTask.click();
      await task.heading("found-again").waitFor();
      await task.isIn("In progress");
      assert.equal((await sent(sandbox)).length, 1);
    });
  }

  scenario(
    "and the task cannot be asked for, that is said, and can be asked again",
    async ({ page, mitigation, task, sandbox, fault }) => {
      await fault(START, "lost-answer", { times: 1 });
      await fault(DESCRIBE, "internal");
      await confirmed(mitigation, "in-doubt");
      await mitigation.startTask.click();
      await page.getByText("No answer from AWS. The task may have started.").waitFor();
      await mitigation.checkStatus.waitFor();
      assert.equal(await mitigation.startTask.count(), 0, "it cannot be sent again");
      // Going back does not lose sight of it.
      await mitigation.back.click();
      await page.getByText("Task in-doubt may have started.").waitFor();
      await mitigation.taskId.fill("another-task");
      await mitigation.openReview();
      await page.getByText("Task in-doubt may have started.").filter({ visible: true }).waitFor();
      await mitigation.back.click();
      await mitigation.taskId.fill("in-doubt");
      await mitigation.openReview();
      await sandbox.clearFaults();
      await mitigation.checkStatus.click();
      await task.heading("in-doubt").waitFor();
      assert.equal((await sent(sandbox)).length, 1);
    },
  );
});

describe("When the request does not arrive", () => {
  const cases = /** @type {[string, import("../support/sandbox.mjs").Fault, RegExp][]} */ ([
    ["for a broken connection", "drop", /lost on the way/],
    ["for a fault of the service", "internal", /has a fault/],
    ["for want of permission", "denied", /iot:StartDetectMitigationActionsTask/],
    ["for an expired token", "expired-token", /refused it in a form that browsers hide/],
    ["for a skewed clock", "skewed-clock", /refused it in a form that browsers hide/],
  ]);
  for (const [name, kind, words] of cases) {
    scenario(
      `${name}, that is said, and it is sent again with the same token`,
      async ({ page, shell, mitigation, task, sandbox, fault }) => {
        await page.clock.install();
        await fault(START, kind, { times: 1 });
        await confirmed(mitigation, "sent-again");
        await mitigation.startTask.click();
        await unknownToAws(page);
        assert.match(await shell.alert.innerText(), words);
        assert.equal((await sandbox.calls(DESCRIBE)).length, 4, "AWS was asked for the task");
        await mitigation.sendAgain.click();
        await task.heading("sent-again").waitFor();
        const bodies = await sent(sandbox);
        assert.equal(bodies.length, 2);
        assert.equal(bodies[1], bodies[0]);
      },
      { context: {} },
    );
  }

  scenario(
    "because the computer is offline, nothing typed is lost",
    async ({ page, context, mitigation, task, watch, sandbox }) => {
      watch.expectFailedRequests();
      await page.clock.install();
      await confirmed(mitigation, "offline-task");
      await context.setOffline(true);
      await mitigation.startTask.click();
      await page.getByText("No answer from AWS. The task may have started.").waitFor();
      await context.setOffline(false);
      await mitigation.checkStatus.click();
      await unknownToAws(page);
      await mitigation.sendAgain.click();
      await task.heading("offline-task").waitFor();
      assert.equal((await sent(sandbox)).length, 1);
    },
    { context: {} },
  );
});

describe("When AWS refuses", () => {
  scenario(
    "because it is asked too often, the request is repeated, the same",
    async ({ mitigation, task, sandbox, fault }) => {
      await fault(START, "throttle", { times: 1 });
      await confirmed(mitigation, "patient-task");
      await mitigation.startTask.click();
      await task.heading("patient-task").waitFor();
      const bodies = await sent(sandbox);
      assert.equal(bodies.length, 2);
      assert.equal(bodies[1], bodies[0]);
    },
  );

  const cases = /** @type {[string, import("../support/sandbox.mjs").Fault, RegExp][]} */ ([
    ["for good because it is asked too often", "throttle", /asked us to slow down/],
    ["the values", "invalid", /did not accept the values[^]*AWS says: The request is not valid/],
  ]);
  for (const [name, kind, words] of cases) {
    scenario(`${name}, nothing typed is lost`, async ({ shell, mitigation, task, sandbox, fault }) => {
      await fault(START, kind);
      await confirmed(mitigation, "refused-task");
      await mitigation.startTask.click();
      await shell.alert.waitFor();
      assert.equal(await shell.retry.count(), 0, "there is one button for one thing");
      assert.match(await shell.alert.innerText(), words);
      await mitigation.back.click();
      assert.equal(await mitigation.violationIds.inputValue(), "violation-1");
      assert.deepEqual(await mitigation.actionNames(), ["quarantine"]);
      assert.equal(await mitigation.taskId.inputValue(), "refused-task");
      await sandbox.clearFaults();
      await mitigation.openReview();
      await mitigation.confirmCheckBox.check();
      await mitigation.startTask.click();
      await task.heading("refused-task").waitFor();
    });
  }

  scenario("in its own words, they are shown", async ({ page, shell, mitigation, watch }) => {
    watch.expectFailedRequests();
    await mitigation.open();
    await mitigation.fillBehavior("no-such-profile", "no-such-behavior");
    await page.getByText("Could not read the security profile").waitFor();
    await mitigation.add("quarantine");
    await mitigation.openReview();
    await mitigation.confirmText.fill("no-such-profile");
    await mitigation.startTask.click();
    await shell.alert.waitFor();
    assert.match(await shell.alert.innerText(), /AWS says:[^]*Security profile no-such-profile does not exist/);
  });

  scenario(
    "because the task ID is taken, the form says so at the field",
    async ({ mitigation, task, sandbox, watch }) => {
      watch.expectFailedRequests();
      await confirmed(mitigation, "taken-task");
      await mitigation.startTask.click();
      await task.heading("taken-task").waitFor();

      await confirmed(mitigation, "taken-task");
      await mitigation.startTask.click();
      await mitigation.errorSummary.waitFor();
      await eventually(() => hasFocus(mitigation.errorSummary), true);
      assert.match(await mitigation.errorOf(mitigation.taskId), /A task with this ID already exists/);
      assert.equal(await mitigation.violationIds.inputValue(), "violation-1");
      await mitigation.taskId.fill("free-task");
      await mitigation.openReview();
      await mitigation.confirmCheckBox.check();
      await mitigation.startTask.click();
      await task.heading("free-task").waitFor();
      const tokens = (await sent(sandbox)).map((body) => JSON.parse(body ?? "").clientRequestToken);
      assert.equal(new Set(tokens).size, 3, "a new task has a new token");
    },
  );
});
