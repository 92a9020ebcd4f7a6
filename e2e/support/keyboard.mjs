// Using the console without a pointer.

import assert from "node:assert/strict";

/** More stops than any page has between two fields. */
const STOPS = 80;

/**
 * Presses Tab until `target` has the focus. Whatever has it on the way must show it and must not be covered.
 *
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").Locator} target
 * @param {"Tab" | "Shift+Tab"} [key]
 */
export async function tabTo(page, target, key = "Tab") {
  for (let stop = 0; stop < STOPS; stop++) {
    await page.keyboard.press(key);
    assert.equal(await focusProblem(page), null);
    if (await hasFocus(target)) {
      return;
    }
  }
  assert.fail(`${STOPS} times ${key} do not lead to ${target}`);
}

/**
 * Whether the focus is on `target`.
 *
 * @param {import("playwright-core").Locator} target
 */
export async function hasFocus(target) {
  return target.evaluate((element) => element === document.activeElement);
}

/**
 * What is wrong with how the focus shows; `null` if it shows well.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string | null>}
 */
async function focusProblem(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) {
      // Between the last element and the first the focus is the browser's.
      return null;
    }
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const isMarked = (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
    if (!isMarked) {
      return `The focus does not show on ${element.outerHTML}`;
    }
    // The first of the boxes: a link may be broken into several.
    const [box] = element.getClientRects();
    if (!box) {
      return `The focus is on something that is not shown: ${element.outerHTML}`;
    }
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const isOnTop = top && (element.contains(top) || top.contains(element));
    return isOnTop ? null : `${element.outerHTML} has the focus but ${top?.outerHTML ?? "the edge"} covers it`;
  });
}
