// The frame around every page.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible } from "../support/accessibility.mjs";
import { eventually, until } from "../support/eventually.mjs";
import { hasFocus, tabTo } from "../support/keyboard.mjs";
import { scenario, scenarioOfUser } from "../support/scenario.mjs";

/** A path of each page, its heading, and its place in the navigation. */
const PAGES = /** @type {[string, string, string | null][]} */ ([
  ["/", "Overview", "Overview"],
  ["/training", "Training", "Training"],
  ["/mitigation/new", "Start mitigation", "Mitigation"],
  ["/tasks/no-such-task", "Task no-such-task", "Mitigation"],
  ["/detectors", "Detectors", "Detectors"],
  ["/detectors/payment_screening", "Detector payment_screening", "Detectors"],
  ["/detectors/payment_screening/versions/1", "Detector version: payment_screening, version 1", "Detectors"],
  ["/session", "Session", null],
  ["/requests", "Request log", null],
  ["/settings", "Settings", "Settings"],
  ["/no/such/page", "Page not found", null],
]);

describe("Every page", () => {
  for (const [path, heading, place] of PAGES) {
    scenario(`has one heading, a title and its place in the navigation: ${path}`, async ({ page, shell, watch }) => {
      // Of the task that does not exist.
      watch.expectFailedRequests();
      await shell.open(path);
      assert.deepEqual(await shell.headings.allInnerTexts(), [heading]);
      assert.ok((await page.title()).includes(`${heading} – Detect Console`), await page.title());
      const current = shell.navigation.locator("[aria-current=page]");
      assert.deepEqual(await current.allInnerTexts(), place ? [place] : []);
      assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
      assert.ok(await page.evaluate(() => document.activeElement === document.body), "the focus stays where it was");
    });
  }

  for (const width of [320, 360]) {
    scenarioOfUser(`fits into ${width} pixels, and nothing in it but tables scrolls sideways`, async (stage) => {
      const { page, shell, watch } = stage;
      watch.expectFailedRequests();
      await page.setViewportSize({ width, height: 640 });
      for (const [path] of PAGES) {
        await shell.open(path);
        await shell.settled();
        assert.deepEqual(await shell.scrollingSideways(), [], path);
        assert.equal(await shell.overhang(), 0, path);
      }
      await shell.open("/settings");
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog", { name: "Command palette" }).waitFor();
      assert.deepEqual(await shell.scrollingSideways(), [], "the command palette");
      await page.keyboard.press("Escape");
      // A key counts as typed as long as the focus has not left the field of the palette.
      await until(async () => {
        await page.keyboard.press("?");
        assert.ok(await page.getByRole("dialog", { name: "Keys" }).isVisible());
      });
      assert.deepEqual(await shell.scrollingSideways(), [], "the keys");
      assert.equal(await shell.overhang(), 0);
    });
  }

  scenarioOfUser("has a top bar of two lines on a phone", async ({ page, shell }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await shell.open("/settings");
    await shell.banner.getByRole("button", { name: "Sign out" }).waitFor();
    const bar = await shell.banner.boundingBox();
    const button = await shell.menu.boundingBox();
    assert.ok(bar && button && bar.height < 3 * button.height, `${bar?.height}`);
  });

  scenarioOfUser("has a top bar that nothing is cut from where people want larger text", async ({ page, shell }) => {
    await shell.open("/settings");
    await shell.banner.getByRole("button", { name: "Sign out" }).waitFor();
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(":root { font-size: 200% }");
      document.adoptedStyleSheets = [sheet];
    });
    await page.locator(".calls[data-state=idle]").waitFor();
    const cut = await shell.banner.evaluate((bar) =>
      [...bar.querySelectorAll("span, a, button")]
        .filter((element) => !element.closest(".visually-hidden") && element.scrollWidth > element.clientWidth + 1)
        .filter((element) => getComputedStyle(element).overflowX !== "visible")
        .map((element) => element.textContent),
    );
    assert.deepEqual(cut, []);
    assert.equal(await shell.overhang(), 0);
  });

  scenarioOfUser("keeps its text when people space it out", async ({ page, shell }) => {
    // WCAG 1.4.12. Set from outside: the page's own policy forbids inline styles.
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ["/training", "/mitigation/new", "/detectors/payment_screening/versions/1"]) {
      await shell.open(path);
      await shell.settled();
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } " +
            "p { margin-bottom: 2em !important }",
        );
        document.adoptedStyleSheets = [sheet];
      });
      assert.equal(await shell.overhang(), 0, path);
    }
  });
});

