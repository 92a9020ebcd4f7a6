// The screen of one detector version.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { collect, json } from "../support/answers.mjs";
import { eventually } from "../support/eventually.mjs";
import { hasFocus } from "../support/keyboard.mjs";
import { scenario } from "../support/scenario.mjs";

/** The detector that is always there. Its first version has everything, its last one next to nothing. */
const DETECTOR = "payment_screening";

describe("A detector version", () => {
  scenario("shows every member of the reply", async ({ page, detectorVersion }) => {
    const answers = collect(page, json("GetDetectorVersion"));
    await detectorVersion.open(DETECTOR, 1);
    await detectorVersion.section("Details").waitFor();
    const [version] = await answers();
    assert.deepEqual(Object.keys(version).sort(), [
      "arn",
      "createdTime",
      "description",
      "detectorId",
      "detectorVersionId",
      "externalModelEndpoints",
      "lastUpdatedTime",
      "modelVersions",
      "ruleExecutionMode",
      "rules",
      "status",
    ]);
    assert.equal(await detectorVersion.detail("Detector ID"), DETECTOR);
    assert.equal(await detectorVersion.detail("Detector version ID"), "1");
    assert.equal(await detectorVersion.detail("Status"), "Inactive");
    assert.equal(await detectorVersion.detail("Description"), version.description);
    assert.ok((await detectorVersion.detail("ARN")).startsWith(version.arn));
    for (const [name, member] of [
      ["Created", "createdTime"],
      ["Last updated", "lastUpdatedTime"],
    ]) {
      const term = page
        .getByRole("term")
        .filter({ hasText: new RegExp(`^${name}$`) })
        .first();
      const time = term.locator("xpath=following-sibling::dd").getByRole("time");
      const shown = Date.parse((await time.getAttribute("datetime")) ?? "");
      assert.equal(shown, Math.floor(Date.parse(version[member]) / 1000) * 1000, "to the second");
    }
    await page.getByText("FIRST_MATCHED").first().waitFor();
    await page.getByText("Evaluation stops at the first rule that matches").waitFor();

    const models = (await detectorVersion.modelRows()).map((row) => [row["Model ID"], row.Type, row.Version]);
    assert.deepEqual(models, [
      [DETECTOR, "Transaction Fraud Insights", "2.1"],
      ["sample-account-model", "Account Takeover Insights", "1.0"],
    ]);
    for (const endpoint of version.externalModelEndpoints) {
      await page.getByRole("listitem").filter({ hasText: endpoint }).waitFor();
    }
    assert.deepEqual(await detectorVersion.json(), version);
  });

  scenario("shows its rules in the order they run, with what they say", async ({ page, detectorVersion }) => {
    const versions = collect(page, json("GetDetectorVersion"));
    const details = collect(page, json("GetRules"));
    await detectorVersion.open(DETECTOR, 1);
    await detectorVersion.rules.first().getByText("Expression").waitFor();
    const [{ rules }] = await versions();
    const known = (await details()).flatMap((answer) => answer.ruleDetails);
    await detectorVersion.section(`Rules (${rules.length})`).waitFor();
    assert.equal(await detectorVersion.rules.count(), rules.length);
    for (const [index, rule] of rules.entries()) {
      const shown = detectorVersion.rules.nth(index);
      const heading = await shown.getByRole("heading").innerText();
      assert.equal(heading.replace(/\s+/g, " "), `${index + 1}. ${rule.ruleId}, version ${rule.ruleVersion}`);
      const detail = known.find((it) => it.ruleId === rule.ruleId && it.ruleVersion === rule.ruleVersion);
      assert.equal(await shown.locator("code").first().textContent(), detail.expression);
      const text = await shown.textContent();
      for (const part of [detail.description ?? "", ...detail.outcomes]) {
        assert.ok(text?.includes(part), `${rule.ruleId} lacks ${part}`);
      }
    }
  });

  scenario("shows hostile text as text", async ({ page, shell, detectorVersion }) => {
    page.on("dialog", () => assert.fail("something ran"));
    await detectorVersion.open(DETECTOR, 1);
    await detectorVersion.rules.first().getByText("Expression").waitFor();
    assert.match(await detectorVersion.detail("Description"), /^<img src=x onerror=/);
    assert.equal(await shell.main.locator("img, script, iframe, object, b").count(), 0);
    assert.equal(await shell.overhang(), 0);
  });

  scenario(
    "keeps text that runs from right to left from turning what stands beside it",
    async ({ page, detectorVersion }) => {
      const details = collect(page, json("GetRules"));
      await detectorVersion.open(DETECTOR, 1);
      await detectorVersion.rules.first().getByText("Expression").waitFor();
      const known = (await details()).flatMap((answer) => answer.ruleDetails);
      const override = "\u202e";
      const rule = known.find(({ outcomes }) => outcomes.some((/** @type {string} */ it) => it.includes(override)));
      // A version of the detector has the newest versions of the rules that were there, as numbered.
      await detectorVersion.open(DETECTOR, rule.ruleVersion);
      await detectorVersion.rules.first().getByText("Expression").waitFor();
      const texts = await page.getByRole("main").locator("bdi").allTextContents();
      assert.ok(texts.some((text) => text.includes(override)));
      const unisolated = await page.getByRole("main").evaluate((main, override) => {
        const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) {
          const { parentElement, textContent } = walker.currentNode;
          if (textContent?.includes(override) && !parentElement?.closest("bdi, [dir]")) {
            found.push(textContent);
          }
        }
        return found;
      }, override);
      assert.deepEqual(unisolated, []);
    },
  );

  scenario("that says next to nothing is shown as such", async ({ page, detectorVersion }) => {
    await detectorVersion.open(DETECTOR, 6);
    await page.getByText("This version uses no models.").waitFor();
    await page.getByText("This version uses no Amazon SageMaker endpoints.").waitFor();
    assert.equal(await detectorVersion.detail("Status"), "Draft");
    assert.equal(await detectorVersion.detail("Description"), "Not stated");
  });

  scenario(
    "lets its ARN be copied",
    async ({ page, context, detectorVersion }) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await detectorVersion.open(DETECTOR, 6);
      await page.getByRole("button", { name: "Copy ARN", exact: true }).click();
      await page.getByRole("status").filter({ hasText: "Copied" }).waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      assert.match(copied, /^arn:aws:frauddetector:us-east-1:\d{12}:detector-version\/payment_screening/);
      assert.ok((await detectorVersion.detail("ARN")).includes(copied));
    },
    { context: {} },
  );

  scenario("leads to the ones before and after", async ({ page, detectorVersion }) => {
    await detectorVersion.open(DETECTOR, 1);
    await detectorVersion.steps.getByRole("link", { name: /^Next/ }).click();
    await detectorVersion.heading(DETECTOR, 2).waitFor();
    await eventually(() => hasFocus(detectorVersion.heading(DETECTOR, 2)), true);
    assert.equal(await page.title(), `Detector version: ${DETECTOR}, version 2 – Detect Console`);
    await detectorVersion.steps.getByRole("link", { name: /Previous/ }).click();
    await detectorVersion.heading(DETECTOR, 1).waitFor();
    const ended = detectorVersion.steps.getByRole("link", { name: "‹ Previous", exact: true });
    assert.equal(await ended.getAttribute("aria-disabled"), "true");
    await detectorVersion.steps.getByText("All versions (6)").click();
    await detectorVersion.steps.getByRole("link", { name: "Version 6", exact: true }).click();
    await detectorVersion.heading(DETECTOR, 6).waitFor();
  });

  scenario("reads its rules once, however many versions are looked at", async ({ detectorVersion, sandbox }) => {
    await detectorVersion.open(DETECTOR, 1);
    await detectorVersion.rules.first().getByText("Expression").waitFor();
    const before = (await sandbox.calls("GetRules")).length;
    await detectorVersion.steps.getByRole("link", { name: /^Next/ }).click();
    await detectorVersion.heading(DETECTOR, 2).waitFor();
    await detectorVersion.rules.first().getByText("Expression").waitFor();
    assert.equal((await sandbox.calls("GetRules")).length, before);
  });
});

