// Chromium, started once.

import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium: the one that `CHROMIUM` names. */
export async function launch() {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) {
    throw new Error("CHROMIUM is not set. `cargo xtask test e2e` sets it.");
  }
  // Chromium's own sandbox refuses to work for root.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: isRoot ? [...ARGUMENTS, "--no-sandbox"] : ARGUMENTS });
}
