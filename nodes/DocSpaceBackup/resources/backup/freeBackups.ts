import type { IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { errorNode } from '../../../shared/context';
import type { ExpectedAnswer } from '../../../shared/http/items/answer';
import { request } from '../../../shared/http/request';
import { numberOf } from '../../../shared/parameters/parameter';
import { isRecord } from '../../../shared/util/isRecord';
import { ANSWER } from '../../service/answers';
import { docSpace } from '../../service/docSpace';

/**
 * A `prepare` function: stops before a backup that would cost something, where the option
 * `freeBackups` says how many the plan has for nothing. From 3.8 on a portal switches its paid service
 * on by itself when they are used up.
 *
 * @throws NodeOperationError when none is left this month, which the portal counts in UTC.
 */
export const checkFreeBackups: PreSendAction = async function (options) {
	const free = numberOf(this, 'options.freeBackups');
	if (Number.isNaN(free)) return options;
	const used = await result(this, '/backup/getbackupscount', ANSWER.count);
	// A portal before 3.5 has no paid backups.
	if (used === undefined || Number(used) < free) return options;
	const state = await result(this, '/backup/getservicestate', ANSWER.serviceState);
	const isPaid = isRecord(state) && state.enabled === true;
	throw new NodeOperationError(errorNode(this), 'No free backup is left this month', {
		itemIndex: this.getItemIndex(),
		description: `The portal has used ${Number(used)} of ${free} free backups in this calendar month (UTC). Its paid backup service is ${isPaid ? 'on, so another backup would cost money' : 'off, but from DocSpace 3.8 on a new backup would switch it on'}. Nothing was sent.`,
	});
};

async function result(
	context: IExecuteSingleFunctions,
	path: string,
	answer: ExpectedAnswer,
): Promise<unknown> {
	return await request(context, docSpace, { path, answer }).then(
		(found) => found.result,
		(error: unknown) => {
			if (error instanceof NodeApiError && error.httpCode === '404') return undefined;
			throw error;
		},
	);
}
