// The form of "Start mitigation": what it takes, what it suggests, and that nothing typed is lost.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { eventually } from "../support/eventually.mjs";
import { hasFocus } from "../support/keyboard.mjs";
import { scenario } from "../support/scenario.mjs";

/** @typedef {import("../support/screens/mitigation.mjs").MitigationScreen} MitigationScreen */

const IDS = (/** @type {number} */ count) => Array.from({ length: count }, (_, index) => `violation-${index + 1}`);

describe("The form", () => {
  scenario("says what is missing, and leads there", async ({ page, mitigation, sandbox }) => {
    await mitigation.open();
    await mitigation.review.click();
    await mitigation.errorSummary.waitFor();
    await eventually(() => hasFocus(mitigation.errorSummary), true);
    const links = mitigation.errorSummary.getByRole("link");
    assert.deepEqual(await links.allInnerTexts(), [
      "Violation IDs: Enter 1 to 25 violation IDs",
      "Actions: Add an action",
    ]);
    await links.nth(1).click();
    await eventually(() => hasFocus(mitigation.actions), true);
    assert.equal(await mitigation.actions.getAttribute("aria-invalid"), "true");
    assert.equal(await mitigation.errorOf(mitigation.actions), "Add an action");
    await links.nth(0).click();
    await eventually(() => hasFocus(mitigation.violationIds), true);
    assert.equal(await mitigation.errorOf(mitigation.violationIds), "Enter 1 to 25 violation IDs");
    assert.equal(new URL(page.url()).hash, "");

    // What is put right is no longer complained about.
    await mitigation.fillViolationIds("violation-1");
    await eventually(() => links.allInnerTexts(), ["Actions: Add an action"]);
    await mitigation.add("quarantine");
    await mitigation.errorSummary.waitFor({ state: "hidden" });
    assert.deepEqual(await sandbox.calls("StartDetectMitigationActionsTask"), []);
  });

  const mistakes =
    /** @type {[string, (form: MitigationScreen) => Promise<void>, keyof MitigationScreen, RegExp][]} */ ([
      [
        "26 violation IDs",
        (form) => form.fillViolationIds(...IDS(26)),
        "violationIds",
        /at most 25 violations; these are 26/,
      ],
      ["a violation ID with “_”", (form) => form.fillViolationIds("a_b"), "violationIds", /Not a violation ID: “a_b”/],
      ["hostile violation IDs", (form) => form.fillViolationIds("<script>"), "violationIds", /remove “<”/],
      [
        "no security profile",
        (form) => form.fillBehavior("", "messages-sent"),
        "securityProfile",
        /Enter a security profile/,
      ],
      ["no behavior", (form) => form.fillBehavior("factory-floor-sensors", ""), "behavior", /Enter a behavior/],
      [
        "a behavior with a space",
        (form) => form.fillBehavior("factory-floor-sensors", "a b"),
        "behavior",
        /remove the space/,
      ],
      [
        "a long security profile",
        (form) => form.fillBehavior("p".repeat(129), "b"),
        "securityProfile",
        /at most 128 characters/,
      ],
      ["no task ID", (form) => form.taskId.fill(""), "taskId", /Enter a task ID/],
      ["a task ID with “:”", (form) => form.taskId.fill("a:b"), "taskId", /remove “:”/],
      ["a long task ID", (form) => form.taskId.fill("t".repeat(129)), "taskId", /at most 128 characters; this has 129/],
      ["an action that is not added", (form) => form.actions.fill("quarantine"), "actions", /is not in the list yet/],
      [
        "an end before the start",
        (form) => form.fillTimes("2026-10-02T10:00", "2026-10-01T10:00"),
        "endTime",
        /The end is before the start/,
      ],
      [
        "a start without an end",
        (form) => form.fillTimes("2026-10-02T10:00", ""),
        "endTime",
        /Enter a date and a time/,
      ],
      [
        "a half-typed time",
        (form) => form.fillTimes("2026-10-02T10", "2026-10-03T10:00"),
        "startTime",
        /“2026-10-02T10” is not a date and a time such as 2026-11-20T19:30/,
      ],
      [
        "a start in the future",
        (form) => form.fillTimes("2199-01-01T10:00", "2199-01-02T10:00"),
        "startTime",
        /The start is in the future/,
      ],
    ]);
  for (const [name, fill, field, words] of mistakes) {
    scenario(`refuses ${name}`, async ({ mitigation, sandbox }) => {
      await mitigation.open();
      await fill(mitigation);
      await mitigation.review.click();
      await mitigation.errorSummary.waitFor();
      const control = /** @type {import("playwright-core").Locator} */ (mitigation[field]);
      assert.match(await mitigation.errorOf(control), words);
      assert.match(await mitigation.errorSummary.innerText(), words);
      assert.equal(await mitigation.reviewHeading.count(), 0);
      assert.deepEqual(await sandbox.calls("StartDetectMitigationActionsTask"), []);
    });
  }

  scenario("takes 25 violation IDs, however they are separated, each once", async ({ page, mitigation }) => {
    await mitigation.open();
    await mitigation.violationIds.fill(`${IDS(12).join(", ")};\n${IDS(25).slice(12).join("\t")} violation-1`);
    await page.getByText("25 violations, 1 duplicate left out").waitFor();
    await mitigation.add("quarantine");
    await mitigation.openReview();
    assert.equal((await mitigation.reviewed(/^Violation IDs \(25\)$/)).split(/\s+/).length, 25);
  });

  scenario("takes up to 5 actions, each once, in an order that can be changed", async ({ page, mitigation }) => {
    const names = ["quarantine", "watch-closely", "firmware_rollback_ring", "isolate-network"];
    await mitigation.open();
    await mitigation.add(...names);
    await mitigation.actions.fill("quarantine");
    await mitigation.addAction.click();
    await eventually(() => mitigation.errorOf(mitigation.actions), "“quarantine” is in the list already");
    await mitigation.add("error-failed");
    await mitigation.actions.fill("a-sixth");
    await mitigation.addAction.click();
    await eventually(() => mitigation.errorOf(mitigation.actions), "A task takes at most 5 actions");

    const move = (/** @type {string} */ name) => page.getByRole("button", { name, exact: true });
    await move("Move down quarantine").click();
    await eventually(
      () => mitigation.actionNames(),
      ["watch-closely", "quarantine", "firmware_rollback_ring", "isolate-network", "error-failed"],
    );
    await eventually(() => hasFocus(move("Move down quarantine")), true);
    await move("Move up error-failed").click();
    await move("Remove watch-closely").click();
    await eventually(
      () => mitigation.actionNames(),
      ["quarantine", "firmware_rollback_ring", "error-failed", "isolate-network"],
    );
  });

  scenario("says what each action does", async ({ mitigation }) => {
    await mitigation.open();
    await mitigation.add("quarantine");
    const row = mitigation.actionRow("quarantine");
    await row.getByText("Adds the thing to the thing group “quarantine”").waitFor();
    await row.getByText("take the thing out of dynamic thing groups").waitFor();
    await row.getByText("Remove each thing from that group by hand").waitFor();
  });

  scenario("does not take actions that AWS applies to audit findings only", async ({ page, mitigation }) => {
    await mitigation.open();
    await page.getByText(/other actions cannot be chosen/).waitFor();
    await mitigation.actions.fill("deactivate-certificate");
    await mitigation.addAction.click();
    assert.match(
      await mitigation.errorOf(mitigation.actions),
      /cannot be chosen. AWS applies it to audit findings only/,
    );
  });

  scenario("suggests what there is, by name", async ({ page, mitigation }) => {
    await mitigation.open();
    const suggestions = async (/** @type {import("playwright-core").Locator} */ field) => {
      const names = await field.evaluate((input) =>
        [.../** @type {HTMLInputElement} */ ((input).list?.options ?? [])].map((it) => it.value),
      );
      assert.deepEqual(names, names.toSorted());
      return names;
    };
    await eventually(async () => (await suggestions(mitigation.actions)).includes("quarantine"), true);
    assert.ok(!(await suggestions(mitigation.actions)).includes("deactivate-certificate"));
    await mitigation.targetBehavior.check();
    await eventually(async () => (await suggestions(mitigation.securityProfile)).length, 24);
    await mitigation.securityProfile.fill("factory-floor-sensors");
    await mitigation.securityProfile.blur();
    await eventually(async () => (await suggestions(mitigation.behavior)).includes("messages-sent"), true);
    await mitigation.behavior.fill("no-such-behavior");
    await page.getByText("The security profile has no behavior “no-such-behavior” now.").waitFor();
  });

  scenario("works where nothing may be listed", async ({ page, mitigation, fault }) => {
    await fault("ListSecurityProfiles", "denied");
    await fault("DescribeSecurityProfile", "denied");
    await fault("ListMitigationActions", "denied");
    await fault("DescribeMitigationAction", "denied");
    await mitigation.open();
    await mitigation.fillBehavior("factory-floor-sensors", "messages-sent");
    await page.getByText("iot:ListSecurityProfiles").waitFor();
    await page.getByText("iot:ListMitigationActions").waitFor();
    await mitigation.add("quarantine");
    await mitigation.actionRow("quarantine").getByText("What it does is unknown").waitFor();
    await mitigation.actionRow("quarantine").getByText("iot:DescribeMitigationAction").waitFor();
    await mitigation.openReview();
    await page.getByText("What it does is unknown").last().waitFor();
  });

  scenario(
    "shows what a typed time comes to in UTC",
    async ({ page, mitigation }) => {
      await mitigation.open();
      await mitigation.fillTimes("2026-07-01T12:00", "2026-07-02T12:00+05:30");
      await page
        .getByText("That is July 1, 2026, 12:00:00 (UTC-04:00), which is July 1, 2026, 16:00:00 (UTC).")
        .waitFor();
      await page.getByText("which is July 2, 2026, 06:30:00 (UTC).").waitFor();
      await page.getByText("More than 30 days ago").waitFor();
      await page.getByText(/In America\/New_York, unless/).first().waitFor();
    },
    { context: { timezoneId: "America/New_York" } },
  );

  scenario(
    "asks which time is meant where the clocks show it twice",
    async ({ mitigation }) => {
      await mitigation.open();
      await mitigation.fillTimes("2025-10-26T02:30", "2025-10-27T10:00");
      await mitigation.review.click();
      await mitigation.errorSummary.waitFor();
      assert.match(
        await mitigation.errorOf(mitigation.startTime),
        /Enter the one you mean: 2025-10-26T00:30:00Z or 2025-10-26T01:30:00Z/,
      );
    },
    { context: { timezoneId: "Europe/Berlin" } },
  );

  scenario(
    "takes times in the zone that is preferred, and keeps what is typed whatever is chosen",
    async ({ page, shell, mitigation, watch }) => {
      watch.expectFailedRequests();
      await mitigation.open();
      await mitigation.fillTimes("2026-07-01T12:00", "2026-07-01 12:00 UTC");
      await page.getByText("That is July 1, 2026, 12:00:00 (UTC+09:00)").waitFor();
      await mitigation.utc.check();
      await eventually(() => hasFocus(mitigation.utc), true);
      await eventually(() => page.getByText("That is July 1, 2026, 12:00:00 (UTC).").count(), 2);
      await eventually(() => page.getByText(/In UTC, unless/).count(), 2);
      await mitigation.timeRange.selectOption("Last 7 days");
      await page.getByText("The 7 days before you open the review.").waitFor();
      assert.equal(await mitigation.startTime.count(), 0);
      await mitigation.timeRange.selectOption("Between two times");
      assert.equal(await mitigation.startTime.inputValue(), "2026-07-01T12:00");
      assert.equal(await mitigation.endTime.inputValue(), "2026-07-01 12:00 UTC");
      await shell.go("Settings");
      assert.ok(await page.getByRole("radio", { name: "UTC", exact: true }).isChecked());
    },
    { context: { timezoneId: "Asia/Tokyo" } },
  );

  scenario(
    "takes a time from the browser's picker",
    async ({ page, mitigation }) => {
      await page.addInitScript(() => {
        // The browser's own window cannot be used from here: this is what it would do.
        HTMLInputElement.prototype.showPicker = function () {
          this.value = `${this.value.slice(0, 8)}03T04:05`;
          this.dispatchEvent(new Event("input", { bubbles: true }));
        };
      });
      await mitigation.open();
      await mitigation.fillTimes("2026-07-01T20:00Z", "");
      await page.getByRole("button", { name: "Pick Start time", exact: true }).click();
      // It stood at what the time is in Tokyo.
      await eventually(() => mitigation.startTime.inputValue(), "2026-07-03T04:05");
      await page.getByText("That is July 3, 2026, 04:05:00 (UTC+09:00)").waitFor();
    },
    { context: { timezoneId: "Asia/Tokyo" } },
  );

  scenario("suggests a task ID that nobody has", async ({ page, mitigation }) => {
    await mitigation.open();
    const first = await mitigation.taskId.inputValue();
    assert.match(first, /^mitigate-violations-\d{8}T\d{4}Z-[0-9a-z]{4}$/);
    await mitigation.fillBehavior("factory-floor-sensors", "messages-sent");
    await eventually(async () => (await mitigation.taskId.inputValue()).startsWith("mitigate-messages-sent-"), true);
    await page.reload();
    await mitigation.heading.waitFor();
    assert.notEqual(await mitigation.taskId.inputValue(), first);
  });
});

