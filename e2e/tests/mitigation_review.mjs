// The review of "Start mitigation": it says exactly what will be sent, and asks to confirm it.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { eventually, until } from "../support/eventually.mjs";
import { hasFocus } from "../support/keyboard.mjs";
import { scenario } from "../support/scenario.mjs";

const START = "StartDetectMitigationActionsTask";
const READING_MS = 90_000;

describe("The review", () => {
  scenario(
    "says what will be sent for violations, and that is what is sent",
    async ({ page, mitigation, task, sandbox }) => {
      await mitigation.open();
      await mitigation.fillViolationIds("violation-1", "violation-2");
      await mitigation.add("quarantine", "watch-closely");
      await mitigation.onlyActive.uncheck();
      await mitigation.suppressed.check();
      await mitigation.taskId.fill("reviewed-task");
      await mitigation.openReview();
      await eventually(() => hasFocus(mitigation.reviewHeading), true);
      await page
        .getByText("Apply quarantine, then watch-closely to the devices of 2 violations, even where alerts are suppressed.")
        .waitFor();
      assert.equal(await mitigation.reviewed(/^Task ID$/), "reviewed-task");
      assert.equal(await mitigation.reviewed(/^Region$/), "us-east-1");
      assert.deepEqual((await mitigation.reviewed(/^Violation IDs \(2\)$/)).split(/\s+/), [
        "violation-1",
        "violation-2",
      ]);
      assert.equal(await mitigation.reviewed(/^Time range$/), "Any time");
      assert.equal(await mitigation.reviewed(/^Only active violations$/), "No");
      assert.equal(await mitigation.reviewed(/^Include suppressed alerts$/), "Yes");
      const token = await mitigation.reviewed(/^Client request token$/);

      await page.getByText("AWS undoes nothing.").waitFor();
      await page.getByText("Adds the thing to the thing group “quarantine”").last().waitFor();
      await page.getByText("Adds the thing to the thing groups “watch-list” and “slow-lane”").last().waitFor();

      assert.deepEqual(await sandbox.calls(START), [], "nothing is sent yet");
      await mitigation.confirmCheckBox.check();
      await mitigation.startTask.click();
      await task.heading("reviewed-task").waitFor();
      const [call] = await sandbox.calls(START);
      assert.equal(call.path, "/detect/mitigationactions/tasks/reviewed-task");
      assert.deepEqual(JSON.parse(call.body ?? ""), {
        target: { violationIds: ["violation-1", "violation-2"] },
        actions: ["quarantine", "watch-closely"],
        includeOnlyActiveViolations: false,
        includeSuppressedAlerts: true,
        clientRequestToken: token,
      });
    },
  );

  scenario(
    "says what will be sent for a behavior, and that is what is sent",
    async ({ page, mitigation, task, sandbox }) => {
      await mitigation.open("?region=eu-west-1");
      await mitigation.fillBehavior("factory-floor-sensors", "messages-sent");
      await mitigation.fillTimes("2026-11-01T10:30Z", "2026-11-02T12:45+01:00");
      await mitigation.add("quarantine");
      await mitigation.taskId.fill("behavior-task");
      await mitigation.openReview();
      await page
        .getByText("to every device with an active violation of messages-sent in factory-floor-sensors that occurred")
        .waitFor();
      assert.equal(await mitigation.reviewed(/^Security profile$/), "factory-floor-sensors");
      assert.equal(await mitigation.reviewed(/^Behavior$/), "messages-sent");
      assert.match(
        await mitigation.reviewed(/^Time range$/),
        /^November 1, 2026, 10:30:00 \(UTC\) to November 2, 2026, 11:45:00 \(UTC\)/,
      );
      await mitigation.confirmText.fill("factory-floor-sensors");
      await mitigation.startTask.click();
      await task.heading("behavior-task").waitFor();
      const [call] = await sandbox.calls(START);
      assert.equal(call.region, "eu-west-1");
      const { clientRequestToken, ...rest } = JSON.parse(call.body ?? "");
      assert.match(clientRequestToken, /^[0-9a-f]{32}$/);
      assert.deepEqual(rest, {
        target: { securityProfileName: "factory-floor-sensors", behaviorName: "messages-sent" },
        actions: ["quarantine"],
        violationEventOccurrenceRange: {
          startTime: Date.parse("2026-11-01T10:30Z") / 1000,
          endTime: Date.parse("2026-11-02T11:45Z") / 1000,
        },
        includeOnlyActiveViolations: true,
        includeSuppressedAlerts: false,
      });
    },
  );

  scenario("fixes a relative range when it opens", async ({ mitigation, page, sandbox, task }) => {
    await page.clock.install();
    await mitigation.open();
    await mitigation.fillBehavior("factory-floor-sensors", "messages-sent");
    await mitigation.timeRange.selectOption("Last hour");
    await mitigation.add("quarantine");
    await mitigation.openReview();
    const shown = await mitigation.reviewed(/^Time range$/);
    // Time to read it. Less than a clock may be off.
    await page.clock.runFor(READING_MS);
    assert.equal(await mitigation.reviewed(/^Time range$/), shown);
    await mitigation.confirmText.fill("factory-floor-sensors");
    await mitigation.startTask.click();
    await task.anyHeading.waitFor();
    const [call] = await sandbox.calls(START);
    const { startTime, endTime } = JSON.parse(call.body ?? "").violationEventOccurrenceRange;
    assert.equal(endTime - startTime, 3600);
    const words = (/** @type {number} */ seconds) => new Date(seconds * 1000).toISOString().slice(11, 19);
    assert.ok(shown.includes(words(startTime)) && shown.includes(words(endTime)), shown);
    await page.getByText(shown, { exact: true }).waitFor();
  });

  for (const [count, how] of /** @type {[number, "box" | "number"][]} */ ([
    [1, "box"],
    [5, "box"],
    [6, "number"],
  ])) {
    scenario(`asks for more to confirm the more it touches: ${count}`, async ({ mitigation, sandbox, task }) => {
      await mitigation.openReviewOf(...Array.from({ length: count }, (_, index) => `v-${index}`));
      assert.equal(await mitigation.confirmCheckBox.count(), how === "box" ? 1 : 0);
      assert.equal(await mitigation.confirmText.count(), how === "box" ? 0 : 1);
      // A blocked button stays where the keyboard finds it, says why, and does nothing.
      assert.equal(await mitigation.startTask.getAttribute("aria-disabled"), "true");
      const reason = () =>
        mitigation.startTask.evaluate(
          (button) => document.getElementById(button.getAttribute("aria-describedby") ?? "")?.textContent ?? "",
        );
      const words = how === "box" ? /Check the box above first/ : /Type the number of violations above first/;
      // Before that, it waits for what the actions do.
      await until(async () => assert.match(await reason(), words));
      // Playwright does not click what says that it is disabled.
      await mitigation.startTask.click({ force: true });
      assert.deepEqual(await sandbox.calls(START), []);

      if (how === "box") {
        await mitigation.confirmCheckBox.check();
      } else {
        await mitigation.confirmText.fill(String(count - 1));
        assert.equal(await mitigation.startTask.getAttribute("aria-disabled"), "true");
        await mitigation.confirmText.fill(String(count));
      }
      await mitigation.startTask.click();
      await task.anyHeading.waitFor();
      assert.equal((await sandbox.calls(START)).length, 1);
    });
  }

  scenario("does not let an action through that ML Detect does not know", async ({ page, mitigation, sandbox }) => {
    await mitigation.open("?violationIds=violation-1&actions=deactivate-certificate");
    await mitigation.openReview();
    await mitigation.confirmCheckBox.check();
    await page.getByText("Not for ML Detect").last().waitFor();
    assert.equal(await mitigation.startTask.getAttribute("aria-disabled"), "true");
    await mitigation.startTask.click({ force: true });
    assert.deepEqual(await sandbox.calls(START), []);
  });

  scenario("is closed by Back, which finds the form as it was", async ({ page, shell, mitigation }) => {
    await shell.open("/");
    await shell.go("Mitigation");
    await mitigation.heading.waitFor();
    await mitigation.fillViolationIds("violation-1");
    await mitigation.add("quarantine");
    const address = page.url();
    for (const back of [() => page.goBack(), () => mitigation.back.click()]) {
      await mitigation.openReview();
      assert.equal(page.url(), address, "a link to the review could not show one");
      await back();
      await eventually(() => hasFocus(mitigation.review), true);
      assert.equal(await mitigation.reviewHeading.count(), 0);
      assert.equal(await mitigation.violationIds.inputValue(), "violation-1");
      assert.deepEqual(await mitigation.actionNames(), ["quarantine"]);
    }
    await page.goBack();
    await shell.heading("Overview").waitFor();
  });

  scenario("leaves nothing behind when another region is chosen", async ({ page, shell, mitigation }) => {
    await shell.open("/");
    await shell.go("Mitigation");
    await mitigation.heading.waitFor();
    await mitigation.fillAndReview("violation-1");
    await shell.region.selectOption("eu-west-1");
    await page.getByText("The review was closed: it was for us-east-1.").waitFor();
    await eventually(async () => shell.parameter("region"), "eu-west-1");
    await page.goBack();
    await shell.heading("Overview").waitFor();
  });

  scenario("does not outlive a reload, and leaves the form in its place", async ({ page, shell, mitigation }) => {
    await shell.open("/");
    await shell.go("Mitigation");
    await mitigation.heading.waitFor();
    await mitigation.fillAndReview("violation-1");
    page.on("dialog", (dialog) => dialog.accept());
    await page.reload();
    await mitigation.heading.waitFor();
    await eventually(() => page.evaluate(() => history.state), null);
    assert.equal(await mitigation.reviewHeading.count(), 0);
    await page.goBack();
    await shell.heading("Overview").waitFor();
  });

  scenario("of a changed form is a new one", async ({ mitigation }) => {
    await mitigation.openReviewOf("violation-1");
    const token = await mitigation.reviewed(/^Client request token$/);
    await mitigation.confirmCheckBox.check();
    await mitigation.back.click();
    await mitigation.fillViolationIds("violation-2");
    await mitigation.openReview();
    assert.equal(await mitigation.reviewed(/^Violation IDs \(1\)$/), "violation-2");
    assert.notEqual(await mitigation.reviewed(/^Client request token$/), token);
    assert.equal(await mitigation.confirmCheckBox.isChecked(), false, "it is confirmed anew");
  });
});
