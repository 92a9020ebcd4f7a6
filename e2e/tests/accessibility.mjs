// axe-core on every screen and in the states people meet, in light and in dark.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible, violations } from "../support/accessibility.mjs";
import { scenario, scenarioOfUser } from "../support/scenario.mjs";

const SMALL = { sandbox: ["--profiles", "4"] };

describe("axe finds nothing wrong with", () => {
  scenario("the overview and the page that does not exist", async ({ page, shell }) => {
    await shell.open("/");
    await page.getByRole("heading", { name: "Follow a task" }).waitFor();
    await expectAccessible(page);
    await shell.open("/no/such/page");
    await expectAccessible(page);
  });

  scenario(
    "the training summaries",
    async ({ page, training }) => {
      await training.openAndRead();
      await expectAccessible(page);
      await page.getByText("What these numbers mean").click();
      await training.sortBy("Status");
      await training.filter.fill("no such thing");
      await page.getByText("No behavior matches").waitFor();
      await expectAccessible(page);
    },
    SMALL,
  );

  scenario(
    "the training summaries while they are read, and when that fails",
    async ({ page, shell, training, sandbox, fault }) => {
      await fault("ListSecurityProfiles", "slow", { delayMs: 60_000 });
      await training.open();
      await training.progress.waitFor();
      await expectAccessible(page);
      await sandbox.clearFaults();
      await fault("GetBehaviorModelTrainingSummaries", "denied");
      await page.reload();
      await training.finished();
      await shell.alert.first().waitFor();
      await page.getByText("Technical detail").first().click();
      await expectAccessible(page);
    },
    SMALL,
  );

  scenario(
    "the training summaries where there are none",
    async ({ page, training }) => {
      await training.open();
      await page.getByText("No training summaries").waitFor();
      await expectAccessible(page);
    },
    { sandbox: ["--profiles", "0"] },
  );

  scenario(
    "the training summaries on a phone, with the menu open",
    async ({ page, shell, training }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await training.openAndRead();
      await expectAccessible(page);
      await shell.menu.click();
      await shell.navigation.waitFor();
      await expectAccessible(page);
    },
    SMALL,
  );

  scenarioOfUser("the detectors, listed, denied and mistyped", async ({ page, detectors, fault }) => {
    await detectors.open();
    await detectors.table.waitFor();
    await expectAccessible(page);
    await fault("GetDetectors", "denied");
    await page.reload();
    await page.getByText("frauddetector:GetDetectors").waitFor();
    await detectors.lookUp("Capitals", "x");
    await expectAccessible(page);
  });

  scenarioOfUser("a detector", async ({ page, detector }) => {
    await detector.open("payment_screening");
    await detector.table.waitFor();
    await expectAccessible(page);
  });

  scenarioOfUser("a detector version, with everything and with little", async ({ page, detectorVersion, fault }) => {
    await detectorVersion.open("payment_screening", 1);
    await detectorVersion.rules.first().getByText("Expression").waitFor();
    await detectorVersion.json();
    await detectorVersion.steps.getByText("All versions").click();
    await expectAccessible(page);
    await fault("GetRules", "denied");
    await fault("DescribeDetector", "denied");
    await detectorVersion.open("payment_screening", 6);
    await page.getByText("frauddetector:GetRules").waitFor();
    await expectAccessible(page);
  });

  scenarioOfUser(
    "a detector version that cannot be read, or does not exist",
    async ({ page, shell, detectorVersion, fault, sandbox }) => {
      await fault("GetDetectorVersion", "denied");
      await detectorVersion.open("payment_screening", 1);
      await shell.alert.waitFor();
      await expectAccessible(page);
      await sandbox.clearFaults();
      await page.goto("/detectors/x/versions/none");
      await shell.heading("Detector version").waitFor();
      await expectAccessible(page);
    },
  );

  scenario("the mitigation form, empty, filled and refused", async ({ page, mitigation }) => {
    await mitigation.open();
    await expectAccessible(page);
    await mitigation.review.click();
    await mitigation.errorSummary.waitFor();
    await expectAccessible(page);
    await mitigation.fillBehavior("factory-floor-sensors", "other");
    await mitigation.fillTimes("2026-01-01T00:00", "soon");
    await mitigation.endTime.blur();
    await mitigation.add("quarantine", "watch-closely");
    await page.getByText(/other actions cannot be chosen/).click();
    await expectAccessible(page);
  });

  scenario("the mitigation form where nothing may be listed", async ({ page, mitigation, fault }) => {
    await fault("*", "denied");
    await mitigation.open();
    await mitigation.targetBehavior.check();
    await mitigation.add("quarantine");
    await mitigation.actionRow("quarantine").getByText("What it does is unknown").waitFor();
    await expectAccessible(page);
  });

  scenario("the review, and what may become of it", async ({ page, shell, mitigation, sandbox, fault }) => {
    await mitigation.openReviewOf("violation-1");
    await page.getByText("Request as it is sent").click();
    await expectAccessible(page);
    await mitigation.confirmCheckBox.check();
    await fault("StartDetectMitigationActionsTask", "invalid", { times: 1 });
    await mitigation.startTask.click();
    await shell.alert.waitFor();
    await expectAccessible(page);
    await fault("StartDetectMitigationActionsTask", "drop", { times: 1 });
    await mitigation.startTask.click();
    await mitigation.sendAgain.waitFor();
    await expectAccessible(page);
    await fault("StartDetectMitigationActionsTask", "lost-answer", { times: 1 });
    await fault("DescribeDetectMitigationActionsTask", "denied");
    await mitigation.sendAgain.click();
    await mitigation.checkStatus.waitFor();
    await expectAccessible(page);
    await mitigation.back.click();
    await page.getByText("may have started").first().waitFor();
    await expectAccessible(page);
    await sandbox.clearFaults();
  });

  scenario("the review of a behavior, on a phone", async ({ page, shell, mitigation }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await mitigation.open();
    await mitigation.fillBehavior("factory-floor-sensors", "messages-sent");
    await mitigation.add("quarantine");
    await mitigation.openReview();
    await expectAccessible(page);
    assert.equal(await shell.overhang(), 0);
  });

  scenario(
    "the request log, with details, filtered, and empty",
    async ({ page, training, requests, fault }) => {
      await fault("GetBehaviorModelTrainingSummaries", "throttle", { times: 1 });
      await training.openAndRead();
      await requests.go();
      await requests.opener("GetBehaviorModelTrainingSummaries").click();
      await requests.opener("GetId").click();
      await expectAccessible(page);
      await requests.filter.fill("no such thing");
      await page.getByText("No call matches").waitFor();
      await expectAccessible(page);
      await requests.clear.click();
      await page.getByText("No calls", { exact: true }).waitFor();
      await expectAccessible(page);
    },
    SMALL,
  );

  scenario("a task on its way, ended and unknown", async ({ page, mitigation, task, sandbox, watch }) => {
    watch.expectFailedRequests();
    await mitigation.openReviewOf("violation-1");
    await mitigation.confirmCheckBox.check();
    await mitigation.startTask.click();
    await task.isIn("In progress");
    await expectAccessible(page);
    await sandbox.moveClock(60);
    await task.isIn("Successful");
    await expectAccessible(page);
    await task.open("no-such-task");
    await page.getByText("No such task").waitFor();
    await expectAccessible(page);
  });
});

describe("Where the system chooses the colors", () => {
  scenario(
    "the state of a model still shows, in words",
    async ({ page, training }) => {
      await page.emulateMedia({ forcedColors: "active" });
      await training.openAndRead();
      // axe takes the text's color from the style sheet and the ground's from the system.
      assert.deepEqual(await violations(page, "color-contrast"), []);
      const states = new Set(await training.column("Status"));
      assert.deepEqual([...states].sort(), ["Active", "Expired", "Pending build"]);
      // A focus drawn by a shadow alone would be gone.
      await page.keyboard.press("Tab");
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
      assert.notEqual(outline, "none");
    },
    SMALL,
  );
});
