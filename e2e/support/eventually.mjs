// Waiting for what a page comes to.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE_MS = 10_000;
const INTERVAL_MS = 30;

/**
 * Waits until `probe` gives `expected`.
 *
 * @template T
 * @param {() => Promise<T>} probe
 * @param {T} expected
 */
export async function eventually(probe, expected) {
  await until(async () => assert.deepEqual(await probe(), expected));
}

/**
 * Waits until `check` no longer throws; throws what it threw last.
 *
 * @template T
 * @param {() => Promise<T>} check
 * @returns {Promise<T>}
 */
export async function until(check) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
    }
    await pause(INTERVAL_MS);
  }
}
