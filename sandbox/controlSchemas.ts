const text = { type: 'string' };
const flag = { type: 'boolean' };
const number = { type: 'integer', minimum: 0 };
const moment = {
	type: 'string',
	pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$',
};

/** An object with these members and no others, none of them needed. */
function members(properties: Record<string, object>) {
	return { type: 'object', additionalProperties: false, properties };
}

const named = { ...members({ uuid: text, name: text }), required: ['uuid', 'name'] };

const rowMembers = {
	text,
	severity: { enum: [1, 2, 3, 4] },
	visibleAfterMilliseconds: number,
	node: named,
	share: named,
	user: {
		...members({ uuid: text, name: text, email: text }),
		required: ['uuid', 'name', 'email'],
	},
};

const backupPlan = members({
	durationMilliseconds: number,
	outcome: {
		enum: [
			'success',
			'failedInJob',
			'failedAfterSuccess',
			'failedBeforeJob',
			'cancelled',
			'vanished',
			'vanishedAfterSuccess',
			'deadWorker',
		],
	},
	archiveBytes: number,
	error: text,
	warning: text,
});

/** The body of `POST /settings`: what is named changes, lists are replaced. */
export const settingsSchema = members({
	docSpace: members({
		version: { enum: ['3.1', '3.5', '3.6', '3.7', '3.8'] },
		hosted: flag,
		paid: flag,
		planHasBackup: flag,
		planHasRestore: flag,
		planHasAudit: flag,
		freeBackups: number,
		opensPaidSession: flag,
		deletesBackupAccount: flag,
		reportsAsTask: flag,
		reportMilliseconds: number,
		reportError: text,
		paidBackupService: flag,
		unreachableStorageTypes: { type: 'array', items: { enum: [0, 1, 2, 3, 4, 5] } },
		addressAllowed: flag,
		thirdPartyEnabled: flag,
		databaseDatesWithZone: flag,
		downloadRedirect: flag,
		temporaryStorageIsDisk: flag,
		chunkUploadBytes: number,
		storageQuotaBytes: number,
		backup: backupPlan,
		nextBackups: { type: 'array', items: backupPlan },
		restore: members({
			durationMilliseconds: number,
			outcome: { enum: ['success', 'failed', 'deadWorker'] },
			error: text,
			hiddenMilliseconds: number,
		}),
	}),
	acronis: members({
		auditLog: members({
			order: { enum: ['newestFirst', 'oldestFirst', 'insertion', 'shuffled'] },
			hiddenSubSeconds: flag,
		}),
		paging: members({
			contentRange: flag,
			defaultPerPage: { type: 'integer', minimum: 1 },
			maximumPerPage: { type: 'integer', minimum: 1 },
			lastPageStatus: { enum: [200, 206] },
		}),
		files: members({
			listDeleted: flag,
			copyMilliseconds: number,
			settingsReplaced: flag,
			damagesUploads: flag,
		}),
		tokens: members({ lifetimeSeconds: number, expiresIn: flag, rotateRefreshTokens: flag }),
	}),
});

/** The body of `POST /audit-log`: one row, many of a kind, or a list of rows. */
export const auditLogSchema = {
	anyOf: [
		{ type: 'array', items: members({ ...rowMembers, createdAt: moment }) },
		{
			...members({ ...rowMembers, count: number, startingAt: moment, stepMilliseconds: number }),
			required: ['count'],
		},
	],
};

const eventMembers = {
	action: text,
	date: moment,
	userId: text,
	user: text,
	target: text,
	room: text,
};

const events = {
	anyOf: [
		{ type: 'array', items: members(eventMembers) },
		{
			...members({ ...eventMembers, count: number, stepMilliseconds: number }),
			required: ['count'],
		},
	],
};

/** The body of `POST /portal-history`. */
export const portalHistorySchema = members({ audit: events, login: events, archives: number });

/** The body of `POST /faults`. */
export const faultSchema = members({
	origin: { enum: ['docSpace', 'docSpaceStorage', 'acronis'] },
	operationId: text,
	method: text,
	path: text,
	query: text,
	times: { anyOf: [{ const: 'always' }, { type: 'integer', minimum: 1 }] },
	skip: number,
	limit: members({
		atOnce: { type: 'integer', minimum: 1 },
		changesAtOnce: { type: 'integer', minimum: 1 },
		perMinute: { type: 'integer', minimum: 1 },
		named: flag,
		announced: flag,
	}),
	delayMilliseconds: number,
	status: { type: 'integer', minimum: 200, maximum: 599 },
	headers: { type: 'object', additionalProperties: text },
	body: {},
	html: { anyOf: [text, { const: true }] },
	redirect: text,
	cut: {
		anyOf: [{ const: true }, { ...members({ afterBytes: number }), required: ['afterBytes'] }],
	},
	slowBody: {
		...members({ chunkBytes: { type: 'integer', minimum: 1 }, pauseMilliseconds: number }),
		required: ['chunkBytes', 'pauseMilliseconds'],
	},
	slowRead: {
		...members({ chunkBytes: { type: 'integer', minimum: 1 }, pauseMilliseconds: number }),
		required: ['chunkBytes', 'pauseMilliseconds'],
	},
	afterWork: flag,
});
