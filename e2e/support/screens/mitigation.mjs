// The screen "Start mitigation": its form and its review.

/** The screen "Start mitigation". */
export class MitigationScreen {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    const field = (/** @type {string} */ name) => page.getByLabel(name, { exact: true });
    const button = (/** @type {string} */ name) => page.getByRole("button", { name, exact: true });
    this.page = page;
    this.heading = page.getByRole("heading", { level: 1, name: "Start mitigation", exact: true });

    this.targetViolations = page.getByRole("radio", { name: "Violation IDs", exact: true });
    this.targetBehavior = page.getByRole("radio", { name: "Security profile and behavior", exact: true });
    this.violationIds = page.getByRole("textbox", { name: "Violation IDs", exact: true });
    this.securityProfile = page.getByRole("combobox", { name: "Security profile", exact: true });
    this.behavior = page.getByRole("combobox", { name: "Behavior", exact: true });
    this.timeRange = field("Time range");
    this.startTime = field("Start time");
    this.endTime = field("End time");
    this.utc = page.getByRole("radio", { name: "UTC", exact: true });
    this.onlyActive = page.getByRole("checkbox", { name: "Only active violations", exact: true });
    this.suppressed = page.getByRole("checkbox", { name: "Include suppressed alerts", exact: true });
    this.actions = page.getByRole("combobox", { name: "Actions", exact: true });
    this.addAction = button("Add action");
    this.taskId = page.getByRole("textbox", { name: "Task ID", exact: true });
    this.review = button("Review");
    this.errorSummary = page.getByRole("alert").filter({ hasText: "attention" });

    this.reviewHeading = page.getByRole("heading", { level: 2, name: "Review", exact: true });
    this.confirmCheckBox = page.getByRole("checkbox", { name: "I understand that this cannot be undone" });
    this.confirmText = page.getByRole("textbox", { name: /^To confirm, type / });
    this.startTask = button("Start task");
    this.back = button("Back to the form");
    this.sendAgain = button("Send again");
    this.checkStatus = button("Check status");
  }

  /** Opens the form. @param {string} [query] with its question mark */
  async open(query = "") {
    await this.page.goto(`/mitigation/new${query}`);
    await this.heading.waitFor();
  }

  /** @param {...string} ids */
  async fillViolationIds(...ids) {
    await this.violationIds.fill(ids.join("\n"));
  }

  /** @param {string} profile @param {string} behavior */
  async fillBehavior(profile, behavior) {
    await this.targetBehavior.check();
    await this.securityProfile.fill(profile);
    await this.behavior.fill(behavior);
  }

  /** @param {string} start @param {string} end */
  async fillTimes(start, end) {
    await this.timeRange.selectOption("Between two times");
    await this.startTime.fill(start);
    await this.endTime.fill(end);
  }

  /** Adds actions to the list. @param {...string} names */
  async add(...names) {
    for (const name of names) {
      await this.actions.fill(name);
      await this.addAction.click();
      await this.actionRow(name).waitFor();
    }
  }

  /** An action in the list. @param {string} name */
  actionRow(name) {
    return this.page
      .getByRole("listitem")
      .filter({ has: this.page.getByRole("button", { name: `Remove ${name}`, exact: true }) });
  }

  /** The actions in the list, in their order. */
  async actionNames() {
    const names = await this.page.getByRole("button", { name: /^Remove / }).allInnerTexts();
    return names.map((name) => name.replace(/^Remove\s+/, ""));
  }

  /** Opens the review of a filled form. */
  async openReview() {
    await this.review.click();
    await this.reviewHeading.waitFor();
  }

  /** Opens the review of a task that adds the devices of some violations to a group. @param {...string} ids */
  async openReviewOf(...ids) {
    await this.open();
    await this.fillAndReview(...ids);
  }

  /** The same, in a form that is open. @param {...string} ids */
  async fillAndReview(...ids) {
    await this.fillViolationIds(...(ids.length > 0 ? ids : ["violation-1"]));
    await this.add("quarantine");
    await this.openReview();
  }

  /** What an entry of the review says. @param {string | RegExp} name */
  async reviewed(name) {
    const term = this.page.getByRole("term").filter({ hasText: name });
    return (await term.locator("xpath=following-sibling::dd").first().innerText()).trim();
  }

  /** What is wrong with a field, by what is tied to it. @param {import("playwright-core").Locator} field */
  async errorOf(field) {
    return field.evaluate((element) => {
      const ids = (element.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id.endsWith("-error"));
      return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    });
  }
}
