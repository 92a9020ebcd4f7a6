// Takes pictures of the console.
//
// `node screenshots.mjs` makes the README's again, in docs/. `node screenshots.mjs FOLDER` takes every screen, and the
// states people meet, into FOLDER: light, dark, on a phone, and where the system chooses the colors. For looking at,
// not for comparing.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./support/browser.mjs";
import { Sandbox } from "./support/sandbox.mjs";
import { Screens } from "./support/screens.mjs";
import { signInEachTime } from "./support/screens/sign_in.mjs";

/**
 * @typedef {Screens & { page: import("playwright-core").Page, sandbox: Sandbox }} Stage
 * @typedef {{ name: string, options: import("playwright-core").BrowserContextOptions }} Look
 */

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const LIGHT = { name: "light", options: { ...DESKTOP, colorScheme: /** @type {const} */ ("light") } };
const DARK = { name: "dark", options: { ...DESKTOP, colorScheme: /** @type {const} */ ("dark") } };
const PHONE = { name: "phone", options: { viewport: { width: 360, height: 740 } } };
const FORCED = { name: "forced-colors", options: { ...DESKTOP, forcedColors: /** @type {const} */ ("active") } };

/** The README's pictures. @type {[string, Look, (stage: Stage) => Promise<void>][]} */
const README = [
  // The fleets of sensors: one of them has models in every state.
  [
    "screenshot-training",
    LIGHT,
    async ({ page, training }) => {
      await training.openAndRead("?filter=sensors");
      await page.locator(".calls[data-state=idle]").waitFor();
    },
  ],
];

