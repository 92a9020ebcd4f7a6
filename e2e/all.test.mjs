// Every test, in one process: they share a browser and a sandbox. `node --test tests/training.mjs` runs one file.

import "./tests/start.mjs";
import "./tests/shell.mjs";
import "./tests/later_pages.mjs";
import "./tests/training.mjs";
import "./tests/training_failures.mjs";
import "./tests/training_table.mjs";
import "./tests/training_selection.mjs";
import "./tests/lists.mjs";
import "./tests/detectors.mjs";
import "./tests/detector_version.mjs";
import "./tests/copy_as.mjs";
import "./tests/mitigation_form.mjs";
import "./tests/mitigation_review.mjs";
import "./tests/mitigation_sending.mjs";
import "./tests/mitigation_by_keyboard.mjs";
import "./tests/task.mjs";
import "./tests/request_log.mjs";
import "./tests/settings.mjs";
import "./tests/overlay.mjs";
import "./tests/session.mjs";
import "./tests/sign_in.mjs";
import "./tests/signed_in.mjs";
import "./tests/pass_through.mjs";
import "./tests/accessibility.mjs";
import "./tests/budget.mjs";
