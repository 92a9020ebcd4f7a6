// The screen "Detectors".

import { TableTools, rowsOf } from "./tables.mjs";

/** The screen "Detectors". */
export class DetectorsScreen extends TableTools {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    super(page, page.getByRole("table", { name: "Detectors", exact: true }));
    this.heading = page.getByRole("heading", { level: 1, name: "Detectors", exact: true });
    this.detectorId = page.getByRole("textbox", { name: "Detector ID", exact: true });
    this.detectorVersionId = page.getByRole("textbox", { name: "Detector version ID", exact: true });
    this.openVersion = page.getByRole("button", { name: "Open version", exact: true });
  }

  async open() {
    await this.page.goto("/detectors");
    await this.heading.waitFor();
  }

  /** Looks a version up. @param {string} detectorId @param {string} detectorVersionId */
  async lookUp(detectorId, detectorVersionId) {
    await this.detectorId.fill(detectorId);
    await this.detectorVersionId.fill(detectorVersionId);
    await this.openVersion.click();
  }

  async rows() {
    await this.table.waitFor();
    return rowsOf(this.table);
  }
}
