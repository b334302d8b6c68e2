/** Content that is not a whole archive of the kind that was expected. */
export class UnsoundArchive extends Error {
	/** @param reason One or more sentences about the archive, for a person. */
	constructor(readonly reason: string) {
		super(reason);
	}
}
