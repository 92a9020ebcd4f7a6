// Tables as people use them: read by the words in the column headers, sorted, saved as a file.

import { readFile } from "node:fs/promises";

/**
 * The rows of a table, each cell under the words of its column's header.
 *
 * @param {import("playwright-core").Locator} table
 * @returns {Promise<Record<string, string>[]>}
 */
export async function rowsOf(table) {
  return table.evaluate((element) => {
    const text = (/** @type {Element} */ cell) => {
      const shown = /** @type {HTMLElement} */ (cell.cloneNode(true));
      for (const tooltip of shown.querySelectorAll("[role=tooltip]")) {
        tooltip.remove();
      }
      return (shown.textContent ?? "").trim();
    };
    const [head, body] = [element.querySelector("thead"), element.querySelector("tbody")];
    const columns = [...(head?.rows[0]?.cells ?? [])].map(text);
    return [...(body?.rows ?? [])].map((row) =>
      Object.fromEntries([...row.cells].map((cell, index) => [columns[index], text(cell)])),
    );
  });
}

/** A table, and what stands beside it. */
export class TableTools {
  /** @param {import("playwright-core").Page} page @param {import("playwright-core").Locator} table */
  constructor(page, table) {
    this.page = page;
    this.table = table;
    this.filter = page.getByRole("searchbox", { name: "Filter", exact: true });
    this.clearFilter = page.getByRole("button", { name: "Clear filter", exact: true });
    this.export = page.getByRole("button", { name: "Export", exact: true });
    this.exporting = page.getByRole("group", { name: "Export", exact: true });
    this.preferences = page.getByRole("button", { name: "Preferences", exact: true });
  }

  /** The header of a column. @param {string} name */
  header(name) {
    return this.table.getByRole("columnheader", { name, exact: true });
  }

  /** Sorts by a column, or the other way round. @param {string} name */
  async sortBy(name) {
    await this.header(name).getByRole("button").click();
  }

  /** One column, from top to bottom. @param {string} name */
  async column(name) {
    return (await rowsOf(this.table)).map((row) => row[name]);
  }

  /** Saves the table as a file. @param {"CSV" | "JSON"} kind */
  async saved(kind) {
    if (!(await this.exporting.isVisible())) {
      await this.export.click();
    }
    return this.file(this.exporting.getByRole("button", { name: kind, exact: true }));
  }

  /** The file that a button saves. @param {import("playwright-core").Locator} button */
  async file(button) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), button.click()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  }
}
