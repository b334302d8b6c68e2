import type { IDataObject, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../../../../shared/context';
import { rejectParameter } from '../../../../shared/parameters/rejectParameter';
import { quotedName } from '../../../../shared/util/bareName';
import { isRecord } from '../../../../shared/util/isRecord';
import { sizeTextOf } from '../../../../shared/util/sizeText';
import { resolveEntry } from '../../../entries/resolveEntry';
import { contents } from '../../../entries/contents';
import { FOLDER } from '../../../entries/entryField';
import type { Copy } from './copies';
import { copiesIn } from './copies';
import { deleteFile } from '../../../entries/deleteFile';
import { plan, RULES } from './plan';
import type { PruneSettings } from './settings';
import { pruneSettings } from './settings';
import { spaceOf } from './space';

/** What became of a copy, and the rule that decided. */
interface Outcome {
	copy: Copy & { time?: number };
	result: 'kept' | 'toDelete' | 'deleted';
	reason: string;
}

/** An `instead` function: decides about all files of the folder, and then deletes. */
export async function pruneFolder(this: IExecuteSingleFunctions): Promise<INodeExecutionData[]> {
	const settings = pruneSettings(this);
	const entries: IDataObject[] = [];
	for await (const entry of contents(this, await resolveEntry(this, FOLDER))) entries.push(entry);
	const outcomes = decided(this, entries, settings);
	if (!settings.dryRun) await deleteAll(this, outcomes);
	const owner = outcomes.map(({ copy }) => copy.file.owner).find(isRecord);
	const space = await spaceOf(this, owner?.uuid);
	return outcomes.map((outcome) => ({
		json: { ...shown(outcome), dryRun: settings.dryRun, space },
	}));
}

/** Newest first; what has no date comes last. */
function decided(
	context: IExecuteSingleFunctions,
	entries: readonly IDataObject[],
	settings: PruneSettings,
): Outcome[] {
	const { dated, undated } = copiesIn(entries, { ...settings, now: Date.now() });
	if (dated.length + undated.length === 0) {
		rejectParameter(
			context,
			'File Name Pattern',
			'matches no file in the folder',
			`The folder has ${entries.length} files and folders${example(entries)}. Case matters.`,
		);
	}
	const verdicts = plan(dated, settings.keep);
	const rules = RULES.flatMap((rule) =>
		settings.keep[rule] ? [`${rule} ${settings.keep[rule]}`] : [],
	);
	const deletions = verdicts.filter(({ keptBy }) => keptBy.length === 0).length;
	if (!settings.dryRun && !settings.moreThanHalf && deletions > dated.length / 2) {
		rejectParameter(
			context,
			'Delete More Than Half',
			'is not turned on',
			`The rules would delete ${deletions} of ${dated.length} files. Nothing was deleted. Check the result with Only Show What Would Be Deleted, and turn the field on if that is what you want.`,
		);
	}
	return [
		...verdicts.map(({ copy, keptBy }): Outcome => {
			if (keptBy.length > 0) return { copy, result: 'kept', reason: keptBy.join(', ') };
			return { copy, result: 'toDelete', reason: `kept by no rule (${rules.join(', ')})` };
		}),
		...undated.map(({ copy, reason }): Outcome => ({ copy, result: 'kept', reason })),
	];
}

function example(entries: readonly IDataObject[]): string {
	const file = entries.find((entry) => entry.is_directory !== true);
	return file ? `, for example ${quotedName(file.name)}` : '';
}

/** The oldest first, and a manifest before its archive: an archive without one is just not checked. */
async function deleteAll(context: IExecuteSingleFunctions, outcomes: Outcome[]): Promise<void> {
	const doomed = outcomes.filter(({ result }) => result === 'toDelete').reverse();
	for (const [index, outcome] of doomed.entries()) {
		const { file, manifest } = outcome.copy;
		try {
			if (manifest) await deleteFile(context, manifest);
			const done = await deleteFile(context, file);
			outcome.result = done === 'changed' ? 'kept' : 'deleted';
			if (done === 'changed') outcome.reason = 'changed since it was listed';
		} catch (error) {
			throw withProgress(context, error, index, doomed.length);
		}
	}
}

function withProgress(
	context: IExecuteSingleFunctions,
	error: unknown,
	done: number,
	all: number,
): unknown {
	if (!(error instanceof Error) || context.getExecutionCancelSignal()?.aborted) return error;
	const { description } = error as { description?: unknown }; // n8n's errors have one
	return new NodeOperationError(errorNode(context), error.message, {
		itemIndex: context.getItemIndex(),
		description:
			`${done} of ${all} old files were deleted before this happened. ${String(description ?? '')}`.trim(),
	});
}

function shown({ copy: { name, file, manifest, time }, result, reason }: Outcome): IDataObject {
	return {
		name,
		result,
		reason,
		date: time === undefined ? null : new Date(time).toISOString(),
		size: file.size ?? null,
		sizeText: sizeTextOf(file.size),
		uuid: file.uuid,
		manifest: manifest?.uuid ?? null,
	};
}
