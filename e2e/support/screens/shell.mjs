// The frame around every page.

/** Top bar, navigation and heading. */
export class Shell {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.skipLink = page.getByRole("link", { name: "Skip to main content" });
    this.banner = page.getByRole("banner");
    this.navigation = page.getByRole("navigation", { name: "Main" });
    this.menu = page.getByRole("button", { name: "Menu" });
    this.main = page.getByRole("main");
    this.headings = page.getByRole("heading", { level: 1 });
    this.notifications = page.getByRole("status", { name: "Notifications" });
    this.region = page.getByRole("combobox", { name: "Region" });
    this.session = this.banner.getByText(/^(Guest|Signing in|Not signed in)$/);
  }

  /** Opens a path of the console, and waits for its page. @param {string} path */
  async open(path) {
    await this.page.goto(path);
    await this.headings.waitFor();
  }

  /** Waits until nothing is being read any more. */
  async settled() {
    await this.page.waitForFunction(() => {
      const main = document.querySelector("main");
      return main && !/Loading|Reading|^Stop$/m.test(main.innerText);
    });
  }

  /** Follows a link of the navigation. @param {string} name */
  async go(name) {
    await this.navigation.getByRole("link", { name, exact: true }).click();
  }

  /** The page's one heading of the first level. @param {string | RegExp} name */
  heading(name) {
    return this.page.getByRole("heading", { level: 1, name, exact: true });
  }

  /** A parameter of the address. @param {string} name */
  parameter(name) {
    return new URL(this.page.url()).searchParams.get(name);
  }

  /** What an error panel or another alert says. */
  get alert() {
    return this.page.getByRole("alert").filter({ hasText: /./ });
  }

  /** The button of an error panel. */
  get retry() {
    return this.page.getByRole("button", { name: "Retry" });
  }

  /**
   * What scrolls sideways that should not: the page, or anything in it but tables.
   *
   * @returns {Promise<string[]>}
   */
  async scrollingSideways() {
    return this.page.evaluate(() => {
      const scrolls = (/** @type {Element} */ element) =>
        element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX);
      return [...document.querySelectorAll("*")]
        .filter((element) => element.scrollWidth > element.clientWidth && scrolls(element))
        .filter((element) => element.clientWidth > 0 && !element.querySelector("table"))
        .map((element) => `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`);
    });
  }

  /** How far the page can be scrolled sideways, in pixels. */
  async overhang() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }
}