describe("A link to the form", () => {
  scenario("fills it, and does nothing else", async ({ mitigation, sandbox }) => {
    await mitigation.open(
      "?violationIds=a-1,b-2&start=2026-11-01T00:00:00Z&end=2026-11-02T00:00:00Z&actions=quarantine,watch-closely",
    );
    assert.equal(await mitigation.violationIds.inputValue(), "a-1,b-2");
    assert.deepEqual(await mitigation.actionNames(), ["quarantine", "watch-closely"]);
    assert.equal(await mitigation.startTime.inputValue(), "2026-11-01T00:00:00Z");
    assert.equal(await mitigation.reviewHeading.count(), 0);
    assert.deepEqual(await sandbox.calls("StartDetectMitigationActionsTask"), []);
    await mitigation.openReview();
  });

  scenario("can name a behavior", async ({ mitigation }) => {
    await mitigation.open("?securityProfileName=factory-floor-sensors&behaviorName=messages-sent");
    assert.equal(await mitigation.securityProfile.inputValue(), "factory-floor-sensors");
    assert.equal(await mitigation.behavior.inputValue(), "messages-sent");
    assert.equal(await mitigation.timeRange.inputValue(), "Last 24 hours");
  });

  scenario("leaves the address when the form no longer says the same", async ({ page, shell, mitigation }) => {
    await mitigation.open("?securityProfileName=factory-floor-sensors&behaviorName=disconnects&region=us-east-1");
    await eventually(() => mitigation.behavior.inputValue(), "disconnects");
    assert.equal(shell.parameter("behaviorName"), "disconnects");
    await mitigation.behavior.fill("messages-sent");
    await eventually(async () => new URL(page.url()).search, "?region=us-east-1");
    assert.equal(await mitigation.behavior.inputValue(), "messages-sent");
    assert.equal(await mitigation.securityProfile.inputValue(), "factory-floor-sensors");
  });

  scenario("is not trusted", async ({ page, mitigation }) => {
    page.on("dialog", () => assert.fail("something ran"));
    const hostile = encodeURIComponent('"><img src=x onerror=alert(1)>');
    await mitigation.open(`?violationIds=${hostile}&actions=${hostile}&start=${hostile}`);
    await mitigation.review.click();
    await mitigation.errorSummary.waitFor();
    assert.match(await mitigation.errorOf(mitigation.violationIds), /Not a violation ID/);
    assert.equal(await page.locator("img").count(), 0);
  });
});

