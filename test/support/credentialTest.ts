import { CredentialTestContext } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';

import { AcronisFiles } from '../../nodes/AcronisFiles/AcronisFiles.node';
import { AcronisFilesTrigger } from '../../nodes/AcronisFilesTrigger/AcronisFilesTrigger.node';
import { DocSpaceBackup } from '../../nodes/DocSpaceBackup/DocSpaceBackup.node';
import { DocSpaceBackupTrigger } from '../../nodes/DocSpaceBackupTrigger/DocSpaceBackupTrigger.node';
import type { StoredCredential } from './credentials';
import { CredentialsHelper, saveCredential } from './credentials';
import { additionalDataFor } from './engine';
import { sawText } from './secretWatch';

/** What the editor shows after a credential was saved. */
export interface CredentialVerdict {
	status: 'OK' | 'Error';
	message: string;
}

const NODES: INodeType[] = [
	new DocSpaceBackup(),
	new DocSpaceBackupTrigger(),
	new AcronisFiles(),
	new AcronisFilesTrigger(),
];

/**
 * Tests a credential the way n8n's credentials tester does (2.41): by the function that a node names
 * for it, with the helpers that n8n gives a test.
 *
 * @throws an Error when a node names a function that it does not have
 */
export async function testCredential(credential: StoredCredential): Promise<CredentialVerdict> {
	const { type } = credential;
	const functions = NODES.flatMap(({ description, methods }) => {
		const named = description.credentials?.find(({ name }) => name === type)?.testedBy;
		if (named === undefined) return [];
		const found = typeof named === 'string' ? methods?.credentialTest?.[named] : undefined;
		// n8n would take this node, and fall over.
		if (!found) throw new Error(`${description.name} has no ${String(named)}`);
		return [found];
	});
	const [test] = functions;
	if (!test) throw new Error(`Nothing tests ${type}`);
	const details = saveCredential(credential);
	const additionalData = additionalDataFor(undefined);
	const data = await new CredentialsHelper().getDecrypted(
		additionalData,
		details,
		type,
		'internal',
	);
	const context = new CredentialTestContext(additionalData);
	const verdict = await test.call(context, { id: details.id ?? '', name: type, type, data });
	sawText('the test of a credential', verdict.message);
	return verdict;
}
