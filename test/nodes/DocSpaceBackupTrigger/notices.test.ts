import { NodeHelpers } from 'n8n-workflow';

import { nodeClass } from '../../support/nodeTypes';

/** The notices that the editor shows for these parameters. */
function notices(parameters: { event: string; readFrom?: string }): string {
	const { description } = nodeClass('docSpaceBackupTrigger');
	return description.properties
		.filter(
			(field) =>
				field.type === 'notice' &&
				NodeHelpers.displayParameter(parameters, field, null, description),
		)
		.map(({ displayName }) => displayName)
		.join('\n');
}

it.each<[{ event: string; readFrom?: string }, boolean]>([
	[{ event: 'auditEvent' }, true],
	[{ event: 'loginEvent' }, true],
	[{ event: 'backupFinished', readFrom: 'auditTrail' }, true],
	[{ event: 'backupFinished', readFrom: 'history' }, false],
	// What a field had before it was hidden.
	[{ event: 'loginEvent', readFrom: 'history' }, true],
])('%j: a plan with audit is asked for only where it is needed: %s', (parameters, needsAudit) => {
	const shown = notices(parameters);
	expect(shown.includes('a plan with audit')).toBe(needsAudit);
	expect(shown.match(/requires an administrator's key/g)).toHaveLength(1);
	expect(shown.match(/The trigger emits only what happens from now on/g)).toHaveLength(1);
	const isHistory = parameters.event === 'backupFinished' && parameters.readFrom === 'history';
	expect(shown.includes('The history contains no failed backups')).toBe(isHistory);
});
