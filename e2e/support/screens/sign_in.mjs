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

  /** Opens a path of the console, and waits for the sign-in page. @param {string} [path] */
  async openPage(path = "/") {
    await this.page.goto(path);
    await this.signIn.waitFor();
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

  /** Signs in again in the window that opens over an interrupted page. @param {keyof typeof PASSWORDS} user */
  async againAs(user) {
    const { login, closed } = await this.openAgain(this.dialog);
    await login.as(user);
    await closed;
    await this.dialog.waitFor({ state: "hidden" });
  }

  /**
   * Opens the window to sign in again in.
   *
   * @param {import("playwright-core").Locator} where the button is
   */
  async openAgain(where) {
    const opened = this.page.context().waitForEvent("page");
    await where.getByRole("button", { name: /^Sign in/ }).click();
    const popup = await opened;
    return { login: new ManagedLogin(popup), closed: popup.waitForEvent("close") };
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

/**
 * Signs in as `user` whenever the page opens the console: tokens do not outlive a page.
 *
 * @param {import("playwright-core").Page} page
 * @param {keyof typeof PASSWORDS} user
 */
export function signInEachTime(page, user) {
  const signIn = new SignInScreen(page);
  const thenSignIn =
    (/** @type {(...parameters: any[]) => Promise<any>} */ navigate) =>
    async (/** @type {any[]} */ ...parameters) => {
      const response = await navigate(...parameters);
      await signIn.signIn.click();
      // Managed login asks once, and knows the browser from then on.
      await signIn.login.heading.or(signIn.signOut).waitFor();
      if (await signIn.login.heading.isVisible()) {
        await signIn.login.as(user);
      }
      await signIn.signOut.waitFor();
      return response;
    };
  page.goto = thenSignIn(page.goto.bind(page));
  page.reload = thenSignIn(page.reload.bind(page));
}
