// The whole way of a mitigation without a pointer: from the first page to the task's end.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { eventually } from "../support/eventually.mjs";
import { hasFocus, tabTo } from "../support/keyboard.mjs";
import { scenario, scenarioOfUser } from "../support/scenario.mjs";

describe("With the keyboard only,", () => {
  scenario(
    "a task for violations is reviewed, corrected, started and watched",
    async ({ page, shell, mitigation, task, sandbox }) => {
      const { keyboard } = page;
      await shell.open("/");
      await tabTo(page, shell.navigation.getByRole("link", { name: "Mitigation" }));
      await keyboard.press("Enter");
      await eventually(() => hasFocus(mitigation.heading), true);

      // Nothing filled in: the focus goes to what is wrong, and from there to the field.
      await tabTo(page, mitigation.review);
      await keyboard.press("Enter");
      await eventually(() => hasFocus(mitigation.errorSummary), true);
      await tabTo(page, mitigation.errorSummary.getByRole("link").first());
      await keyboard.press("Enter");
      await eventually(() => hasFocus(mitigation.violationIds), true);
      await keyboard.type("violation-1 violation-2");

      await tabTo(page, mitigation.timeRange);
      await keyboard.press("ArrowDown");
      await tabTo(page, mitigation.suppressed);
      await keyboard.press("Space");

      await tabTo(page, mitigation.actions);
      for (const action of ["quarantine", "watch-closely"]) {
        await keyboard.type(action);
        // Closes the list of suggestions; the second one adds.
        await keyboard.press("Escape");
        await keyboard.press("Enter");
        await mitigation.actionRow(action).waitFor();
        await eventually(() => hasFocus(mitigation.actions), true);
      }
      const moveUp = page.getByRole("button", { name: "Move up watch-closely", exact: true });
      await tabTo(page, moveUp, "Shift+Tab");
      await keyboard.press("Space");
      await eventually(() => mitigation.actionNames(), ["watch-closely", "quarantine"]);
      await eventually(() => hasFocus(moveUp), true);

      await tabTo(page, mitigation.taskId);
      await keyboard.press("ControlOrMeta+a");
      await keyboard.type("typed-task");
      await keyboard.press("Enter");
      await eventually(() => hasFocus(mitigation.reviewHeading), true);

      // Second thoughts.
      await tabTo(page, mitigation.back);
      await keyboard.press("Space");
      await eventually(() => hasFocus(mitigation.review), true);
      await keyboard.press("Enter");
      await eventually(() => hasFocus(mitigation.reviewHeading), true);

      await tabTo(page, mitigation.confirmCheckBox);
      await keyboard.press("Space");
      await tabTo(page, mitigation.startTask);
      await eventually(() => mitigation.startTask.getAttribute("aria-disabled"), null);
      await keyboard.press("Enter");
      await eventually(() => hasFocus(task.heading("typed-task")), true);
      await task.isIn("In progress");
      await sandbox.moveClock(60);
      await task.isIn("Successful");

      const [call] = await sandbox.calls("StartDetectMitigationActionsTask");
      const { target, actions, includeSuppressedAlerts, violationEventOccurrenceRange } = JSON.parse(call.body ?? "");
      assert.deepEqual(target, { violationIds: ["violation-1", "violation-2"] });
      assert.deepEqual(actions, ["watch-closely", "quarantine"]);
      assert.equal(includeSuppressedAlerts, true);
      assert.equal(violationEventOccurrenceRange.endTime - violationEventOccurrenceRange.startTime, 3600);
    },
  );

  scenarioOfUser("every stop of every page shows the focus", async ({ page, shell, training }) => {
    await training.openAndRead("?filter=factory-floor-sensors");
    // Once around: tabTo checks each stop on the way.
    await tabTo(page, shell.skipLink);
    await tabTo(page, page.getByText("What these numbers mean"));
    for (const path of ["/detectors/payment_screening", "/detectors/payment_screening/versions/1", "/detectors"]) {
      await shell.open(path);
      await shell.settled();
      await tabTo(page, shell.skipLink);
      const stops = shell.main.locator("a[href], button, input, select, textarea, summary, [tabindex='0']");
      await tabTo(page, stops.filter({ visible: true }).last());
    }
  });
});
