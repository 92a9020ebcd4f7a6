// The screen of one mitigation task.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { collect, iot } from "../support/answers.mjs";
import { eventually, until } from "../support/eventually.mjs";
import { hasFocus } from "../support/keyboard.mjs";
import { scenario } from "../support/scenario.mjs";

const DESCRIBE = "DescribeDetectMitigationActionsTask";

/** Longer than a page waits before it asks again, shorter than a clock may be off. */
const A_WHILE_MS = 20_000;

/**
 * Starts a task and opens its page.
 *
 * @param {import("../support/screens.mjs").Screens} screens
 * @param {string} taskId
 */
async function started({ mitigation, task }, taskId) {
  await mitigation.open();
  await mitigation.fillViolationIds(...Array.from({ length: 5 }, (_, index) => `v-${index}`));
  await mitigation.add("quarantine", "watch-closely");
  await mitigation.taskId.fill(taskId);
  await mitigation.openReview();
  await mitigation.confirmCheckBox.check();
  await mitigation.startTask.click();
  await task.heading(taskId).waitFor();
  await task.isIn("In progress");
}

/**
 * Makes the page call something else, which arrives after whatever it called before.
 *
 * @param {import("../support/screens.mjs").Screens} screens
 */
async function anotherCall({ shell, training }) {
  await shell.go("Training");
  await training.table.waitFor();
}

describe("A task", () => {
  scenario(
    "shows every member of the reply, and its state as it changes",
    async (stage) => {
      const { page, task, sandbox } = stage;
      await page.clock.install();
      const answers = collect(page, iot("/detect/mitigationactions/tasks/watched-task"));
      await started(stage, "watched-task");
      await eventually(() => page.title(), "In progress – Task watched-task – Detect Console");
      await page.getByText("Leaving this page does not stop the task.").waitFor();
      await page.getByRole("status").filter({ hasText: "Task: In progress." }).waitFor({ state: "attached" });

      await sandbox.moveClock(60);
      await task.isIn("Successful");
      await eventually(() => page.title(), "Successful – Task watched-task – Detect Console");
      const { taskSummary } = (await answers()).at(-1);
      assert.equal(await task.detail("Status"), "Successful");
      assert.equal(await task.detail("Actions executed"), String(taskSummary.taskStatistics.actionsExecuted));
      assert.equal(await task.detail("Actions skipped"), String(taskSummary.taskStatistics.actionsSkipped));
      assert.equal(await task.detail("Actions failed"), "0");
      assert.equal(await task.detail("Only active violations"), "Yes");
      assert.equal(await task.detail("Include suppressed alerts"), "No");
      assert.equal(await task.detail("Time range"), "Any time");
      for (const text of ["v-0", "v-4", "quarantine", "watch-closely", taskSummary.actionsDefinition[0].roleArn]) {
        await page.getByText(text, { exact: true }).first().waitFor();
      }
      await page.getByText("Leaving this page does not stop the task.").waitFor({ state: "hidden" });

      // It has ended: nobody asks any more.
      const asked = (await sandbox.calls(DESCRIBE)).length;
      await page.clock.runFor(A_WHILE_MS);
      await anotherCall(stage);
      assert.equal((await sandbox.calls(DESCRIBE)).length, asked);
    },
    { context: {} },
  );

  scenario("is found again by its address", async (stage) => {
    const { page, task, sandbox } = stage;
    await started(stage, "linked-task");
    await sandbox.moveClock(60);
    await page.reload();
    await task.heading("linked-task").waitFor();
    await task.isIn("Successful");
  });

  scenario(
    "is no longer asked for when its page is left",
    async (stage) => {
      const { page, shell, sandbox } = stage;
      await page.clock.install();
      await started(stage, "left-task");
      const asked = async () => (await sandbox.calls(DESCRIBE)).length;
      const before = await asked();
      await page.clock.runFor(A_WHILE_MS);
      await until(async () => assert.ok((await asked()) > before, "it is asked for while its page is open"));
      await shell.go("Overview");
      await shell.heading("Overview").waitFor();
      const left = await asked();
      await page.clock.runFor(A_WHILE_MS);
      await anotherCall(stage);
      assert.equal(await asked(), left);
    },
    { context: {} },
  );

  scenario("keeps what is known of it while it cannot be read, and goes on by itself", async (stage) => {
    const { page, task, sandbox, fault } = stage;
    await started(stage, "troubled-task");
    await fault(DESCRIBE, "internal", { times: 3 });
    await page.getByText("This is the last known state").waitFor();
    await task.isIn("In progress");
    await sandbox.moveClock(60);
    await task.isIn("Successful");
    await page.getByText("This is the last known state").waitFor({ state: "hidden" });
  });

  scenario("waits to be asked for again where waiting does not help", async (stage) => {
    const { page, shell, task, sandbox, fault } = stage;
    await started(stage, "refused-task");
    await fault(DESCRIBE, "invalid");
    await page.getByText("This is the last known state").waitFor();
    await sandbox.clearFaults();
    await sandbox.moveClock(60);
    await shell.retry.click();
    await task.isIn("Successful");
  });

  scenario("that does not exist is said not to", async ({ page, task, watch }) => {
    watch.expectFailedRequests();
    await task.open("no-such-task");
    await page.getByText("No such task").waitFor();
    await page.getByText("AWS knows no task").waitFor();
  });

  scenario("leads to another one by its ID", async (stage) => {
    const { page, task, mitigation, watch } = stage;
    watch.expectFailedRequests();
    await started(stage, "first-task");
    await task.open("no-such-task");
    await page.getByText("No such task").waitFor();
    await task.taskId.fill("first_task!");
    await page.keyboard.press("Enter");
    await eventually(() => hasFocus(task.taskId), true);
    assert.match(await mitigation.errorOf(task.taskId), /remove “!”/);
    await task.taskId.fill("first-task");
    await task.openTask.click();
    await eventually(() => hasFocus(task.heading("first-task")), true);
    await page.goBack();
    await task.heading("no-such-task").waitFor();
    await page.getByRole("main").getByRole("link", { name: "Start mitigation" }).click();
    await mitigation.heading.waitFor();
  });

  scenario("is found from the page Overview", async (stage) => {
    const { page, shell, task } = stage;
    await started(stage, "first-task");
    await shell.open("/");
    await page.getByRole("heading", { name: "Follow a task" }).waitFor();
    await task.taskId.fill("first-task");
    await page.keyboard.press("Enter");
    await eventually(() => hasFocus(task.heading("first-task")), true);
  });

  scenario("whose ID cannot be one is not asked for", async ({ page, shell, sandbox }) => {
    await page.goto("/tasks/a%20b");
    await shell.heading("Task").waitFor();
    await page.getByText("This is no task ID").waitFor();
    assert.deepEqual(await sandbox.calls(DESCRIBE), []);
  });

  const failures = /** @type {[string, import("../support/sandbox.mjs").Fault, RegExp][]} */ ([
    ["denied", "denied", /iot:DescribeDetectMitigationActionsTask/],
    ["throttled", "throttle", /asked us to slow down/],
    ["no answer", "garbage", /not an answer of AWS IoT/],
  ]);
  for (const [name, kind, words] of failures) {
    scenario(`that cannot be read is put into words, and read when told to: ${name}`, async (stage) => {
      const { page, shell, task, sandbox, fault } = stage;
      await started(stage, "unreadable-task");
      await fault(DESCRIBE, kind);
      await page.reload();
      await shell.alert.waitFor();
      assert.match(await shell.alert.innerText(), words);
      await sandbox.clearFaults();
      await shell.retry.click();
      await task.isIn("In progress");
    });
  }
});
