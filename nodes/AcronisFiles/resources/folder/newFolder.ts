import type { IExecuteSingleFunctions, INodeExecutionData, PreSendAction } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../../../shared/context';
import type { FailedTry } from '../../../shared/http/exchange/exchange';
import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { quotedName } from '../../../shared/util/bareName';
import { resolveEntry } from '../../entries/resolveEntry';
import { findChild } from '../../entries/contents';
import { CODE, conflictingEntry, errorCode } from '../../service/errors';
import type { EntryField } from '../../entries/entryField';
import { FOLDER, uuidSentence } from '../../entries/entryField';
import { checkName, pathNames, walk } from '../../entries/pathWalk';
import { choiceOf, switchOf, textOf } from '../../../shared/parameters/parameter';

/** The folder to make it in. */
export const PARENT: EntryField = { ...FOLDER, displayName: 'Parent Folder' };

/** Whether the path is left to the service, which takes it as a whole. */
function isServicePath(context: IExecuteSingleFunctions): boolean {
	return choiceOf(context, 'where') === 'servicePath';
}

/** Where to make the folder, and what to call it. */
async function placeOf(
	context: IExecuteSingleFunctions,
): Promise<{ parent: string; name: string }> {
	if (choiceOf(context, 'where') !== 'path') {
		const name = checkName(context, 'Name', textOf(context, 'name'));
		return { parent: await resolveEntry(context, PARENT), name };
	}
	const names = pathNames(context, 'Path', textOf(context, 'path'));
	const name = names.pop();
	if (name === undefined)
		rejectParameter(context, 'Path', 'contains no name', 'Set it to a path such as /Reports/2026.');
	const createMissing = switchOf(context, 'options.createMissing', true);
	const field = { kind: 'folder', displayName: 'Path' } as const;
	return { parent: await walk(context, field, names, { createMissing }), name };
}

/** A `prepare` function: names the folder and its place. */
export const sendPlace: PreSendAction = async function (options) {
	if (isServicePath(this)) {
		const names = pathNames(this, 'Path', textOf(this, 'path'));
		if (names.length === 0)
			rejectParameter(this, 'Path', 'contains no name', 'Set it to a path such as /Reports/2026.');
		return { ...options, body: { sync_and_share_node: { path: names.join('/') } } };
	}
	const { parent, name } = await placeOf(this);
	return { ...options, body: { sync_and_share_node: { name, parent_uuid: parent } } };
};

/** An `instead` function: looks for a folder that the service would rename, if it must not. */
export async function existingWithOtherCase(
	this: IExecuteSingleFunctions,
): Promise<INodeExecutionData[] | undefined> {
	if (isServicePath(this)) return undefined;
	const renames = (choiceOf(this, 'options.letterCase') ?? 'rename') === 'rename';
	const { parent, name } = await placeOf(this);
	// A name with an accent can be written in two ways, which the service takes for two names.
	if (renames && name.normalize('NFC') === name.normalize('NFD')) return undefined;
	const existing = await findChild(this, parent, name);
	if (!existing || existing.name === name || existing.is_directory !== true) return undefined;
	const isSame = String(existing.name).normalize('NFC') === name.normalize('NFC');
	if (renames && !isSame) return undefined;
	if (choiceOf(this, 'ifExists') === 'return') return [{ json: { ...existing, existed: true } }];
	throw new NodeOperationError(
		errorNode(this),
		`The folder already has a folder named ${quotedName(existing.name)}`,
		{
			itemIndex: this.getItemIndex(),
			description: `${uuidSentence(existing.uuid)}Choose another name, or change If It Exists.`,
		},
	);
}

/** A `recover` function: the refusal of an existing name carries the item that has it. */
export async function existingFolder(
	this: IExecuteSingleFunctions,
	{ failure }: FailedTry,
): Promise<INodeExecutionData[] | undefined> {
	if (failure.kind !== 'answer' || errorCode(failure) !== CODE.nameExists) return undefined;
	if (choiceOf(this, 'ifExists') !== 'return') return undefined;
	const conflict = conflictingEntry(failure.body);
	return conflict?.is_directory === true ? [{ json: { ...conflict, existed: true } }] : undefined;
}
