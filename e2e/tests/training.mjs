// The screen "Training" when all is well.

import assert from "node:assert/strict";
import { describe } from "node:test";
import { collect, iot } from "../support/answers.mjs";
import { eventually } from "../support/eventually.mjs";
import { hasFocus, tabTo } from "../support/keyboard.mjs";
import { scenario } from "../support/scenario.mjs";

const COLUMNS = [
  "Security profile",
  "Behavior",
  "Status",
  "Datapoints collected",
  "Collection started",
  "Last refresh",
];

/** Its models are in every odd state. */
const ODD_PROFILE = "factory-floor-sensors";

const WORDS = { PENDING_BUILD: "Pending build", ACTIVE: "Active", EXPIRED: "Expired" };

/** A world that is read at once. */
const SMALL = { sandbox: ["--profiles", "4"] };

describe("Training", () => {
  scenario("shows every summary of every security profile", async ({ page, training, sandbox }) => {
    const profiles = collect(page, iot("/security-profiles"));
    const summaries = collect(page, iot("/behavior-model-training/summaries"));
    await training.openAndRead();

    const names = (await profiles()).flatMap((answer) => answer.securityProfileIdentifiers.map(({ name }) => name));
    const asked = (await sandbox.calls("GetBehaviorModelTrainingSummaries")).map((call) =>
      new URLSearchParams(call.query).get("securityProfileName"),
    );
    assert.deepEqual([...new Set(asked)].sort(), names.sort(), "every profile is asked for");

    const answers = await summaries();
    const followed = (await sandbox.calls("GetBehaviorModelTrainingSummaries")).filter((call) =>
      new URLSearchParams(call.query).has("nextToken"),
    );
    assert.equal(followed.length, answers.filter((answer) => answer.nextToken).length, "every page is followed");

    const expected = answers
      .flatMap((answer) => answer.summaries)
      .map((summary) => [summary.securityProfileName, summary.behaviorName, WORDS[summary.modelStatus]]);
    const shown = (await training.rows()).map((row) => [row["Security profile"], row.Behavior, row.Status]);
    assert.ok(shown.length > 60, `${shown.length}`);
    assert.deepEqual(shown.sort(), expected.sort());
    assert.match(await training.summary.innerText(), new RegExp(`^${shown.length} behaviors$`));
  });

  scenario("asks for several profiles at a time, but not for all", async ({ page, training }) => {
    let [now, most] = [0, 0];
    const isSummary = iot("/behavior-model-training/summaries");
    const isCounted = (/** @type {import("playwright-core").Request} */ request) =>
      request.method() === "GET" && isSummary(request);
    page.on("request", (request) => {
      if (isCounted(request)) {
        most = Math.max(most, ++now);
      }
    });
    page.on("requestfinished", (request) => (now -= isCounted(request) ? 1 : 0));
    await training.openAndRead();
    assert.ok(most > 1 && most <= 6, `${most} at a time`);
  });

  scenario("shows rows as they arrive, and stops when told to", async ({ training, sandbox, fault }) => {
    await fault("GetBehaviorModelTrainingSummaries", "slow", { times: 1, delayMs: 60_000 });
    await training.open();
    await training.main.getByText("23 of 24 security profiles read").waitFor();
    await training.progress.waitFor();
    const before = await training.count();
    await training.main.getByText(`${before} behaviors so far`).waitFor();
    await training.stop.click();
    await training.finished();
    assert.equal(await training.count(), before);
    assert.match(await training.summary.innerText(), /stopped, there may be more/);

    await sandbox.clearFaults();
    await training.refresh.click();
    await training.finished();
    assert.match(await training.summary.innerText(), /^\d+ behaviors$/);

    // Read again, what was there stays until its turn comes, and when there is none.
    const all = await training.count();
    await fault("GetBehaviorModelTrainingSummaries", "slow", { delayMs: 60_000 });
    await training.refresh.click();
    await training.main.getByText(`${all} behaviors, ${all} still to be read again`).waitFor();
    await training.stop.click();
    await training.finished();
    assert.equal(await training.count(), all);
    await training.notReadAgain.waitFor();
  });

  scenario("shows numbers and times as people read them", async ({ page, training }) => {
    await training.openAndRead(`?filter=${ODD_PROFILE}`);
    const rows = Object.fromEntries((await training.rows()).map((row) => [row.Behavior, row]));
    const cell = (/** @type {string} */ behavior, /** @type {string} */ column) => rows[behavior][column];
    assert.equal(cell("connection-attempts", "Datapoints collected"), "33.3\u{a0}%");
    assert.equal(cell("message-size", "Datapoints collected"), "100\u{a0}%");
    assert.equal(cell("disconnects", "Datapoints collected"), "0\u{a0}%");
    assert.equal(cell("disconnects", "Collection started"), "Not started");
    assert.equal(cell("Messages sent (per 5 min)", "Datapoints collected"), "Unknown");
    assert.equal(cell("auth-failures", "Last refresh"), "Never");
    assert.match(cell("messages-sent", "Collection started"), /^[12] months? ago$/);

    // The absolute time on focus, and on hover; Escape takes it away.
    const time = training.row(ODD_PROFILE, "messages-sent").getByRole("time").first();
    const tooltip = page.getByRole("tooltip", { name: /\d{4}, \d\d:\d\d:\d\d \(UTC\)/ });
    await time.focus();
    await tooltip.waitFor();
    assert.equal(await time.getAttribute("aria-describedby"), await tooltip.getAttribute("id"));
    await page.keyboard.press("Escape");
    await tooltip.waitFor({ state: "hidden" });
    await time.hover();
    await tooltip.waitFor();
    await tooltip.hover();
    await tooltip.waitFor();
  });

  scenario("does not draw the share of an active model as progress", async ({ training }) => {
    await training.openAndRead(`?filter=${ODD_PROFILE}`);
    const bars = async (/** @type {string} */ behavior) =>
      training.row(ODD_PROFILE, behavior).locator("progress").count();
    assert.equal(await bars("messages-sent"), 0);
    assert.equal(await bars("auth-failures"), 0);
    assert.equal(await bars("connection-attempts"), 1);
    const row = (await training.rows()).find((row) => row.Behavior === "messages-sent");
    assert.equal(row?.Status, "Active");
    assert.match(row?.["Datapoints collected"] ?? "", /^last 14 days\s*30\u{a0}%$/u);
  });

  scenario(
    "shows text from the address as text",
    async ({ page, training }) => {
      const hostile = "<img src=x onerror=alert(1)>";
      await training.openAndRead(`?filter=${encodeURIComponent(hostile)}&status=${encodeURIComponent(hostile)}`);
      assert.equal(await training.filter.inputValue(), hostile);
      assert.equal(await page.getByRole("img").count(), 0);
      await training.clearFilter.click();
      await training.table.waitFor();
      assert.equal(await training.filter.inputValue(), "");
    },
    SMALL,
  );

  scenario(
    "says so when there is nothing",
    async ({ page, training }) => {
      await training.open();
      await page.getByText("No training summaries").waitFor();
      await page.getByText("There are no security profiles in this region").waitFor();
    },
    { sandbox: ["--profiles", "0"] },
  );

  scenario(
    "says so when no behavior has a model",
    async ({ page, training }) => {
      await training.open();
      await page.getByText("No behavior of the security profiles in this region uses ML Detect").waitFor();
    },
    { sandbox: ["--profiles", "2", "--behaviors", "0"] },
  );
});