describe("The frame", () => {
  scenario("lets the keyboard skip the navigation", async ({ page, shell }) => {
    await shell.open("/training");
    await tabTo(page, shell.skipLink);
    const address = page.url();
    await page.keyboard.press("Enter");
    assert.ok(await hasFocus(shell.main));
    assert.equal(page.url(), address);
  });

  scenarioOfUser("moves the focus to the heading of the next page", async ({ page, shell }) => {
    await shell.open("/");
    for (const [link, heading] of [
      ["Training", "Training"],
      ["Mitigation", "Start mitigation"],
      ["Detectors", "Detectors"],
      ["Overview", "Overview"],
    ]) {
      await shell.go(link);
      await shell.heading(heading).waitFor();
      await eventually(() => hasFocus(shell.heading(heading)), true);
      assert.equal(await page.title(), `${heading} – Detect Console`);
    }
    await page.goBack();
    await eventually(() => hasFocus(shell.heading("Detectors")), true);
  });

  scenario("has no gallery of components: that is in development builds only", async ({ shell }) => {
    await shell.open("/gallery");
    await shell.heading("Page not found").waitFor();
  });

  scenario("leads out of a page that does not exist", async ({ page, shell }) => {
    await shell.open("/no/such/page");
    await page.getByRole("link", { name: "Go to the overview" }).click();
    await shell.heading("Overview").waitFor();
  });

  scenario("says who is signed in, and more behind a link", async ({ page, shell }) => {
    await shell.open("/");
    await shell.banner.getByRole("link", { name: "Guest" }).click();
    await shell.heading("Session").waitFor();
    await page.getByText("A guest of the identity pool").waitFor();
    await page.getByText(/us-east-1:[0-9a-f-]{36}/).waitFor();
    const renew = page.getByRole("button", { name: "Renew now" });
    await page.waitForTimeout(1100);
    await renew.click();
    await page.getByText("Renewed.").waitFor();
    assert.ok(await hasFocus(renew));
    await expectAccessible(page);
  });

  scenario("says when nobody could be signed in", async ({ shell, fault }) => {
    await fault("GetCredentialsForIdentity", "denied");
    await shell.open("/");
    await shell.session.filter({ hasText: "Not signed in" }).waitFor();
  });

  scenarioOfUser("folds the navigation away where there is no room", async ({ page, shell }) => {
    await page.setViewportSize({ width: 360, height: 640 });
    await shell.open("/");
    await shell.navigation.waitFor({ state: "hidden" });
    assert.equal(await shell.menu.getAttribute("aria-expanded"), "false");
    await shell.menu.click();
    assert.equal(await shell.menu.getAttribute("aria-expanded"), "true");
    await shell.go("Detectors");
    await shell.heading("Detectors").waitFor();
    await shell.navigation.waitFor({ state: "hidden" });
  });

  scenario("is light or dark as the system is", async ({ page, shell }) => {
    await shell.open("/");
    const brightness = async (/** @type {"light" | "dark"} */ colorScheme) => {
      await page.emulateMedia({ colorScheme });
      return page.evaluate(() => {
        const canvas = document.createElement("canvas").getContext("2d");
        canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
        canvas.fillRect(0, 0, 1, 1);
        const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
        return red + green + blue;
      });
    };
    assert.ok((await brightness("light")) > 600);
    assert.ok((await brightness("dark")) < 165);
  });
});

describe("The region", () => {
  scenarioOfUser("is part of the address, of every link and of every call", async ({ page, shell, sandbox, training }) => {
    await training.openAndRead();
    assert.equal(await shell.region.inputValue(), "us-east-1");
    await shell.region.selectOption("eu-west-1");
    await eventually(async () => shell.parameter("region"), "eu-west-1");
    await eventually(
      async () => (await sandbox.calls("ListSecurityProfiles")).map((call) => call.region),
      ["us-east-1", "eu-west-1"],
    );
    await shell.go("Detectors");
    await shell.heading("Detectors").waitFor();
    assert.equal(shell.parameter("region"), "eu-west-1");
    await eventually(
      async () => [...new Set((await sandbox.calls("GetDetectors")).map((call) => call.region))],
      ["eu-west-1"],
    );
    await page.reload();
    await shell.heading("Detectors").waitFor();
    assert.equal(await shell.region.inputValue(), "eu-west-1");
  });

  scenario("is not replaced by another when the address names one that is not on offer", async ({ page, shell, sandbox }) => {
    await page.goto("/training?region=evil.example");
    await shell.heading("Region not available").waitFor();
    assert.deepEqual((await sandbox.calls()).filter((call) => call.service === "iot"), []);
    await shell.region.selectOption("us-east-1");
    await shell.heading("Training").waitFor();
  });
});
