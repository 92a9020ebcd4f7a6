// The screen "Training".

import { TableTools, rowsOf } from "./tables.mjs";

/** The screen "Training". */
export class TrainingScreen extends TableTools {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    super(page, page.getByRole("table", { name: "Training summaries" }));
    this.heading = page.getByRole("heading", { level: 1, name: "Training", exact: true });
    this.main = page.getByRole("main");
    this.status = page.getByRole("combobox", { name: "Status", exact: true });
    this.progress = this.main.getByRole("progressbar");
    this.stop = page.getByRole("button", { name: "Stop", exact: true });
    this.refresh = page.getByRole("button", { name: "Refresh", exact: true });
    this.selectAll = page.getByRole("checkbox", { name: "Select all that are shown", exact: true });
    this.selection = page.getByRole("group", { name: "Selection", exact: true });
    this.details = page.getByRole("dialog", { name: "Training summary", exact: true });
    this.notReadAgain = page.getByText(/^\d+ behaviors? (was|were) not read again$/);
    this.summary = this.main.getByRole("status").filter({ hasText: /\d behaviors?/, hasNot: this.notReadAgain });
  }

  /** Opens the screen. @param {string} [query] with its question mark */
  async open(query = "") {
    await this.page.goto(`/training${query}`);
    await this.heading.waitFor();
  }

  /** Opens the screen and waits until everything is read. @param {string} [query] */
  async openAndRead(query) {
    await this.open(query);
    await this.finished();
  }

  /** Waits until nothing more is being read, and the second half of the page is there. */
  async finished() {
    await this.summary.waitFor({ state: "attached" });
    await this.stop.waitFor({ state: "hidden" });
    await this.export.waitFor();
  }

  /** The rows, each cell under its column's name. */
  async rows() {
    return rowsOf(this.table);
  }

  /** How many rows there are. */
  async count() {
    return this.bodyRows.count();
  }

  /** How many behaviors the summary says there are. */
  async total() {
    return Number((await this.summary.innerText()).replace(/\D/g, ""));
  }

  /** The rows below the headers. */
  get bodyRows() {
    return this.table.locator("tbody").getByRole("row");
  }

  /** The box that picks a row. @param {number} index */
  box(index) {
    return this.bodyRows.nth(index).getByRole("checkbox");
  }

  /** The row of a behavior. @param {string} profile @param {string} behavior */
  row(profile, behavior) {
    return this.bodyRows
      .filter({ has: this.page.getByRole("cell", { name: profile, exact: true }) })
      .filter({ has: this.page.getByRole("rowheader", { name: behavior, exact: true }) });
  }
}