describe("What is typed", () => {
  scenario("survives a look at the review and at other pages", async ({ page, shell, mitigation }) => {
    await mitigation.open();
    await mitigation.fillBehavior("factory-floor-sensors", "messages-sent");
    await mitigation.fillTimes("2026-11-01T10:30", "2026-11-02T11:45");
    await mitigation.onlyActive.uncheck();
    await mitigation.suppressed.check();
    await mitigation.add("watch-closely", "quarantine");
    await mitigation.taskId.fill("my-own-task");
    const expectKept = async () => {
      assert.equal(await mitigation.securityProfile.inputValue(), "factory-floor-sensors");
      assert.equal(await mitigation.behavior.inputValue(), "messages-sent");
      assert.equal(await mitigation.startTime.inputValue(), "2026-11-01T10:30");
      assert.equal(await mitigation.endTime.inputValue(), "2026-11-02T11:45");
      assert.equal(await mitigation.onlyActive.isChecked(), false);
      assert.equal(await mitigation.suppressed.isChecked(), true);
      assert.deepEqual(await mitigation.actionNames(), ["watch-closely", "quarantine"]);
      assert.equal(await mitigation.taskId.inputValue(), "my-own-task");
    };
    await mitigation.openReview();
    await mitigation.back.click();
    await eventually(() => hasFocus(mitigation.review), true);
    await expectKept();

    await shell.go("Training");
    await shell.heading("Training").waitFor();
    await shell.go("Mitigation");
    await mitigation.heading.waitFor();
    await expectKept();
    await shell.go("Overview");
    await shell.heading("Overview").waitFor();
    await page.goBack();
    await mitigation.heading.waitFor();
    await expectKept();
  });

  scenario("survives a change of the target, either way", async ({ mitigation }) => {
    await mitigation.open();
    await mitigation.fillViolationIds("violation-1");
    await mitigation.fillBehavior("factory-floor-sensors", "behavior");
    await mitigation.targetViolations.check();
    assert.equal(await mitigation.violationIds.inputValue(), "violation-1");
    await mitigation.targetBehavior.check();
    assert.equal(await mitigation.behavior.inputValue(), "behavior");
  });
});
