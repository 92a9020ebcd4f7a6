// The screen of one detector version.

import { rowsOf } from "./tables.mjs";

/** The screen of one detector version. */
export class DetectorVersionScreen {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.steps = page.getByRole("navigation", { name: "Versions" });
    this.models = page.getByRole("table", { name: "Models", exact: true });
    this.rules = page
      .getByRole("main")
      .locator("ol")
      .getByRole("listitem")
      .filter({ has: page.getByRole("heading") });
    this.rawReply = page.getByRole("group").filter({ hasText: "Reply of GetDetectorVersion as JSON" });
  }

  /** @param {string} detectorId @param {string | number} version */
  async open(detectorId, version) {
    await this.page.goto(`/detectors/${detectorId}/versions/${version}`);
    await this.heading(detectorId, version).waitFor();
  }

  /** @param {string} detectorId @param {string | number} version */
  heading(detectorId, version) {
    const name = `Detector version: ${detectorId}, version ${version}`;
    return this.page.getByRole("heading", { level: 1, name, exact: true });
  }

  /** A heading of the second level. @param {string | RegExp} name */
  section(name) {
    return this.page.getByRole("heading", { level: 2, name });
  }

  /** The value of a detail. @param {string} name */
  async detail(name) {
    const term = this.page.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) });
    return (await term.locator("xpath=following-sibling::dd").first().innerText()).trim();
  }

  async modelRows() {
    return rowsOf(this.models);
  }

  /** The JSON as AWS sent it. */
  async json() {
    await this.rawReply.locator("summary").click();
    return JSON.parse(await this.rawReply.locator("pre").innerText());
  }
}
