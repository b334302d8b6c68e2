import { FailedRequest } from '../http/failure/failure';

/** Content that is not a whole archive of the kind that was expected. */
export class UnsoundArchive extends FailedRequest {
	/** @param reason One or more sentences about the archive, for a person. */
	constructor(readonly reason: string) {
		super({ kind: 'unsound', reason });
	}
}
