// Signing in: the console's own page, and the sandbox's managed login.

/** The users of the sandbox's user pool. */
export const PASSWORDS = { viewer: "Viewer-Password-1", responder: "Responder-Password-1" };

/** The sign-in page, and what stands over a page whose session was interrupted. */
export class SignInScreen {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.heading = page.getByRole("heading", { level: 1, name: "Sign in", exact: true });
    this.signIn = page.getByRole("main").getByRole("button", { name: "Sign in" });
    this.asGuest = page.getByRole("button", { name: "Continue as guest" });
    this.credentials = page.getByRole("textbox", { name: "Temporary credentials" });
    this.use = page.getByRole("button", { name: "Use them" });
    this.signOut = page.getByRole("banner").getByRole("button", { name: "Sign out" });
    this.dialog = page.getByRole("dialog", { name: "Sign in again" });
    this.login = new ManagedLogin(page);
  }

  /**
   * Opens a path of the console and signs in.
   *
   * @param {string} path
   * @param {keyof typeof PASSWORDS} user
   */
  async openAs(path, user) {
    await this.page.goto(path);
    await this.signIn.click();
    await this.login.as(user);
  }
}

/** Managed login. */
export class ManagedLogin {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.heading = page.getByRole("heading", { name: "Sign in to the sandbox" });
    this.username = page.getByRole("textbox", { name: "Username" });
    this.password = page.getByLabel("Password", { exact: true });
    this.submit = page.getByRole("button", { name: "Sign in" });
    this.cancel = page.getByRole("link", { name: "Cancel" });
  }

  /** @param {keyof typeof PASSWORDS} user */
  async as(user) {
    await this.heading.waitFor();
    await this.username.fill(user);
    await this.password.fill(PASSWORDS[user]);
    await this.submit.click();
  }
}
