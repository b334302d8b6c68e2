/** The schedule as it was saved last. */
export interface Schedule {
	storageType: number;
	storageParams: Record<string, string>;
	cronParams: object;
	backupsStored: number;
	dump: boolean;
}

/** A connected third-party storage. */
export interface ThirdPartyAccount {
	providerId: number;
	providerKey: string;
	title: string;
	url: string;
	folderId: string;
	/** The folder of the room that it backs. */
	roomFolderId?: string;
	ownerId: string;
	createdAt: number;
	updatedAt: number;
}
