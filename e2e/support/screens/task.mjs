// The screen of one mitigation task.

/** The screen of one mitigation task. */
export class TaskScreen {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.taskId = page.getByRole("textbox", { name: "Task ID", exact: true });
    this.openTask = page.getByRole("button", { name: "Open", exact: true });
    this.anyHeading = page.getByRole("heading", { level: 1, name: /^Task / });
  }

  /** @param {string} taskId */
  async open(taskId) {
    await this.page.goto(`/tasks/${taskId}`);
    await this.heading(taskId).waitFor();
  }

  /** @param {string} taskId */
  heading(taskId) {
    return this.page.getByRole("heading", { level: 1, name: `Task ${taskId}`, exact: true });
  }

  /** Waits until the task is in a state. @param {"In progress" | "Successful" | "Failed" | "Canceled"} state */
  async isIn(state) {
    await this.page.getByRole("main").getByText(state, { exact: true }).first().waitFor();
  }

  /** The value of a detail. @param {string} name */
  async detail(name) {
    const term = this.page.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) });
    return (await term.locator("xpath=following-sibling::dd").first().innerText()).trim();
  }
}
