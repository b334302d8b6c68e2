import { NodeApiError } from 'n8n-workflow';

import { errorNode } from '../../shared/context';
import { foreignHost } from '../../shared/http/failure/foreignHost';
import type { AnswerFailure } from '../../shared/http/failure/failure';
import type { PipelineOptions } from '../../shared/http/pipelineOptions';
import type { Explanation } from '../../shared/http/service';
import { isRecord } from '../../shared/util/isRecord';
import { docSpace } from './docSpace';
import { errorType, portalWords } from './errors';
import { withoutOwnSecrets } from './withoutOwnSecrets';

/** What a status means for one operation, where the service's own use of it is an odd one. */
export interface StatusMeaning extends Explanation {
	status: number;
	/** Whether the answer is the one that is meant; by default one from inside the operation. */
	applies?(failure: AnswerFailure): boolean;
}

/**
 * A `recover` function that puts an odd status of one operation into the sentence that is true for
 * it. Every other failure is explained as for all operations.
 */
export function explainStatus(
	...meanings: StatusMeaning[]
): NonNullable<PipelineOptions['recover']> {
	return async function ({ failure, url }, { body }) {
		if (failure.kind !== 'answer') return undefined;
		const meaning = meanings.find(
			({ status, applies = fromInside }) => status === failure.status && applies(failure),
		);
		// What another host says has nothing to do with the portal.
		if (!meaning || (await foreignHost(this, docSpace, url)) !== undefined) return undefined;
		const { message, status } = meaning;
		const said = portalWords(failure.body);
		const description = said
			? `${meaning.description} The portal says: ${await withoutOwnSecrets(this, said, body)}`
			: meaning.description;
		throw new NodeApiError(
			errorNode(this),
			{ message },
			{ message, description, httpCode: String(status), itemIndex: this.getItemIndex() },
		);
	};
}

/** Older portals do not have the operation at all. */
export function requiresVersion(version: string): StatusMeaning {
	return {
		status: 404,
		applies: () => true,
		message: 'This portal is too old for this operation',
		description: `It needs DocSpace ${version} or newer. Update the portal if it is self-hosted, or do without this operation.`,
	};
}

/** An error of the operation itself, and not of the gate before it. */
function fromInside({ body }: AnswerFailure): boolean {
	return isRecord(body) && isRecord(body.error);
}

/** The service's 403 for "there is no such thing", apart from the one for missing rights. */
export function isInvalidOperation(failure: AnswerFailure): boolean {
	return errorType(failure.body).includes('InvalidOperationException');
}
