// The screen of one detector.

import { rowsOf } from "./tables.mjs";

/** The screen of one detector. */
export class DetectorScreen {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.versions = page.getByRole("table", { name: "Versions, newest first", exact: true });
  }

  /** @param {string} detectorId */
  async open(detectorId) {
    await this.page.goto(`/detectors/${detectorId}`);
    await this.heading(detectorId).waitFor();
  }

  /** @param {string} detectorId */
  heading(detectorId) {
    return this.page.getByRole("heading", { level: 1, name: `Detector ${detectorId}`, exact: true });
  }

  async versionRows() {
    await this.versions.waitFor();
    return rowsOf(this.versions);
  }
}
