// What the services answered, as it came over the wire: what a page shows is compared with it.

/**
 * Collects the answers to requests that `isWanted` picks. Call it before the page asks.
 *
 * @param {import("playwright-core").Page} page
 * @param {(request: import("playwright-core").Request) => boolean} isWanted
 * @returns {() => Promise<any[]>} the answers so far
 */
export function collect(page, isWanted) {
  /** @type {Promise<any>[]} */
  const answers = [];
  page.on("response", (response) => {
    if (response.request().method() !== "OPTIONS" && isWanted(response.request())) {
      answers.push(response.json());
    }
  });
  return () => Promise.all(answers);
}

/** Requests of an operation of AWS IoT. @param {string} path */
export function iot(path) {
  return (/** @type {import("playwright-core").Request} */ request) => new URL(request.url()).pathname === path;
}

/** Requests of an operation of the JSON services. @param {string} operation */
export function json(operation) {
  return (/** @type {import("playwright-core").Request} */ request) =>
    request.headers()["x-amz-target"]?.endsWith(`.${operation}`) ?? false;
}
