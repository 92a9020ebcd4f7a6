// The sandbox server: starts it, and speaks to its control endpoints.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/**
 * A call that reached the sandbox.
 *
 * @typedef {object} Call
 * @property {string | null} operation
 * @property {string} service
 * @property {string | null} region
 * @property {string} method
 * @property {string} path
 * @property {string} query empty for none
 * @property {number | null} status
 * @property {string | null} body
 */

/**
 * @typedef {"throttle" | "internal" | "slow" | "drop" | "lost-answer" | "garbage" | "expired-token" | "denied"
 *   | "skewed-clock" | "not-found" | "invalid"} Fault
 */

/** How much of the server's log is kept, in characters, to tell why it did not start. */
const LOG_KEPT = 4000;

/** A running server. */
export class Sandbox {
  /** @type {import("node:child_process").ChildProcess} */
  #process;

  /** URL of the page. */
  page;

  /** Origin of the services. */
  aws;

  /**
   * @param {import("node:child_process").ChildProcess} process
   * @param {{ page: string, aws: string }} addresses
   */
  constructor(process, addresses) {
    this.#process = process;
    this.page = addresses.page;
    this.aws = addresses.aws;
  }

  /**
   * Starts a server on ports of its own, which lets everybody in as a guest unless the options say otherwise.
   *
   * @param {...string} options as the server takes them
   */
  static async start(...options) {
    const server = spawn(
      environment("SANDBOX_BIN"),
      ["--port", "0", "--aws-port", "0", "--dist", environment("DIST"), "--sign-in", "guest", ...options],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    // Whatever ends this process ends the server.
    process.once("exit", () => server.kill("SIGKILL"));
    let log = "";
    server.stderr.on("data", (text) => (log = (log + text).slice(-LOG_KEPT)));
    const ended = once(server, "close").then(([code]) => {
      throw new Error(`The sandbox server ended with ${code}:\n${log}`);
    });
    const [line] = await Promise.race([once(createInterface(server.stdout), "line"), ended]);
    // From here on its end is expected.
    ended.catch(() => {});
    return new Sandbox(server, JSON.parse(line));
  }

  async stop() {
    const closed = once(this.#process, "close");
    // At once: there is nothing that it would have to put away.
    if (this.#process.kill("SIGKILL")) {
      await closed;
    }
  }

  /** Everything as it was at the start. */
  async reset() {
    await this.#control("POST", "reset");
  }

  /**
   * Makes an operation misbehave.
   *
   * @param {string} operation its name, or `*`
   * @param {Fault} fault
   * @param {{ times?: number, delayMs?: number }} [details] without `times`: until cleared
   */
  async fault(operation, fault, details = {}) {
    await this.#control("POST", "faults", { operation, fault, ...details });
  }

  async clearFaults() {
    await this.#control("DELETE", "faults");
  }

  /** Sets the server's clock that far from real time. @param {number} offsetSeconds */
  async moveClock(offsetSeconds) {
    await this.#control("POST", "clock", { offsetSeconds });
  }

  /**
   * The calls since the last reset, oldest first.
   *
   * @param {string} [operation] only those of this operation
   * @returns {Promise<Call[]>}
   */
  async calls(operation) {
    const entries = await (await this.#control("GET", "requests")).json();
    /** @type {Call[]} */
    const calls = entries.map((/** @type {any} */ entry) => ({ ...entry, query: entry.query ?? "" }));
    return operation === undefined ? calls : calls.filter((call) => call.operation === operation);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  async #control(method, path, body) {
    const response = await fetch(`${this.aws}/_sandbox/${path}`, { method, body: body && JSON.stringify(body) });
    if (!response.ok) {
      throw new Error(`${method} ${path}: HTTP ${response.status}, ${await response.text()}`);
    }
    return response;
  }
}

/** @param {string} name */
function environment(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set. \`cargo xtask test e2e\` sets it.`);
  }
  return value;
}
