// The screen "Request log", and what the top bar says of calls under way.

/** The screen "Request log". */
export class RequestsScreen {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.heading = page.getByRole("heading", { level: 1, name: "Request log", exact: true });
    this.link = page.getByRole("banner").getByRole("link", { name: "Request log" });
    this.table = page.getByRole("table", { name: "Calls" });
    this.filter = page.getByRole("searchbox", { name: "Filter", exact: true });
    this.outcome = page.getByRole("combobox", { name: "Outcome", exact: true });
    this.clearFilter = page.getByRole("button", { name: "Clear filter", exact: true });
    this.exportJson = page.getByRole("button", { name: "Export JSON", exact: true });
    this.clear = page.getByRole("button", { name: "Clear", exact: true });
    this.summary = page.getByRole("main").getByRole("status").filter({ hasText: /\d calls?/ });
    this.details = this.table.locator(".call-details");
    this.missing = page.getByText("The request of this link is not in the log.");
  }

  /** Goes there by the link in the top bar: another page load would be another log. */
  async go() {
    await this.link.click();
    await this.heading.waitFor();
  }

  /** The calls shown, each cell under its column's name. */
  async rows() {
    return this.table.evaluate((element) => {
      const text = (/** @type {Element} */ cell) => (cell.textContent ?? "").trim();
      const columns = [...element.querySelectorAll("thead th")].map(text);
      return [...element.querySelectorAll("tbody > tr:first-child")].map((row) =>
        Object.fromEntries([...row.children].map((cell, index) => [columns[index], text(cell)])),
      );
    });
  }

  /** The operations shown, from top to bottom. */
  async operations() {
    return (await this.rows()).map((row) => row.Operation);
  }

  /** The button that shows the details of the first call of an operation. @param {string} operation */
  opener(operation) {
    return this.table.getByRole("button", { name: operation, exact: true }).first();
  }
}
