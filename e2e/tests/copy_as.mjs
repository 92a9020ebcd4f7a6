// "Copy as": what a page asks AWS for, as text for other tools. That the tools then ask for the same is proved by
// sandbox/conformance/test_copy_as.py.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible } from "../support/accessibility.mjs";
import { eventually } from "../support/eventually.mjs";
import { hasFocus, tabTo } from "../support/keyboard.mjs";
import { scenario, scenarioOfUser } from "../support/scenario.mjs";

const SUMMARIES = "aws iot get-behavior-model-training-summaries --region";

/** A browser context that may read the clipboard. */
const MAY_READ = /** @type {import("playwright-core").BrowserContextOptions} */ ({
  permissions: ["clipboard-read", "clipboard-write"],
});

/** @param {import("playwright-core").Page} page */
async function clipboard(page) {
  return page.evaluate(() => navigator.clipboard.readText());
}

describe("Copy as", () => {
  scenario(
    "is used by keyboard",
    async ({ page, training, copyAs }) => {
      await training.openAndRead();
      await tabTo(page, copyAs.button);
      await page.keyboard.press("Enter");
      await copyAs.popover.waitFor();
      await tabTo(page, copyAs.choice("AWS CLI (bash)"));
      await page.keyboard.press("Enter");
      await eventually(() => copyAs.outcome.innerText(), "Copied.");
      assert.equal(await copyAs.text.innerText(), `${SUMMARIES} us-east-1`);
      assert.equal(await clipboard(page), `${SUMMARIES} us-east-1`);
      assert.equal(await copyAs.choice("AWS CLI (bash)").getAttribute("aria-pressed"), "true");

      await tabTo(page, copyAs.choice("boto3"));
      await page.keyboard.press("Space");
      await eventually(async () => (await clipboard(page)).startsWith("import boto3\n"), true);
      assert.equal(await copyAs.choice("AWS CLI (bash)").getAttribute("aria-pressed"), "false");
      await tabTo(page, copyAs.text);
      await page.keyboard.press("Escape");
      await copyAs.popover.waitFor({ state: "hidden" });
      await eventually(() => hasFocus(copyAs.button), true);

      await page.keyboard.press("Enter");
      await copyAs.text.waitFor();
      assert.equal(await copyAs.outcome.innerText(), "", "nothing was copied since");
    },
    { context: MAY_READ },
  );

  scenario("follows the region", async ({ shell, training, copyAs }) => {
    await training.openAndRead();
    await shell.region.selectOption("eu-west-1");
    await copyAs.open();
    assert.equal(await copyAs.choose("AWS CLI (bash)"), `${SUMMARIES} eu-west-1`);
    const curl = await copyAs.choose("curl");
    assert.ok(curl.endsWith("'https://iot.eu-west-1.amazonaws.com/behavior-model-training/summaries'"), curl);
    await copyAs.popover.getByText(/first page/).waitFor();
    await copyAs.choose("boto3");
    await copyAs.popover.getByText(/first page/).waitFor({ state: "hidden" });
    await copyAs.close.click();
    await copyAs.popover.waitFor({ state: "hidden" });
    await eventually(() => hasFocus(copyAs.button), true);
  });

  scenario("holds no secret", async ({ page, training, copyAs }) => {
    /** @type {string[]} */
    const secrets = [];
    page.on("response", async (response) => {
      if (response.request().headers()["x-amz-target"]?.endsWith(".GetCredentialsForIdentity")) {
        const { AccessKeyId, SecretKey, SessionToken } = (await response.json()).Credentials;
        secrets.push(AccessKeyId, SecretKey, SessionToken);
      }
    });
    await training.openAndRead();
    await eventually(async () => secrets.length, 3);
    await copyAs.open();
    for (const tool of /** @type {const} */ (["AWS CLI (bash)", "AWS CLI (PowerShell)", "boto3", "curl"])) {
      const text = await copyAs.choose(tool);
      assert.deepEqual(secrets.filter((secret) => text.includes(secret)), []);
    }
  });

  scenario("leaves the text selected where the browser refuses the clipboard", async ({ page, training, copyAs }) => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
    });
    await training.openAndRead();
    await copyAs.open();
    const text = await copyAs.choose("boto3");
    await copyAs.outcome.getByText("The browser did not allow it. The text is selected for you to copy.").waitFor();
    assert.equal(await page.evaluate(() => String(getSelection()).trim()), text);
  });

  scenario("is accessible, and fits a phone", async ({ page, shell, training, copyAs }) => {
    await training.openAndRead();
    await copyAs.open();
    await expectAccessible(page);
    await copyAs.choose("curl");
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 640 });
    await expectAccessible(page);
    assert.equal(await shell.overhang(), 0);
    const box = await copyAs.popover.boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 360, JSON.stringify(box));
    assert.ok(box.y >= 0 && box.y + box.height <= 640, JSON.stringify(box));
  });
});

describe("What is copied", () => {
  scenarioOfUser("is what the pages on detectors ask for", async ({ detectors, detector, detectorVersion, copyAs }) => {
    const get = "aws frauddetector get-detectors --region us-east-1";
    const describe = "aws frauddetector describe-detector --region us-east-1 --detector-id 'payment_screening'";
    await detectors.open();
    await copyAs.open();
    assert.equal(await copyAs.choose("AWS CLI (bash)"), get);
    await copyAs.popover.getByText(/first page/).waitFor();
    await detector.open("payment_screening");
    await copyAs.open();
    assert.equal(await copyAs.choose("AWS CLI (bash)"), `${get} --detector-id 'payment_screening' &&\n${describe}`);
    await detectorVersion.open("payment_screening", 3);
    await copyAs.open();
    const version =
      "get-detector-version --region us-east-1 --detector-id 'payment_screening' --detector-version-id '3'";
    const rules = "get-rules --region us-east-1 --detector-id 'payment_screening'";
    assert.equal(
      await copyAs.choose("AWS CLI (PowerShell)"),
      `aws frauddetector ${version}; aws frauddetector ${rules}; ${describe}`,
    );
  });

  scenario("is what a review sends", async ({ page, mitigation, task, copyAs, sandbox }) => {
    await mitigation.openReviewOf("violation-1", "violation-2");
    await copyAs.open();
    await copyAs.popover.getByText(/^Running this starts the task/).waitFor();
    const bash = await copyAs.choose("AWS CLI (bash)");
    const curl = await copyAs.choose("curl");
    await page.keyboard.press("Escape");
    await mitigation.confirmCheckBox.check();
    await mitigation.startTask.click();
    await task.anyHeading.waitFor();

    const [call] = await sandbox.calls("StartDetectMitigationActionsTask");
    const taskId = call.path.split("/").at(-1) ?? "";
    const [command, json, end, ...rest] = bash.split("'");
    assert.equal(command, "aws iot start-detect-mitigation-actions-task --region us-east-1 --cli-input-json ");
    assert.deepEqual(JSON.parse(json), { taskId, ...JSON.parse(call.body ?? "") });
    assert.deepEqual([end, ...rest], [""]);
    assert.ok(curl.startsWith("curl --request PUT "), curl);
    assert.ok(curl.includes(`--data-raw '${call.body}'`) && curl.endsWith(`${call.path}'`), curl);

    await copyAs.open();
    assert.equal(
      await copyAs.choose("AWS CLI (bash)"),
      `aws iot describe-detect-mitigation-actions-task --region us-east-1 --task-id '${taskId}'`,
    );
  });
});