describe("The view of the training summaries", () => {
  scenario(
    "is filtered by either name, whatever the case, and kept in the address",
    async ({ page, shell, training }) => {
      await training.openAndRead();
      const all = await training.rows();
      const matches = all.filter((row) => /disconnects/i.test(row["Security profile"] + row.Behavior)).length;
      assert.ok(matches > 0 && matches < all.length);
      await training.filter.fill("DISCONNECTS");
      await eventually(() => training.count(), matches);
      await eventually(async () => shell.parameter("filter"), "DISCONNECTS");
      await eventually(() => training.summary.innerText(), `${matches} of ${all.length} behaviors`);

      await page.reload();
      await training.finished();
      assert.equal(await training.filter.inputValue(), "DISCONNECTS");
      assert.equal(await training.count(), matches);
    },
  );

  scenario("is filtered by status", async ({ page, shell, training }) => {
    await training.openAndRead();
    const statuses = await training.column("Status");
    const expired = statuses.filter((status) => status === "Expired").length;
    await training.status.selectOption({ label: `Expired (${expired})` });
    await eventually(() => training.column("Status"), Array(expired).fill("Expired"));
    assert.equal(shell.parameter("status"), "EXPIRED");
    await page.reload();
    await training.finished();
    assert.equal(await training.status.inputValue(), "EXPIRED");
    assert.equal(await training.count(), expired);
  });

  scenario(
    "offers a way out when nothing matches",
    async ({ page, shell, training }) => {
      await training.openAndRead();
      const before = await training.count();
      await training.filter.fill("no such thing");
      await page.getByText("No behavior matches").waitFor();
      await training.clearFilter.click();
      await eventually(() => training.count(), before);
      await eventually(async () => shell.parameter("filter"), null);
    },
    SMALL,
  );

  for (const column of COLUMNS) {
    scenario(
      `is sorted by ${column}, either way, and kept in the address`,
      async ({ page, training }) => {
        await training.openAndRead();
        const names = await training.column("Behavior");
        if (column === "Security profile") {
          assert.equal(await training.header(column).getAttribute("aria-sort"), "ascending");
          await training.sortBy(column);
          await training.header(column).and(page.locator("[aria-sort=descending]")).waitFor();
        }
        await training.sortBy(column);
        await training.header(column).and(page.locator("[aria-sort=ascending]")).waitFor();
        const ascending = await sortKeys(training, column);
        assert.deepEqual(ascending, [...ascending].sort(inOrder));
        await training.sortBy(column);
        await training.header(column).and(page.locator("[aria-sort=descending]")).waitFor();
        const descending = await sortKeys(training, column);
        assert.deepEqual(
          descending,
          [...descending].sort((left, right) => inOrder(right, left, -1)),
        );
        assert.equal(await training.table.locator("[aria-sort]").count(), 1);

        await page.reload();
        await training.finished();
        assert.equal(await training.header(column).getAttribute("aria-sort"), "descending");
        assert.deepEqual(await sortKeys(training, column), descending);
        assert.deepEqual((await training.column("Behavior")).sort(), names.sort(), "no row is lost");
      },
      SMALL,
    );
  }

  scenario(
    "can be changed with the keyboard",
    async ({ page, training }) => {
      await training.openAndRead();
      await tabTo(page, training.filter);
      await page.keyboard.type("messages");
      await eventually(async () => (await training.column("Behavior")).every((name) => /messages/i.test(name)), true);
      assert.ok(await hasFocus(training.filter), "typing does not take the focus away");
      const button = training.header("Behavior").getByRole("button");
      await tabTo(page, button);
      await page.keyboard.press("Space");
      await training.header("Behavior").and(page.locator("[aria-sort=ascending]")).waitFor();
      assert.ok(await hasFocus(button), "sorting does not take the focus away");
    },
    SMALL,
  );

  scenario(
    "is no journey: Back leads to the page before",
    async ({ page, shell, training }) => {
      await shell.open("/");
      await shell.go("Training");
      await training.finished();
      await training.filter.fill("disc");
      await training.sortBy("Status");
      await page.goBack();
      await shell.heading("Overview").waitFor();
    },
    SMALL,
  );
});

