// One folder for everything that a run of the tests writes; `removeRunFolder.js` deletes it.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

module.exports = async () => {
	process.env.TEST_RUN_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-nodes-test-'));
};
