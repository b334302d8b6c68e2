import type { IExecutePaginationFunctions, PostReceiveAction } from 'n8n-workflow';

import { anything } from '../../../nodes/shared/http/items/answer';
import { requestPipeline } from '../../../nodes/shared/http/pipeline';
import type { Service } from '../../../nodes/shared/http/service';

/** Runs what an operation declares after an answer that `instead` gives. */
async function run(actions: unknown[]) {
	const context = {
		getItemIndex: () => 0,
		getNode: () => ({ type: 'a', parameters: {} }),
		getNodeParameter: (_name: string, usual: unknown) => usual,
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => false,
	};
	const requestData = { options: { url: '/' }, paginate: true, postReceive: [{ actions }] };
	const instead = async () => [{ json: { n: 1 } }];
	// All that is asked of them on this way.
	return await requestPipeline({} as Service, { answer: anything, instead }).call(
		context as unknown as IExecutePaginationFunctions,
		requestData as unknown as Parameters<ReturnType<typeof requestPipeline>>[0],
	);
}

it('runs the functions that an operation declares, in their order, and nothing else of them', async () => {
	const plus: PostReceiveAction = async (items, { statusCode }) =>
		items.map(({ json }) => ({ json: { n: Number(json.n) + 1, statusCode } }));
	const times: PostReceiveAction = async (items) =>
		items.map(({ json }) => ({ json: { ...json, n: Number(json.n) * 10 } }));
	const items = await run([plus, { type: 'limit', properties: { maxResults: 0 } }, times]);
	expect(items).toEqual([{ json: { n: 20, statusCode: 200 }, pairedItem: { item: 0 } }]);
});
