// The screen of one detector.

import { TableTools, rowsOf } from "./tables.mjs";

/** The screen of one detector. */
export class DetectorScreen extends TableTools {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    super(page, page.getByRole("table", { name: "Versions", exact: true }));
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
    await this.table.waitFor();
    return rowsOf(this.table);
  }
}