/**
 * What a column is sorted by, row by row: a number or a text; `null` where AWS said nothing.
 *
 * @param {import("../support/screens/training.mjs").TrainingScreen} training
 * @param {string} column
 */
async function sortKeys(training, column) {
  if (column === "Collection started" || column === "Last refresh") {
    // The first column is the one of boxes.
    const index = COLUMNS.indexOf(column) + 1;
    return training.bodyRows.evaluateAll(
      (rows, index) =>
        rows.map((row) => {
          const time = /** @type {HTMLTableRowElement} */ (row).cells[index].querySelector("time");
          return time && Date.parse(time.dateTime);
        }),
      index,
    );
  }
  const texts = await training.column(column);
  switch (column) {
    case "Datapoints collected":
      return texts.map((text) => (text === "Unknown" ? null : parseFloat(text)));
    case "Status":
      return texts.map((text) => Object.values(WORDS).indexOf(text));
    default:
      return texts;
  }
}

/**
 * What AWS left out stands last, whatever the direction.
 *
 * @param {string | number | null} left
 * @param {string | number | null} right
 * @param {1 | -1} [absent]
 */
function inOrder(left, right, absent = 1) {
  if (left === null || right === null) {
    return absent * (Number(left === null) - Number(right === null));
  }
  return left < right ? -1 : Number(left > right);
}
