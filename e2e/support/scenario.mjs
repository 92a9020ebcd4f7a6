// A test on a fresh page of the console, against a sandbox as it was at its start.
//
// All tests of a process share one browser, and one sandbox server for each set of the server's options. They share the
// browser's cache, too, which saves most of the time, unless they ask for a browser context of their own.

import { after, test } from "node:test";
import { launch } from "./browser.mjs";
import { Sandbox } from "./sandbox.mjs";
import { Screens } from "./screens.mjs";
import { PASSWORDS, signInEachTime } from "./screens/sign_in.mjs";
import { requestsOf } from "./traffic.mjs";
import { Watch } from "./watch.mjs";

/**
 * What a test works with.
 *
 * @typedef {object} Stage
 * @property {import("playwright-core").Page} page
 * @property {import("playwright-core").BrowserContext} context
 * @property {Sandbox} sandbox
 * @property {Watch} watch
 * @property {(operation: string, fault: import("./sandbox.mjs").Fault,
 *   details?: { times?: number, delayMs?: number }) => Promise<void>} fault makes an operation misbehave, and expects
 *   that requests fail
 * @property {import("node:test").TestContext} t
 */

/** Lets nobody in but users of the user pool. */
const USERS_ONLY = ["--sign-in", "login"];

/** How long a page may take for one step. */
const PATIENCE_MS = 10_000;

/** How much of the page a failure shows, in characters. */
const SHOWN = 6000;

/** @type {Promise<import("playwright-core").Browser> | undefined} */
let browser;
/** By the options of the server. @type {Map<string, Promise<Sandbox>>} */
const sandboxes = new Map();
/** By the URL of the server. @type {Map<string, Promise<import("playwright-core").BrowserContext>>} */
const contexts = new Map();

after(async () => {
  await (await browser)?.close();
  await Promise.all([...sandboxes.values()].map(async (sandbox) => (await sandbox).stop()));
});

/**
 * Declares a test.
 *
 * @param {string} name a sentence
 * @param {(stage: Stage & Screens) => Promise<void>} body
 * @param {{
 *   sandbox?: string[],
 *   context?: import("playwright-core").BrowserContextOptions,
 *   as?: keyof typeof PASSWORDS,
 * }} [options] `sandbox`: of the server; `context`: the test gets a browser context of its own, with these options;
 *   `as`: it is signed in as this user, otherwise as a guest
 */
export function scenario(name, body, options = {}) {
  test(name, async (t) => {
    const sandbox = await sandboxWith([...(options.as ? USERS_ONLY : []), ...(options.sandbox ?? [])]);
    await sandbox.reset();
    const context = await (options.context ? newContext(sandbox, options.context) : sharedContext(sandbox));
    const requests = requestsOf(context);
    const page = await context.newPage();
    if (options.as) {
      signInEachTime(page, options.as);
    }
    try {
      const watch = new Watch(page);
      /** @type {Stage["fault"]} */
      const fault = async (operation, fault, details) => {
        watch.expectFailedRequests();
        await sandbox.fault(operation, fault, details);
      };
      try {
        await body(Object.assign(new Screens(page), { page, context, sandbox, watch, fault, t }));
      } catch (error) {
        throw await withPage(error, page);
      }
      watch.check();
    } finally {
      await requests.closePages();
      if (options.context) {
        await context.close();
      }
    }
  });
}

/**
 * Declares a test that is signed in: guests have no part in Fraud Detector.
 *
 * @type {typeof scenario}
 */
export const scenarioOfUser = (name, body, options) => scenario(name, body, { as: "responder", ...options });

/**
 * @param {Sandbox} sandbox
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function newContext(sandbox, options) {
  browser ??= launch();
  const context = await (await browser).newContext({ baseURL: sandbox.page, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** @param {Sandbox} sandbox */
function sharedContext(sandbox) {
  const context = contexts.get(sandbox.page) ?? newContext(sandbox);
  contexts.set(sandbox.page, context);
  return context;
}

/** @param {string[]} options */
function sandboxWith(options) {
  const key = options.join(" ");
  const sandbox = sandboxes.get(key) ?? Sandbox.start(...options);
  sandboxes.set(key, sandbox);
  return sandbox;
}

/**
 * The error, with what the page looked like added to it.
 *
 * @param {unknown} error
 * @param {import("playwright-core").Page} page
 */
async function withPage(error, page) {
  if (error instanceof Error) {
    const body = await page.locator("body").ariaSnapshot().catch(String);
    error.stack += `\n\nThe page was ${page.url()}:\n${body.slice(0, SHOWN)}\n`;
  }
  return error;
}
