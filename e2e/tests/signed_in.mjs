// Staying signed in, giving the password again, and out again.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible } from "../support/accessibility.mjs";
import { eventually } from "../support/eventually.mjs";
import { scenario } from "../support/scenario.mjs";

/** Everybody may come in, by every way. */
const BOTH = { sandbox: ["--sign-in", "both"], context: {} };

/** Tokens and credentials last a minute and a half: they are renewed a minute before their end. */
const SHORT = { sandbox: ["--sign-in", "login", "--token-seconds", "90", "--session-seconds", "90"], context: {} };

const HOUR_MS = 60 * 60 * 1000;

/**
 * Lets more time pass than a session may last.
 *
 * @param {import("playwright-core").Page} page its clock is installed
 * @param {import("../support/sandbox.mjs").Sandbox} sandbox
 */
async function outlast(page, sandbox) {
  await sandbox.moveClock((9 * HOUR_MS) / 1000);
  await page.clock.setSystemTime(Date.now() + 9 * HOUR_MS);
}

describe("Mitigation", () => {
  scenario(
    "can be filled in and reviewed by those who may only look, and they are told why they cannot start it",
    async ({ page, signIn, mitigation, sandbox }) => {
      await signIn.openAs("/mitigation/new", "viewer");
      await mitigation.heading.waitFor();
      await page.getByText("You may look, not start mitigation.").waitFor();
      await mitigation.fillAndReview("violation-1");
      await mitigation.confirmCheckBox.check();
      await mitigation.startTask.click({ force: true });
      await mitigation.startTask.focus();
      await page.getByRole("tooltip").filter({ hasText: "Your account may look" }).waitFor();
      assert.equal(await mitigation.startTask.getAttribute("aria-disabled"), "true");
      assert.deepEqual(await sandbox.calls("StartDetectMitigationActionsTask"), []);
      await expectAccessible(page);
    },
    BOTH,
  );

  scenario(
    "takes a password of lately, and the review stays while it is given again",
    async ({ page, signIn, mitigation, task, sandbox }) => {
      await page.clock.install();
      await signIn.openAs("/mitigation/new", "responder");
      await mitigation.heading.waitFor();
      // Somebody is at work for more than an hour.
      for (let minutes = 4; minutes <= 64; minutes += 4) {
        // Both clocks go together: credentials are renewed meanwhile.
        await sandbox.moveClock(minutes * 60);
        await page.clock.fastForward(4 * 60 * 1000);
        await page.keyboard.press("Shift");
      }
      await mitigation.fillAndReview("violation-1");
      await mitigation.confirmCheckBox.check();
      await page.getByText("Sign in again before you start a task.").waitFor();
      await expectAccessible(page);
      await mitigation.startTask.click({ force: true });
      assert.deepEqual(await sandbox.calls("StartDetectMitigationActionsTask"), []);

      const cancelled = await signIn.openAgain(page.getByRole("main"));
      await cancelled.login.cancel.click();
      await page.getByText("You were not signed in.").waitFor();

      const again = await signIn.openAgain(page.getByRole("main"));
      await again.login.as("responder");
      await page.getByText("You can start the task now.").waitFor();
      assert.ok(await mitigation.confirmCheckBox.isChecked(), "the review stayed");
      await mitigation.startTask.click();
      await task.anyHeading.waitFor();
      assert.equal((await sandbox.calls("StartDetectMitigationActionsTask")).length, 1);
    },
    BOTH,
  );
});

