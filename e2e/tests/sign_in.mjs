// The ways in: managed login, as a guest, with pasted credentials.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { expectAccessible } from "../support/accessibility.mjs";
import { hasFocus } from "../support/keyboard.mjs";
import { scenario } from "../support/scenario.mjs";

/** Everybody may come in, by every way. */
const BOTH = { sandbox: ["--sign-in", "both"], context: {} };

/** Managed login's answer in an address. */
const ANSWER = /[?&](code|state|error)=/;

describe("The sign-in page", () => {
  scenario(
    "offers what the configuration allows, and reads nothing before",
    async ({ page, signIn, sandbox }) => {
      await page.goto("/training");
      await signIn.heading.waitFor();
      await expectAccessible(page);
      assert.equal(await signIn.signIn.count(), 1);
      assert.equal(await signIn.asGuest.count(), 1);
      assert.deepEqual(await sandbox.calls(), []);
    },
    BOTH,
  );

  scenario(
    "fits into 320 pixels",
    async ({ page, signIn, shell }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto("/");
      await signIn.heading.waitFor();
      assert.equal(await shell.overhang(), 0);
    },
    BOTH,
  );

  scenario(
    "lets guests in where they are let in",
    async ({ page, signIn, training, shell }) => {
      await page.goto("/training");
      await signIn.asGuest.click();
      await training.finished();
      assert.ok(await hasFocus(training.heading));
      assert.match(await shell.session.innerText(), /Guest/);
    },
    BOTH,
  );
});

describe("Managed login", () => {
  scenario(
    "leads back to the page where one was, and nothing of it stays in the address or in storage",
    async ({ page, signIn, training, shell }) => {
      await signIn.openAs("/training?region=us-east-1&status=ACTIVE", "viewer");
      await training.finished();
      assert.equal(shell.parameter("status"), "ACTIVE");
      assert.doesNotMatch(page.url(), ANSWER);
      assert.match(await shell.banner.innerText(), /viewer/);
      const kept = await page.evaluate(() => [sessionStorage.length, localStorage.length]);
      assert.deepEqual(kept, [0, 0]);
    },
    BOTH,
  );

  scenario(
    "asks for no password while its own session lasts",
    async ({ page, signIn, training }) => {
      await signIn.openAs("/training", "viewer");
      await training.finished();
      await page.reload();
      await signIn.signIn.click();
      await training.finished();
    },
    BOTH,
  );

  scenario(
    "that is cancelled is said to be",
    async ({ page, signIn, shell }) => {
      await page.goto("/detectors");
      await signIn.signIn.click();
      await signIn.login.cancel.click();
      await signIn.heading.waitFor();
      await page.getByText("You were not signed in.").waitFor();
      assert.doesNotMatch(page.url(), ANSWER);
      assert.equal(new URL(page.url()).pathname, "/detectors");
      await expectAccessible(page);
      assert.equal(await shell.overhang(), 0);
    },
    BOTH,
  );

  scenario(
    "that a guest cancels or goes back from leads back to the guest's page",
    async ({ page, signIn, shell, training }) => {
      await page.goto("/training");
      await signIn.asGuest.click();
      await training.finished();
      for (const goBack of [() => signIn.login.cancel.click(), () => page.goBack()]) {
        await shell.banner.getByRole("button", { name: "Sign in" }).click();
        await signIn.login.cancel.waitFor();
        await goBack();
        await training.finished();
        assert.match(await shell.banner.innerText(), /Guest/);
        assert.doesNotMatch(page.url(), ANSWER);
      }
      await shell.banner.getByRole("button", { name: "Sign in" }).click();
      await signIn.login.cancel.click();
      await page.getByRole("status", { name: "Notifications" }).getByText("You were not signed in.").waitFor();
      await expectAccessible(page);
    },
    BOTH,
  );

  scenario(
    "answers that no tab asked for are not used",
    async ({ page, signIn, sandbox }) => {
      await page.goto("/?code=stolen&state=made-up");
      await signIn.heading.waitFor();
      await page.getByText("This sign-in was not used.").waitFor();
      assert.doesNotMatch(page.url(), ANSWER);
      assert.deepEqual(await sandbox.calls(), []);
    },
    BOTH,
  );

  scenario(
    "answers with a state that is not this tab's are not used",
    async ({ page, signIn, sandbox }) => {
      await page.goto("/training");
      await signIn.signIn.click();
      await signIn.login.heading.waitFor();
      await page.goto(`${sandbox.page}?code=stolen&state=made-up`);
      await page.getByText("This sign-in was not used.").waitFor();
      assert.deepEqual(await page.evaluate(() => sessionStorage.length), 0, "the attempt is over");
    },
    BOTH,
  );

  scenario(
    "whose code is refused says so",
    async ({ page, signIn, watch }) => {
      watch.expectFailedRequests();
      // Somebody has used the code already.
      await page.route("**/oauth2/token", (route) => route.fulfill({ status: 400, json: { error: "invalid_grant" } }));
      await signIn.openAs("/training", "viewer");
      await page.getByText("Could not finish signing in").or(page.getByText("Not allowed to finish signing in")).waitFor();
      await page.unroute("**/oauth2/token");
    },
    BOTH,
  );
});

