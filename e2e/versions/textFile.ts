import { type Link, setFields } from '../chain/chainWorkflow';

/** Nodes that make a file of a text. */
export function textFile(fileName: string, text: string): Link[] {
	return [
		setFields({ text: { type: 'string', value: text } }),
		{
			type: 'n8n-nodes-base.convertToFile',
			typeVersion: 1.1,
			parameters: { operation: 'toText', sourceProperty: 'text', options: { fileName } },
		},
	];
}
