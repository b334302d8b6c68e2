import type { IExecuteData } from 'n8n-workflow';

import type { RequestContext } from './http/service';

/**
 * Keeps something for as long as one run of a node lasts, so that its items share it. A list of the
 * editor or a poll gets a new one each time.
 *
 * @param create Makes it, when the run's first item asks.
 */
export function perRun<Kept>(create: () => Kept): (context: RequestContext) => Kept {
	const kept = new WeakMap<IExecuteData, Kept>();
	return (context) => {
		// All items of a run have the same object here, and no other run has it.
		const run = 'getExecuteData' in context ? context.getExecuteData() : undefined;
		if (!run) return create();
		const existing = kept.get(run);
		if (existing !== undefined) return existing;
		const created = create();
		kept.set(run, created);
		return created;
	};
}

/** Keeps something between the steps of one item, for each item of a run apart. */
export function perItem<Kept>() {
	const items = perRun(() => new Map<number, Kept>());
	const itemOf = (context: RequestContext) =>
		'getItemIndex' in context ? context.getItemIndex() : 0;
	return {
		set(context: RequestContext, value: Kept): void {
			items(context).set(itemOf(context), value);
		},
		get(context: RequestContext): Kept | undefined {
			return items(context).get(itemOf(context));
		},
	};
}
