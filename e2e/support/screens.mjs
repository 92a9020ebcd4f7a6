// The screens of the console, each with the words a test needs to speak of it.

import { CopyAs } from "./screens/copy_as.mjs";
import { DetectorScreen } from "./screens/detector.mjs";
import { DetectorVersionScreen } from "./screens/detector_version.mjs";
import { DetectorsScreen } from "./screens/detectors.mjs";
import { MitigationScreen } from "./screens/mitigation.mjs";
import { RequestsScreen } from "./screens/requests.mjs";
import { Shell } from "./screens/shell.mjs";
import { SignInScreen } from "./screens/sign_in.mjs";
import { TaskScreen } from "./screens/task.mjs";
import { TrainingScreen } from "./screens/training.mjs";

/** All screens of a page. */
export class Screens {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.shell = new Shell(page);
    this.signIn = new SignInScreen(page);
    this.copyAs = new CopyAs(page);
    this.training = new TrainingScreen(page);
    this.mitigation = new MitigationScreen(page);
    this.task = new TaskScreen(page);
    this.detectors = new DetectorsScreen(page);
    this.detector = new DetectorScreen(page);
    this.requests = new RequestsScreen(page);
    this.detectorVersion = new DetectorVersionScreen(page);
  }
}