describe("A detector version, with GetDetectorVersion alone,", () => {
  scenario("is shown, and names what is missing", async ({ page, shell, detectorVersion, fault }) => {
    await fault("GetRules", "denied");
    await fault("DescribeDetector", "denied");
    await fault("GetDetectors", "denied");
    await detectorVersion.open(DETECTOR, 2);
    await page.getByText("frauddetector:GetRules").waitFor();
    await page.getByText("frauddetector:DescribeDetector").waitFor();
    assert.equal(await shell.alert.count(), 0, "nothing is wrong");
    assert.ok((await detectorVersion.rules.count()) > 3);
    assert.equal(await detectorVersion.rules.first().locator("code").count(), 0);
    await detectorVersion.steps.getByRole("link", { name: /^Next/ }).click();
    await detectorVersion.heading(DETECTOR, 3).waitFor();
  });

  scenario("has its steps in the same place, whether they lead anywhere or not", async ({ page, detectorVersion }) => {
    const steps = detectorVersion.steps.getByRole("link", { name: /Previous|^Next/ });
    const places = async () => {
      await detectorVersion.steps.getByText("All versions").waitFor();
      const boxes = (await steps.all()).map((step) => step.boundingBox());
      return (await Promise.all(boxes)).map((box) => [box?.x, box?.y]);
    };
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await detectorVersion.open(DETECTOR, 3);
      const inTheMiddle = await places();
      assert.equal(inTheMiddle.length, 2);
      // The one that leads somewhere: Next of the first version, Previous of the last.
      for (const [version, step] of [
        [1, 1],
        [6, 0],
      ]) {
        await detectorVersion.open(DETECTOR, version);
        assert.deepEqual((await places())[step], inTheMiddle[step], `version ${version} at ${width}`);
      }
    }
    const ended = steps.last();
    await ended.focus();
    await page.getByRole("tooltip", { name: "There is no later version." }).waitFor();
  });

  scenario("reads the rules again when told to", async ({ page, shell, detectorVersion, sandbox, fault }) => {
    await fault("GetRules", "internal");
    await detectorVersion.open(DETECTOR, 1);
    await page.getByText("without expressions and outcomes").waitFor();
    await sandbox.clearFaults();
    await shell.retry.click();
    await detectorVersion.rules.first().getByText("Expression").waitFor();
  });
});

