// Looks out for what no page may do: complain on its console, throw, or break the content security policy (of which
// the browser tells on the console as well).

import assert from "node:assert/strict";

/** What the browser says when a request fails, which is no fault of the page. */
const FAILED_REQUEST = /^Failed to load resource: |has been blocked by CORS policy: /;

/**
 * What it says of the module's preload, to which Trunk gives a digest. The browser does not look at it there, but where
 * boot.js fetches the module.
 */
const IGNORED_DIGEST = /^The `integrity` attribute is currently ignored for preload destinations/;

/** What went wrong on a page. */
export class Watch {
  /** @type {string[]} */
  #complaints = [];
  /** @type {string[]} */
  #said = [];
  /** @type {RegExp[]} */
  #expected = [IGNORED_DIGEST];

  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    page.on("pageerror", (error) => this.#complaints.push(`Thrown: ${error.stack ?? error}`));
    page.on("console", (message) => {
      this.#said.push(message.text());
      if (["error", "warning", "assert"].includes(message.type())) {
        this.#complaints.push(message.text());
      }
    });
  }

  /** The test makes the browser say this. @param {RegExp} complaint */
  expect(complaint) {
    this.#expected.push(complaint);
  }

  /** The test makes requests fail. */
  expectFailedRequests() {
    this.expect(FAILED_REQUEST);
  }

  /** Everything that was said on the console. */
  said() {
    return this.#said;
  }

  /** Fails if there was anything to complain about. */
  check() {
    const isExpected = (/** @type {string} */ complaint) => this.#expected.some((pattern) => pattern.test(complaint));
    const unexpected = this.#complaints.filter((complaint) => !isExpected(complaint));
    assert.deepEqual(unexpected, [], "the browser complained");
  }
}