/** Every screen, and how to get there. @type {Record<string, (stage: Stage) => Promise<void>>} */
const SCREENS = {
  overview: ({ shell }) => shell.open("/"),
  training: ({ training }) => training.openAndRead(),
  "training-reading": async ({ training, sandbox }) => {
    await sandbox.fault("GetBehaviorModelTrainingSummaries", "slow", { times: 3, delayMs: 60_000 });
    await training.open();
    await training.bodyRows.nth(40).waitFor();
  },
  "training-no-match": async ({ page, training }) => {
    await training.openAndRead("?filter=nothing");
    await page.getByText("No behavior matches").waitFor();
  },
  "training-denied": async ({ shell, training, sandbox }) => {
    await sandbox.fault("GetBehaviorModelTrainingSummaries", "denied");
    await training.openAndRead();
    await shell.alert.first().waitFor();
  },
  "training-partial": async ({ shell, training, sandbox }) => {
    await sandbox.fault("GetBehaviorModelTrainingSummaries", "garbage", { times: 2 });
    await training.openAndRead();
    await shell.alert.first().waitFor();
  },
  "mitigation-form": ({ mitigation }) => mitigation.open(),
  "mitigation-form-refused": async ({ mitigation }) => {
    await mitigation.open();
    await mitigation.fillBehavior("factory-floor-sensors", "no such behavior");
    await mitigation.review.click();
    await mitigation.errorSummary.waitFor();
  },
  "mitigation-form-filled": async ({ mitigation }) => {
    await mitigation.open();
    await mitigation.fillBehavior("factory-floor-sensors", "messages-sent");
    await mitigation.add("quarantine", "watch-closely");
    await mitigation.actionRow("watch-closely").getByText("To undo").waitFor();
  },
  "mitigation-review": async ({ page, mitigation }) => {
    await mitigation.openReviewOf("violation-1", "violation-2", "violation-3");
    await page.getByText("To undo").last().waitFor();
  },
  "mitigation-not-started": async ({ mitigation, sandbox }) => {
    await sandbox.fault("StartDetectMitigationActionsTask", "drop");
    await mitigation.openReviewOf("violation-1");
    await mitigation.confirmCheckBox.check();
    await mitigation.startTask.click();
    await mitigation.sendAgain.waitFor();
  },
  "task-in-progress": async ({ mitigation, task }) => {
    await mitigation.openReviewOf("violation-1");
    await mitigation.confirmCheckBox.check();
    await mitigation.startTask.click();
    await task.isIn("In progress");
  },
  "task-ended": async ({ mitigation, task, sandbox }) => {
    await mitigation.openReviewOf("violation-1", "violation-2");
    await mitigation.confirmCheckBox.check();
    await mitigation.startTask.click();
    await task.isIn("In progress");
    await sandbox.moveClock(60);
    await task.isIn("Successful");
  },
  "task-not-found": async ({ page, task }) => {
    await task.open("no-such-task");
    await page.getByText("No such task").waitFor();
  },
  detectors: async ({ detectors }) => {
    await detectors.open();
    await detectors.table.waitFor();
  },
  "detectors-denied": async ({ page, detectors, sandbox }) => {
    await sandbox.fault("GetDetectors", "denied");
    await detectors.open();
    await page.getByText("frauddetector:GetDetectors").waitFor();
  },
  detector: async ({ detector }) => {
    await detector.open("payment_screening");
    await detector.versions.waitFor();
  },
  "detector-version": async ({ detectorVersion }) => {
    await detectorVersion.open("payment_screening", 1);
    await detectorVersion.rules.first().getByText("Expression").waitFor();
  },
  "detector-version-denied": async ({ shell, detectorVersion, sandbox }) => {
    await sandbox.fault("GetDetectorVersion", "denied");
    await detectorVersion.open("payment_screening", 1);
    await shell.alert.waitFor();
  },
  "sign-in": ({ signIn }) => signIn.openPage(),
  "sign-in-refused": async ({ page, signIn }) => {
    await signIn.openPage("/?code=x&state=y");
    await page.getByText("This sign-in was not used.").waitFor();
    await signIn.credentials.fill("ASIAIOSFODNN7EXAMPLE");
    await signIn.use.click();
  },
  session: async ({ page, shell }) => {
    await shell.open("/session");
    await page.getByText("Identity ID").waitFor();
  },
  requests: async ({ training, requests, sandbox }) => {
    await sandbox.fault("GetBehaviorModelTrainingSummaries", "throttle", { times: 1 });
    await sandbox.fault("ListSecurityProfiles", "internal", { times: 1 });
    await training.openAndRead("?filter=sensors");
    await requests.go();
  },
  "requests-details": async ({ training, requests, sandbox }) => {
    await sandbox.fault("ListSecurityProfiles", "throttle", { times: 1 });
    await training.openAndRead();
    await requests.go();
    await requests.filter.fill("list");
    await requests.opener("ListSecurityProfiles").click();
    await requests.details.waitFor();
  },
  "requests-empty": async ({ page, shell, requests }) => {
    await shell.open("/requests");
    await requests.opener("GetCredentialsForIdentity").waitFor();
    await requests.clear.click();
    await page.getByText("No calls", { exact: true }).waitFor();
  },
  "requests-throttled": async ({ training, requests, sandbox }) => {
    await sandbox.fault("GetBehaviorModelTrainingSummaries", "throttle");
    await training.open();
    await requests.link.filter({ hasText: "Throttled" }).waitFor();
  },
  "session-account": async ({ page, shell }) => {
    await shell.open("/session");
    await page.getByText("assumed-role").waitFor();
  },
  "settings-of-user": async ({ page, shell }) => {
    await shell.open("/settings");
    await page.getByText("list detectors").waitFor();
    await page.getByText("Checking").first().waitFor({ state: "detached" });
  },
  "settings-denied": async ({ page, shell, sandbox }) => {
    await sandbox.fault("ListSecurityProfiles", "denied");
    await shell.open("/settings");
    await page.getByText("frauddetector:GetDetectors").waitFor();
    await page.getByText("Checking").first().waitFor({ state: "detached" });
  },
  "palette-of-user": async ({ page, training }) => {
    await training.openAndRead();
    await page.getByRole("button", { name: "Copy as" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("option", { name: "Detector payment_screening" }).waitFor();
    await page.keyboard.type("pay");
  },
  keys: async ({ page, training }) => {
    await training.openAndRead();
    await page.getByRole("button", { name: "Copy as" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
  },
  "copy-as": async ({ training, copyAs }) => {
    await training.openAndRead();
    await copyAs.open();
    await copyAs.choose("boto3");
  },
  "sign-in-viewer-mitigation": async ({ signIn, mitigation }) => {
    await signIn.openAs("/mitigation/new", "viewer");
    await mitigation.heading.waitFor();
  },
  "not-found": ({ shell }) => shell.open("/no/such/page"),
  setup: async ({ page, shell }) => {
    await page.route("**/config.json", (route) => route.fulfill({ json: { auth: {} } }));
    await page.goto("/");
    await shell.heading("Detect Console is not set up").waitFor();
  },
};

const [folder] = process.argv.slice(2);
const browser = await launch();
const guests = await Sandbox.start();
const users = await Sandbox.start("--sign-in", "login");
const everybody = await Sandbox.start("--sign-in", "both");
try {
  if (folder) {
    for (const look of [LIGHT, DARK, PHONE, FORCED]) {
      for (const [name, go] of Object.entries(SCREENS)) {
        await take(join(folder, `${name}-${look.name}.png`), sandboxOf(name), look, go, true);
      }
    }
  } else {
    const docs = fileURLToPath(new URL("../docs", import.meta.url));
    for (const [name, look, go] of README) {
      await take(join(docs, `${name}.png`), guests, look, go, false);
    }
  }
} finally {
  await browser.close();
  await Promise.all([guests, users, everybody].map((sandbox) => sandbox.stop()));
}

/** Who lets one in to a screen. @param {string} name */
function sandboxOf(name) {
  // Guests have no part in Fraud Detector.
  return name.startsWith("detector") || name.endsWith("-of-user") ? users : name.startsWith("sign-in") ? everybody : guests;
}

/**
 * @param {string} file
 * @param {Sandbox} sandbox
 * @param {Look} look
 * @param {(stage: Stage) => Promise<void>} go
 * @param {boolean} fullPage
 */
async function take(file, sandbox, look, go, fullPage) {
  await sandbox.reset();
  const context = await browser.newContext({ baseURL: sandbox.page, reducedMotion: "reduce", ...look.options });
  const page = await context.newPage();
  if (sandbox === users) {
    signInEachTime(page, "responder");
  }
  await go(Object.assign(new Screens(page), { page, sandbox }));
  await mkdir(join(file, ".."), { recursive: true });
  await page.screenshot({ path: file, fullPage });
  console.log(file);
  await context.close();
}