describe("Pasted credentials", () => {
  /** Credentials of the sandbox, as an unsigned request gets them. @param {string} aws */
  async function credentials(aws) {
    const call = async (/** @type {string} */ operation, /** @type {object} */ body) => {
      const headers = {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityService.${operation}`,
      };
      return (await fetch(aws, { method: "POST", headers, body: JSON.stringify(body) })).json();
    };
    const { IdentityId } = await call("GetId", { IdentityPoolId: "us-east-1:5a4d6b0c-0000-4000-8000-000000000001" });
    return (await call("GetCredentialsForIdentity", { IdentityId })).Credentials;
  }

  scenario(
    "are used, and stand nowhere afterwards",
    async ({ page, signIn, training, sandbox }) => {
      const { AccessKeyId, SecretKey, SessionToken } = await credentials(sandbox.aws);
      await page.goto("/training");
      await signIn.credentials.fill(
        `export AWS_ACCESS_KEY_ID=${AccessKeyId}\nexport AWS_SECRET_ACCESS_KEY=${SecretKey}\nexport AWS_SESSION_TOKEN=${SessionToken}`,
      );
      await signIn.use.click();
      await training.finished();
      const everything = await page.evaluate(() =>
        JSON.stringify([document.documentElement.outerHTML, { ...sessionStorage }, { ...localStorage }, location.href]),
      );
      assert.ok(!everything.includes(SecretKey) && !everything.includes(SessionToken));
    },
    BOTH,
  );

  scenario(
    "that are none are told at the field, which keeps them",
    async ({ page, signIn }) => {
      await page.goto("/training");
      await signIn.credentials.fill("AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
      await signIn.use.click();
      await page.getByText("These are keys that do not expire.").waitFor();
      assert.match(await signIn.credentials.inputValue(), /^AKIA/);
      await expectAccessible(page);
    },
    BOTH,
  );

  scenario(
    "that expire are asked for again, and the page waits",
    async ({ page, shell, signIn, training, sandbox, watch }) => {
      watch.expectFailedRequests();
      const paste = async () => {
        const { SecretKey: SecretAccessKey, Expiration, ...others } = await credentials(sandbox.aws);
        const expiration = new Date(Expiration * 1000).toISOString();
        await page
          .getByRole("textbox", { name: "Temporary credentials" })
          .fill(JSON.stringify({ Credentials: { ...others, SecretAccessKey, Expiration: expiration } }));
        await signIn.use.click();
      };
      await page.goto("/training");
      await paste();
      await training.finished();
      const before = await training.count();
      await sandbox.moveClock(130);
      await page.clock.setSystemTime(Date.now() + 130_000);
      await training.refresh.click();
      await signIn.dialog.waitFor();
      await page.getByText("The pasted credentials have expired.").waitFor();
      await paste();
      await signIn.dialog.waitFor({ state: "hidden" });
      // Nobody knows whose credentials they are: what waited is not carried out with them unasked.
      await shell.retry.first().click();
      await training.finished();
      assert.equal(await training.count(), before);
    },
    { sandbox: ["--sign-in", "both", "--session-seconds", "120"], context: {} },
  );
});