describe("A detector version that cannot be shown", () => {
  const cases = /** @type {[string, import("../support/sandbox.mjs").Fault, RegExp][]} */ ([
    ["for want of permission", "denied", /Not allowed to[^]*Cognito removes[^]*frauddetector:GetDetectorVersion/],
    ["for throttling", "throttle", /asked us to slow down/],
    ["for a fault of the service", "internal", /has a fault/],
    ["for a broken connection", "drop", /No answer came back/],
    ["for an answer that is none", "garbage", /not an answer of Amazon Fraud Detector/],
    ["for expired credentials", "expired-token", /have expired/],
    ["for a skewed clock", "skewed-clock", /clock is too far/],
    ["for a refused request", "invalid", /did not accept the values/],
  ]);
  for (const [name, kind, words] of cases) {
    scenario(`${name} says so, and is read again when told to`, async ({ shell, detectorVersion, sandbox, fault }) => {
      await fault("GetDetectorVersion", kind);
      await detectorVersion.open(DETECTOR, 1);
      await shell.alert.waitFor();
      assert.match(await shell.alert.innerText(), words);
      assert.match(await shell.alert.innerText(), kind === "drop" ? /./ : /Request ID: [0-9a-f-]{36}/);
      await sandbox.clearFaults();
      await shell.retry.click();
      await detectorVersion.section("Details").waitFor();
      assert.equal(await shell.alert.count(), 0);
    });
  }

  scenario("because it does not exist is said not to", async ({ shell, detectorVersion, watch }) => {
    watch.expectFailedRequests();
    await detectorVersion.open(DETECTOR, 99);
    await shell.alert.waitFor();
    assert.match(await shell.alert.innerText(), /knows no such thing in us-east-1/);
  });

  scenario("because its number cannot be one is not asked for", async ({ page, shell, sandbox }) => {
    await page.goto(`/detectors/${DETECTOR}/versions/01`);
    await shell.heading("Detector version").waitFor();
    await page.getByText("The address holds no detector version ID").waitFor();
    assert.deepEqual(await sandbox.calls("GetDetectorVersion"), []);
  });
});
