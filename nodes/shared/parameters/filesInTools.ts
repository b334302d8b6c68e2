import type { INodeProperties } from 'n8n-workflow';

import type { RequestContext } from '../context';
import { isTool } from './isTool';
import { rejectParameter } from './rejectParameter';

const ADVICE =
	'Use this operation in a workflow, and give the assistant that workflow as its tool (Call n8n Workflow Tool).';

/** Stands above the fields of an operation that needs a file, which no model can bring. */
export const noFileComes = notice('n8n passes no files to tools.');

/** Stands above the fields of an operation whose result is a file, which no model gets. */
export const noFileArrives = notice('n8n passes no files from a tool to a model.');

function notice(fact: string): INodeProperties {
	return {
		displayName: `${fact} ${ADVICE}`,
		name: 'filesNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { '@tool': [true] } },
	};
}

/** Whether a field is a notice that the operation is of no use to a model. */
export function isFilesNotice({ name }: INodeProperties): boolean {
	return name === noFileComes.name;
}

/**
 * Refuses an operation that takes or gives a file to a model, before a byte of it has moved.
 *
 * @param field A field that is shown.
 * @throws NodeOperationError in a tool, for the field that names the file.
 */
export function checkFilesInTool(context: RequestContext, field: INodeProperties): void {
	const { name, displayName, typeOptions } = field;
	if (name !== 'binaryPropertyName' || !isTool(context)) return;
	const problem = typeOptions?.binaryDataProperty
		? 'names a file, and n8n passes no files to tools'
		: 'names a file, and n8n passes no files from a tool to a model';
	rejectParameter(context, displayName, problem, ADVICE);
}
