// n8n-core writes a settings file into n8n's user folder when it is loaded, and keeps binary data
// there: each worker has a folder of its own, in the one that `runFolder.js` makes and deletes.
const { mkdirSync } = require('node:fs');
const { join } = require('node:path');

const folder = join(process.env.TEST_RUN_FOLDER, `worker-${process.env.JEST_WORKER_ID}`);
mkdirSync(folder, { recursive: true });
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_DIAGNOSTICS_ENABLED = 'false';
