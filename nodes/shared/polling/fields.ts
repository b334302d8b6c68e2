import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { simplifyField } from '../description/simplify';

/**
 * What a trigger says above its fields: what it needs, and what makes it start afresh.
 *
 * @param displayOptions Where it needs that.
 */
export function startNotice(
	needs: string,
	displayOptions?: INodeProperties['displayOptions'],
): INodeProperties {
	return {
		displayName: `${needs} The trigger emits only what happens from now on. Changing a filter starts it afresh, and so does renaming the node in n8n's default engine.`,
		name: 'notice',
		type: 'notice',
		default: '',
		...(displayOptions && { displayOptions }),
	};
}

/**
 * The options that every trigger has.
 *
 * @param subjects What events can be grouped by, in alphabetical order.
 */
export function pollOptions(subjects: INodePropertyOptions[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'After a Restart',
				name: 'afterRestart',
				type: 'options',
				options: [
					{
						name: 'Continue',
						value: 'continue',
						description: 'If n8n is killed right after a poll, the events of that poll can be lost',
					},
					{
						name: 'Repeat the Last Events',
						value: 'repeat',
						description:
							'Nothing is lost. The events of the last poll are emitted again, marked with redelivered: true.',
					},
				],
				default: 'continue',
				description: 'What to do with the events of the last poll when n8n restarts',
			},
			{
				displayName: 'Items',
				name: 'groupBy',
				type: 'options',
				options: [{ name: 'One for Each Event', value: 'event' }, ...subjects],
				default: 'event',
				description: 'How to group the events of a run into items',
			},
			{
				displayName: 'Look Back on First Run (Hours)',
				name: 'lookbackHours',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 720 },
				default: 0,
				description: 'How far back the first poll after activation reads. 0 starts from now.',
			},
			{
				displayName: 'Maximum Events per Run',
				name: 'maximumEvents',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 5000 },
				default: 1000,
				description: 'Maximum number of events in one run. The rest follow with the next polls.',
			},
			{
				displayName: 'Overlap (Minutes)',
				name: 'overlapMinutes',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 1440 },
				default: 10,
				description:
					'How late an event may appear in the log, compared with the newest event, without being missed',
			},
			simplifyField,
		],
	};
}
