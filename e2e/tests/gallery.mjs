// Every component in every state, on the page of a development build that shows them all: `cargo xtask test gallery`.
// Leaves pictures in target/gallery for a reviewer to look through.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { fileURLToPath } from "node:url";
import { expectAccessible, violations } from "../support/accessibility.mjs";
import { until } from "../support/eventually.mjs";
import { scenario } from "../support/scenario.mjs";

const FOLDER = fileURLToPath(new URL("../../target/gallery/", import.meta.url));

/** @typedef {import("playwright-core").Page} Page */

/** @type {Record<string, { width: number, media: Parameters<Page["emulateMedia"]>[0] }>} */
const LOOKS = {
  light: { width: 1280, media: { colorScheme: "light" } },
  dark: { width: 1280, media: { colorScheme: "dark" } },
  phone: { width: 360, media: { colorScheme: "light" } },
  "forced-colors": { width: 1280, media: { colorScheme: "light", forcedColors: "active" } },
  "forced-colors-dark": { width: 1280, media: { colorScheme: "dark", forcedColors: "active" } },
};

/**
 * What only shows when somebody does something, and how to put it away. A picture of the window, not of the page.
 *
 * @type {Record<string, { open: (page: Page) => Promise<void>, close?: (page: Page) => Promise<void> }>}
 */
const OPENED = {
  focus: {
    open: async (page) => {
      await page.getByRole("button", { name: "Action of the page" }).focus();
      await page.keyboard.press("Tab");
    },
  },
  tooltip: { open: (page) => page.getByRole("button", { name: "Point at this" }).last().hover() },
  "copy-as": {
    open: async (page) => {
      await page.getByRole("button", { name: "Copy as" }).click();
      await page.getByRole("button", { name: "PowerShell" }).click();
    },
    close: (page) => page.keyboard.press("Escape"),
  },
  notifications: {
    open: async (page) => {
      const section = page.locator("section").filter({ has: page.getByRole("heading", { name: "Notification" }) });
      for (const name of ["Success", "Warning", "Error"]) {
        await section.getByRole("button", { name }).click();
      }
    },
    close: async (page) => {
      for (let left = 3; left > 0; left--) {
        await page.locator(".notifications").getByRole("button", { name: "Dismiss" }).first().click();
      }
    },
  },
  palette: {
    open: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog", { name: "Command palette" }).waitFor();
    },
    close: (page) => page.keyboard.press("Escape"),
  },
  keys: {
    open: (page) =>
      // A key counts as typed as long as the focus has not left the field of the palette.
      until(async () => {
        await page.keyboard.press("?");
        assert.ok(await page.getByRole("dialog", { name: "Keys" }).isVisible());
      }),
    close: (page) => page.keyboard.press("Escape"),
  },
};

/** What says a state by its looks: an element in that state, and how to take it away from it. */
const STATES = /** @type {[string, string, (element: any) => void][]} */ ([
  ["the page one is on", ".side-navigation a", (link) => link.setAttribute("aria-current", "page")],
  ["a blocked button", ".button[aria-disabled=true]:not(.busy)", (button) => button.removeAttribute("aria-disabled")],
  ["a busy button", ".button.busy", (button) => button.classList.remove("busy")],
  ["a primary button", ".button.primary", (button) => button.classList.remove("primary")],
  ["a field with an error", "#text-error", (field) => field.removeAttribute("aria-invalid")],
  ["a ticked box", "#check-hint", (box) => (box.checked = false)],
  ["how far something has come", "progress[value='12']", (progress) => (progress.value = 30)],
  ["that something goes on", "progress:not([value])", (progress) => (progress.value = 0)],
  // The bars of neighbors differ in length.
  ["a row that is waited for", ".skeleton-row", (row) => row.before(document.createElement("p"))],
]);

/** @param {Page} page @param {keyof typeof LOOKS} look */
async function look(page, look) {
  const { width, media } = LOOKS[look];
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ forcedColors: "none", ...media });
}

