import type { RequestContext } from '../../../../nodes/shared/context';
import { checkPageCeiling } from '../../../../nodes/shared/http/items/pages';

it('lets ten thousand pages of a list be read, and no more', () => {
	// All that is asked of it.
	const context = { getNode: () => ({}) } as unknown as RequestContext;
	expect(() => checkPageCeiling(context, 9_999)).not.toThrow();
	expect(() => checkPageCeiling(context, 10_000)).toThrow('more than 10000 pages');
});