describe("A session", () => {
  scenario(
    "that cannot be renewed keeps the page, and the request that waits goes on when the same user is back",
    async ({ page, signIn, training, sandbox, watch }) => {
      watch.expectFailedRequests();
      await page.clock.install();
      await signIn.openAs("/training", "responder");
      await training.finished();
      const before = await training.count();
      await page.route("**/oauth2/token", (route) => route.fulfill({ status: 400, json: { error: "invalid_grant" } }));
      await sandbox.moveClock(80);
      await page.clock.setSystemTime(Date.now() + 80_000);
      await training.refresh.click();
      await signIn.dialog.waitFor();
      await page.unroute("**/oauth2/token");
      // Managed login knows the browser, and asks all the same.
      const { login, closed } = await signIn.openAgain(signIn.dialog);
      const waits = signIn.dialog.getByText("Waiting for the window in which you sign in.");
      await waits.waitFor();
      await expectAccessible(page);
      await login.as("responder");
      await closed;
      await signIn.dialog.waitFor({ state: "hidden" });
      await training.finished();
      assert.equal(await training.count(), before);
    },
    SHORT,
  );

  scenario(
    "that was interrupted shows nothing of it to somebody else",
    async ({ page, signIn, mitigation, sandbox, shell, watch }) => {
      watch.expectFailedRequests();
      await page.clock.install();
      await signIn.openAs("/mitigation/new", "responder");
      await mitigation.heading.waitFor();
      await mitigation.fillViolationIds("violation-of-the-responder");
      await outlast(page, sandbox);
      await signIn.dialog.waitFor();
      await signIn.againAs("viewer");
      await mitigation.heading.waitFor();
      assert.equal(await mitigation.violationIds.inputValue(), "");
      assert.match(await shell.banner.innerText(), /viewer/);
    },
    BOTH,
  );

  scenario(
    "is renewed as long as its refresh tokens last, each used once",
    async ({ page, signIn, training, shell, sandbox }) => {
      await page.clock.install();
      await signIn.openAs("/training", "responder");
      await training.finished();
      for (let round = 0; round < 3; round += 1) {
        await sandbox.moveClock((round + 1) * 80);
        await page.clock.setSystemTime(Date.now() + (round + 1) * 80_000);
        await training.refresh.click();
        await training.finished();
      }
      assert.equal(await shell.alert.count(), 0);
      assert.match(await shell.banner.innerText(), /responder/);
      const refused = (await sandbox.calls()).filter((call) => call.status >= 400);
      assert.deepEqual(refused, [], "no refresh token was used twice");
    },
    SHORT,
  );

  scenario(
    "that has lasted as long as one may keeps the page, and goes on in place when the password was given again",
    async ({ page, signIn, mitigation, task, sandbox, watch }) => {
      watch.expectFailedRequests();
      await page.clock.install();
      await signIn.openAs("/mitigation/new", "responder");
      await mitigation.heading.waitFor();
      await mitigation.fillAndReview("violation-1");
      await mitigation.confirmCheckBox.check();
      await outlast(page, sandbox);
      await signIn.dialog.waitFor();
      await expectAccessible(page);
      for (let time = 1; time <= 3; time += 1) {
        await page.keyboard.press("Escape");
      }
      await signIn.dialog.waitFor();
      assert.ok(!(await mitigation.heading.isVisible()), "Escape does not uncover the page");
      await signIn.againAs("responder");
      await mitigation.heading.waitFor();
      await mitigation.startTask.click();
      await task.anyHeading.waitFor();
      assert.equal((await sandbox.calls("StartDetectMitigationActionsTask")).length, 1);
    },
    BOTH,
  );

  scenario(
    "ends when nobody is at work, after a warning that any key takes away",
    async ({ page, signIn, training }) => {
      await page.clock.install();
      await signIn.openAs("/training", "viewer");
      await training.finished();
      await page.clock.fastForward(14.2 * 60 * 1000);
      const warning = page.getByText("You will be signed out within a minute.");
      await warning.waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Shift");
      await page.clock.runFor(2000);
      await warning.waitFor({ state: "detached" });
      await page.clock.fastForward(14.2 * 60 * 1000);
      // As assistive technology presses it.
      await page.getByRole("button", { name: "Stay signed in" }).evaluate((button) => button.click());
      await page.clock.runFor(2000);
      await warning.waitFor({ state: "detached" });
      await page.clock.fastForward(15.1 * 60 * 1000);
      await page.clock.runFor(2000);
      await signIn.dialog.waitFor();
      await page.getByText("Nobody was at work here for a while.").waitFor();
    },
    BOTH,
  );
});

describe("Signing out", () => {
  scenario(
    "ends the session here, in the other tabs and at managed login, and Back shows nothing",
    async ({ page, context, signIn, training, sandbox, shell }) => {
      await signIn.openAs("/training", "viewer");
      await training.finished();
      const other = await context.newPage();
      await other.goto("/training");
      await other.getByRole("main").getByRole("button", { name: "Sign in" }).click();
      await other.getByRole("table").waitFor();

      await signIn.signOut.click();
      await page.waitForURL((url) => url.pathname === "/");
      await page.getByText("You have signed out.").waitFor();
      await expectAccessible(page);
      await other.getByText("You have signed out in another tab.").waitFor();
      assert.equal(await other.getByRole("table").count(), 0);
      await eventually(async () => (await sandbox.calls("RevokeToken")).length, 2);

      await page.goBack();
      assert.equal(await training.bodyRows.count(), 0);
      await page.goto("/training");
      await signIn.signIn.click();
      await signIn.login.heading.waitFor();
      assert.equal(await shell.overhang(), 0);
    },
    BOTH,
  );
});

describe("Signing out while nobody knows what became of a task", () => {
  scenario(
    "is asked about",
    async ({ page, signIn, mitigation, fault }) => {
      await signIn.openAs("/mitigation/new", "responder");
      await mitigation.heading.waitFor();
      await fault("StartDetectMitigationActionsTask", "lost-answer", { times: 1 });
      await fault("DescribeDetectMitigationActionsTask", "internal");
      await mitigation.fillAndReview("violation-1");
      await mitigation.confirmCheckBox.check();
      await mitigation.startTask.click();
      await mitigation.checkStatus.waitFor();
      /** @type {string[]} */
      const asked = [];
      page.once("dialog", async (dialog) => {
        asked.push(dialog.message());
        await dialog.dismiss();
      });
      await signIn.signOut.click();
      assert.match(asked.join(), /What became of the last request is not known yet/);
      await mitigation.checkStatus.waitFor();
      page.on("dialog", (dialog) => dialog.accept());
      await signIn.signOut.click();
      await page.getByText("You have signed out.").waitFor();
    },
    BOTH,
  );
});
