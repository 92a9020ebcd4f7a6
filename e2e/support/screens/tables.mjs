// Reading tables as people do: by the words in the column headers.

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
    const columns = [...(head?.querySelectorAll("th") ?? [])].map(text);
    return [...(body?.rows ?? [])].map((row) =>
      Object.fromEntries([...row.cells].map((cell, index) => [columns[index], text(cell)])),
    );
  });
}