describe("The gallery", () => {
  for (const name of Object.keys(LOOKS)) {
    scenario(`is there to be looked at: ${name}`, async ({ page, shell, watch }) => {
      // Of the palette: guests have no part in Fraud Detector.
      watch.expectFailedRequests();
      await look(page, name);
      await shell.open("/gallery");
      await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage: true });
      for (const [opened, { open, close }] of Object.entries(OPENED)) {
        await open(page);
        await page.screenshot({ path: `${FOLDER}${name}-${opened}.png` });
        await close?.(page);
        await page.getByRole("dialog").waitFor({ state: "hidden" });
      }
    });
  }

  scenario(
    "is warned of a session that nears its end, and covered after it",
    async ({ page, signIn }) => {
      await page.clock.install();
      await signIn.openAs("/gallery", "responder");
      await page.getByRole("heading", { name: "Gallery" }).waitFor();
      /** @param {string} state */
      const takePictures = async (state) => {
        for (const name of Object.keys(LOOKS)) {
          await look(page, name);
          await page.screenshot({ path: `${FOLDER}${name}-${state}.png` });
        }
      };
      // Five minutes for those who may start mitigation.
      await page.clock.fastForward(4.2 * 60 * 1000);
      await page.locator(".session-warning").getByRole("alert").waitFor();
      await takePictures("session-warning");
      await page.clock.fastForward(5.1 * 60 * 1000);
      await signIn.dialog.waitFor();
      await takePictures("covered");
      const { login, closed } = await signIn.openAgain(signIn.dialog);
      await signIn.dialog.getByText("Waiting for the window").waitFor();
      await takePictures("covered-and-waiting");
      await login.cancel.click();
      await closed;
      await signIn.dialog.getByText("You were not signed in.").waitFor();
      await takePictures("covered-still");
    },
    { sandbox: ["--sign-in", "both"], context: {} },
  );

  scenario("has nothing that axe finds wrong", async ({ page, shell }) => {
    await shell.open("/gallery");
    await expectAccessible(page);
    await page.emulateMedia({ forcedColors: "active" });
    // axe takes the text's color from the style sheet and the ground's from the system.
    assert.deepEqual(await violations(page, "color-contrast"), []);
  });

  scenario("fits into 320 pixels", async ({ page, shell }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await shell.open("/gallery");
    assert.equal(await shell.overhang(), 0);
  });

  for (const name of ["light", "dark", "forced-colors", "forced-colors-dark"]) {
    scenario(`shows each state by its looks: ${name}`, async ({ page, shell, watch }) => {
      // Of the palette: guests have no part in Fraud Detector.
      watch.expectFailedRequests();
      await look(page, name);
      await shell.open("/gallery");
      for (const [state, selector, takeAway] of STATES) {
        // By itself: it is no longer what the selector wants.
        const element = await page.waitForSelector(selector);
        const before = await element.screenshot();
        await element.evaluate(takeAway);
        assert.ok(!before.equals(await element.screenshot()), state);
      }
      await OPENED["copy-as"].open(page);
      assert.ok(await differ(page.locator(".copy-as [aria-pressed]")), "the text that is chosen");
      await page.keyboard.press("Escape");
      await OPENED.palette.open(page);
      assert.ok(await differ(page.locator(".palette [role=option]")), "the command that is chosen");
    });
  }

  scenario("moves nothing where people want no motion", async ({ page, shell }) => {
    await shell.open("/gallery");
    const moving = () => page.evaluate(() => document.getAnimations().length);
    await page.emulateMedia({ reducedMotion: "reduce" });
    assert.equal(await moving(), 0);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    assert.ok((await moving()) > 0);
  });
});

/**
 * Whether the first two, of which one is chosen, differ by their colors.
 *
 * @param {import("playwright-core").Locator} choices
 */
async function differ(choices) {
  // Both at once: the list is drawn anew when more is there.
  const [first, second] = await choices.evaluateAll((elements) =>
    elements.map((element) => {
      const { backgroundColor, color, borderTopColor, boxShadow } = getComputedStyle(element);
      return [backgroundColor, color, borderTopColor, boxShadow].join();
    }),
  );
  return first !== second;
}
