// What it costs to see the first row: bytes, requests, and what travels side by side.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { scenario } from "../support/scenario.mjs";

/** Everything that travels until the first row shows, in bytes: the figure stands in xtask/src/size.rs. */
const BUDGET_BYTES = Number(process.env.SIZE_BUDGET);

/** Requests before the first call to AWS: the page, its style, two scripts, the module, config.json. */
const BUDGET_REQUESTS = 6;

/** A round trip long enough to tell what waits for what. */
const LATENCY_MS = 150;

/** Requests for training summaries. */
const SUMMARIES = /\/behavior-model-training\/summaries/;

/** An empty cache. */
const COLD = { context: {} };

/**
 * A request of a page, by the browser's own records; times in seconds.
 *
 * @typedef {{ url: string, start: number, end: number }} Record
 */

/**
 * Records every request of a page.
 *
 * @param {import("playwright-core").Page} page
 * @param {number} latency in milliseconds
 * @returns {Promise<Map<string, Record>>} in the order of their start
 */
async function record(page, latency) {
  const session = await page.context().newCDPSession(page);
  /** @type {Map<string, Record>} */
  const records = new Map();
  session.on("Network.requestWillBeSent", ({ requestId, request, timestamp }) => {
    records.set(requestId, { url: request.url, start: timestamp, end: Infinity });
  });
  session.on("Network.loadingFinished", ({ requestId, timestamp }) => {
    Object.assign(records.get(requestId) ?? {}, { end: timestamp });
  });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  return records;
}

describe("Until the first row of training summaries", () => {
  scenario(
    `at most ${BUDGET_BYTES / 1000} kB travel`,
    async ({ page, training, sandbox, t }) => {
      /** @type {import("playwright-core").Response[]} */
      const responses = [];
      page.on("response", (response) => responses.push(response));
      await training.openAndRead();

      /** @type {{ url: string, end: number, response: import("playwright-core").Response }[]} */
      const arrived = [];
      for (const response of responses.filter((response) => !response.url().startsWith("data:"))) {
        await response.finished();
        const { startTime, responseEnd } = response.request().timing();
        arrived.push({ url: response.url(), end: startTime + responseEnd, response });
      }
      // The first row is made of the first summaries. How many others come in before it is painted depends on how busy
      // the machine is.
      const ofFirstRow = Math.min(...arrived.filter(({ url }) => SUMMARIES.test(url)).map(({ end }) => end));
      let total = 0;
      for (const { url, response } of arrived.filter(({ end }) => end <= ofFirstRow)) {
        const bytes = await sizeOf(response, sandbox.page);
        total += bytes;
        t.diagnostic(`${String(bytes).padStart(7)} B  ${url}`);
      }
      t.diagnostic(`${String(total).padStart(7)} B  in all, files compressed by brotli`);
      assert.ok(total <= BUDGET_BYTES, `${total} bytes`);
    },
    COLD,
  );

  scenario(
    "few requests come before the first call to AWS, none twice",
    async ({ page, training, sandbox, t }) => {
      const records = await record(page, 0);
      await training.open();
      await training.bodyRows.first().waitFor();
      const urls = [...records.values()].map(({ url }) => url).filter((url) => !url.startsWith("data:"));
      const first = urls.findIndex((url) => url.startsWith(sandbox.aws));
      const before = urls.slice(0, first);
      before.forEach((url) => t.diagnostic(new URL(url).pathname));
      assert.ok(before.length <= BUDGET_REQUESTS, before.join("\n"));
      assert.equal(new Set(before).size, before.length, before.join("\n"));
      assert.deepEqual(
        urls.slice(first).filter((url) => url.startsWith(sandbox.page) && !url.endsWith("_later.wasm")),
        [],
        "nothing is fetched late but what other pages need",
      );
    },
    COLD,
  );

  scenario(
    "the configuration, the scripts and the module travel side by side",
    async ({ page, training }) => {
      const records = await record(page, LATENCY_MS);
      await training.open();
      await training.bodyRows.first().waitFor();
      const find = (/** @type {RegExp} */ pattern) => {
        const found = [...records.values()].find(({ url }) => pattern.test(url));
        assert.ok(found, `${pattern}`);
        return found;
      };
      const parts = [/config\.json$/, /_bg\.wasm$/, /boot.*\.js$/, /detect-console.*\.js$/, /\.css$/].map(find);
      const lastStart = Math.max(...parts.map(({ start }) => start));
      const firstEnd = Math.min(...parts.map(({ end }) => end));
      assert.ok(lastStart < firstEnd, JSON.stringify(parts, null, 1));
    },
    COLD,
  );
});

/**
 * What a response weighs: files as a static host sends them, compressed by brotli; the services' answers as they are.
 *
 * @param {import("playwright-core").Response} response
 * @param {string} pageUrl
 */
async function sizeOf(response, pageUrl) {
  const body = await response.body();
  return response.url().startsWith(pageUrl) ? brotliCompressSync(body).length : body.length;
}
