import type { INodeProperties } from 'n8n-workflow';

/**
 * What stands below a node on the canvas: the action of its operation in words.
 *
 * @param properties The node's properties, with each resource's Operation among them.
 * @returns An expression for the description's `subtitle`.
 */
export function actionSubtitle(properties: readonly INodeProperties[]): string {
	const actions = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.flatMap((option) =>
				'action' in option
					? [[`${String(displayOptions?.show?.resource?.[0])} ${option.value}`, option.action]]
					: [],
			),
		);
	const words = JSON.stringify(Object.fromEntries(actions));
	return `={{ (${words})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
}
