// axe-core on a page as it stands.

import assert from "node:assert/strict";
import axe from "axe-core";

const OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  // axe ships both switched off.
  rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true } },
  resultTypes: ["violations"],
};

/**
 * Fails if axe finds a violation, in light or in dark.
 *
 * @param {import("playwright-core").Page} page
 */
export async function expectAccessible(page) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], `axe, ${colorScheme}`);
  }
}

/**
 * What axe finds: a text for each element.
 *
 * @param {import("playwright-core").Page} page
 * @param {...string} without rules that do not fit
 * @returns {Promise<string[]>}
 */
export async function violations(page, ...without) {
  if (!(await page.evaluate(() => "axe" in globalThis))) {
    // Evaluating goes past the content security policy, as a script of the page could not.
    await page.evaluate(axe.source);
  }
  const rules = { ...OPTIONS.rules, ...Object.fromEntries(without.map((rule) => [rule, { enabled: false }])) };
  const found = await page.evaluate(async (options) => (await globalThis.axe.run(document, options)).violations, {
    ...OPTIONS,
    rules,
  });
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => `${id}: ${target.join(" ")}\n${html}\n${failureSummary}`),
  );
}
