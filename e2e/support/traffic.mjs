// The requests of a test, none of which may reach the sandbox in the next one.

import { setTimeout as delay } from "node:timers/promises";

/** After this long the sandbox has certainly read a request, in milliseconds. It may answer whenever it likes. */
const READ_MS = 1000;

/**
 * Follows the requests of all pages of `context` from now on.
 *
 * @param {import("playwright-core").BrowserContext} context
 */
export function requestsOf(context) {
  /** @type {Set<import("playwright-core").Request>} */
  const underWay = new Set();
  /** @type {() => void} */
  let ended = () => {};
  const begin = (/** @type {import("playwright-core").Request} */ request) => void underWay.add(request);
  const finish = (/** @type {import("playwright-core").Request} */ request) => {
    underWay.delete(request);
    if (underWay.size === 0) {
      ended();
    }
  };
  context.on("request", begin).on("requestfinished", finish).on("requestfailed", finish);
  return {
    /**
     * Closes the pages. Before, lets nothing more leave, and waits for what has left already: a page that is closed
     * takes back its requests, but not out of the connection.
     */
    async closePages() {
      const pages = context.pages();
      await Promise.all(pages.map((page) => page.route("**/*", (route) => route.abort())));
      if (underWay.size > 0) {
        const all = new Promise((resolve) => (ended = () => resolve(undefined)));
        await Promise.race([all, delay(READ_MS)]);
      }
      await Promise.all(pages.map((page) => page.close()));
      context.off("request", begin).off("requestfinished", finish).off("requestfailed", finish);
    },
  };
}
