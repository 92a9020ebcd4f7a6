// The screens "Detectors" and of one detector.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { collect, json } from "../support/answers.mjs";
import { eventually } from "../support/eventually.mjs";
import { hasFocus } from "../support/keyboard.mjs";
import { scenarioOfUser as scenario } from "../support/scenario.mjs";

describe("Detectors", () => {
  scenario(
    "lists every detector, all pages of them",
    async ({ page, detectors }) => {
      const answers = collect(page, json("GetDetectors"));
      await detectors.open();
      const shown = (await detectors.rows()).map((row) => [row["Detector ID"], row["Event type"]]);
      const expected = (await answers()).flatMap((answer) => answer.detectors);
      assert.equal(expected.length, 23);
      assert.deepEqual(shown, expected.map((it) => [it.detectorId, it.eventTypeName]).sort());
    },
    { sandbox: ["--detectors", "23"] },
  );

  scenario("leads to a detector and on to a version", async ({ page, detectors, detector, detectorVersion }) => {
    await detectors.open();
    await detectors.table.getByRole("link", { name: "payment_screening" }).click();
    await detector.heading("payment_screening").waitFor();
    await detector.table.getByRole("link", { name: "Version 3", exact: true }).click();
    await detectorVersion.heading("payment_screening", 3).waitFor();
    await page.goBack();
    await detector.heading("payment_screening").waitFor();
  });

  scenario("opens a version by its identifiers", async ({ page, detectors, detectorVersion }) => {
    await detectors.open();
    await detectors.lookUp("  payment_screening ", "1");
    await detectorVersion.heading("payment_screening", 1).waitFor();
    assert.equal(new URL(page.url()).pathname, "/detectors/payment_screening/versions/1");
  });

  scenario("opens it with the Enter key, too", async ({ page, detectors, detectorVersion }) => {
    await detectors.open();
    await detectors.detectorId.fill("payment_screening");
    await detectors.detectorVersionId.fill("2");
    await page.keyboard.press("Enter");
    await detectorVersion.heading("payment_screening", 2).waitFor();
  });

  const mistakes = /** @type {[string, string, string, "detectorId" | "detectorVersionId", RegExp][]} */ ([
    ["nothing", "", "", "detectorId", /Enter a value/],
    ["capitals", "Payments", "1", "detectorId", /remove “P”/],
    ["a path", "../x", "1", "detectorId", /remove “\.” and “\/”/],
    ["no version", "payments", "", "detectorVersionId", /Enter a value/],
    ["a version 0", "payments", "0", "detectorVersionId", /whole number/],
    ["a version in words", "payments", "one", "detectorVersionId", /remove “o”/],
    ["a long identifier", "x".repeat(65), "1", "detectorId", /at most 64 characters; this has 65/],
  ]);
  for (const [name, detectorId, version, field, words] of mistakes) {
    scenario(`says at the field what is wrong with ${name}`, async ({ page, detectors, mitigation, sandbox }) => {
      await detectors.open();
      await detectors.lookUp(detectorId, version);
      await eventually(() => hasFocus(detectors[field]), true);
      assert.equal(await detectors[field].getAttribute("aria-invalid"), "true");
      assert.match(await mitigation.errorOf(detectors[field]), words);
      assert.equal(new URL(page.url()).pathname, "/detectors");
      assert.deepEqual(await sandbox.calls("GetDetectorVersion"), []);
    });
  }

  scenario(
    "names the permission when detectors may not be listed, and works without",
    async ({ page, shell, detectors, detectorVersion, fault }) => {
      await fault("GetDetectors", "denied");
      await detectors.open();
      await page.getByText("frauddetector:GetDetectors").waitFor();
      assert.equal(await shell.alert.count(), 0, "nothing is wrong");
      await detectors.lookUp("payment_screening", "1");
      await detectorVersion.heading("payment_screening", 1).waitFor();
      await detectorVersion.section(/^Rules \(\d+\)$/).waitFor();
    },
  );

  scenario(
    "says so when there are none",
    async ({ page, detectors }) => {
      await detectors.open();
      await page.getByText("No detectors in us-east-1").waitFor();
    },
    { sandbox: ["--detectors", "0"] },
  );

  const failures = /** @type {[string, import("../support/sandbox.mjs").Fault, RegExp][]} */ ([
    ["throttling", "throttle", /asked us to slow down/],
    ["a fault of the service", "internal", /has a fault/],
    ["a broken connection", "drop", /No answer came back/],
    ["an answer that is none", "garbage", /not an answer of Amazon Fraud Detector/],
    ["expired credentials", "expired-token", /have expired/],
    ["a skewed clock", "skewed-clock", /clock is too far/],
  ]);
  for (const [name, kind, words] of failures) {
    scenario(`puts ${name} into words, and tries again when told to`, async ({ shell, detectors, sandbox, fault }) => {
      await fault("GetDetectors", kind);
      await detectors.open();
      await shell.alert.waitFor();
      assert.match(await shell.alert.innerText(), words);
      await sandbox.clearFaults();
      await shell.retry.click();
      await detectors.table.waitFor();
      assert.equal(await shell.alert.count(), 0);
    });
  }
});

describe("A detector", () => {
  scenario("says what it is for, and lists its versions", async ({ page, detector }) => {
    const answers = collect(page, json("DescribeDetector"));
    await detector.open("payment_screening");
    const shown = (await detector.versionRows()).map((row) => row.Version);
    const expected = (await answers()).flatMap((answer) => answer.detectorVersionSummaries);
    assert.equal(expected.length, 6);
    assert.deepEqual(
      shown,
      ["6", "5", "4", "3", "2", "1"].map((id) => `Version ${id}`),
    );
    await page.getByText("Screens card payments at checkout").waitFor();
  });

  scenario(
    "offers to enter a version where they may not be listed",
    async ({ page, detector, detectors, detectorVersion, fault }) => {
      await fault("DescribeDetector", "denied");
      await detector.open("payment_screening");
      await page.getByText("frauddetector:DescribeDetector").waitFor();
      assert.equal(await detectors.detectorId.inputValue(), "payment_screening");
      await detectors.detectorVersionId.fill("4");
      await detectors.openVersion.click();
      await detectorVersion.heading("payment_screening", 4).waitFor();
    },
  );

  scenario("has each version in one line on a phone", async ({ page, detector }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await detector.open("payment_screening");
    const links = detector.table.getByRole("link", { name: /^Version \d+$/ });
    await links.first().waitFor();
    const lines = await links.evaluateAll((links) => links.map((link) => link.getClientRects().length));
    assert.deepEqual(new Set(lines), new Set([1]));
  });

  scenario("that does not exist is said not to", async ({ shell, detector, watch }) => {
    watch.expectFailedRequests();
    await detector.open("no-such-detector");
    await shell.alert.waitFor();
    assert.match(await shell.alert.innerText(), /knows no such thing/);
    assert.equal(await shell.alert.count(), 1, "it is said once");
  });

  scenario("whose identifier cannot be one is not asked for", async ({ page, shell, sandbox }) => {
    await page.goto("/detectors/Not%20An%20Id");
    await shell.heading("Detector").waitFor();
    await page.getByText("remove “N”").waitFor();
    assert.deepEqual(
      (await sandbox.calls()).filter((call) => call.service === "frauddetector"),
      [],
    );
  });
});
