// What offers the calls of a page as text.

/** The button "Copy as", and what it opens. */
export class CopyAs {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.button = page.getByRole("button", { name: "Copy as", exact: true });
    this.popover = page.getByRole("group", { name: "Copy as", exact: true });
    this.close = this.choice("Close");
    this.text = this.popover.getByRole("region", { name: "Text to copy" });
    this.outcome = this.popover.getByRole("status");
  }

  /** One of the choices. @param {string} tool */
  choice(tool) {
    return this.popover.getByRole("button", { name: tool, exact: true });
  }

  /** Opens it. */
  async open() {
    await this.button.click();
    await this.popover.waitFor();
  }

  /** The text for a tool. @param {"AWS CLI (bash)" | "AWS CLI (PowerShell)" | "boto3" | "curl"} tool */
  async choose(tool) {
    await this.choice(tool).click();
    return (await this.text.textContent()) ?? "";
  }
}
