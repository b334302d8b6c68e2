/** The order in which the audit log gives its rows. `shuffled` is the same for every request. */
type AuditOrder = 'newestFirst' | 'oldestFirst' | 'insertion' | 'shuffled';

/** The service's switches. Each may be changed at any time. */
export interface AcronisSettings {
	auditLog: {
		order: AuditOrder;
		/** Rows keep fractions of a second that filters see and answers do not show. */
		hiddenSubSeconds: boolean;
	};
	paging: {
		/** Whether 206 comes with `Content-Range`. */
		contentRange: boolean;
		/** The page size without `per_page`. */
		defaultPerPage: number;
		/** A greater `per_page` counts as this. */
		maximumPerPage: number;
		/** The status of the last of several pages. */
		lastPageStatus: 200 | 206;
	};
	files: {
		/** Whether deleted items stay in the lists of their folders. */
		listDeleted: boolean;
		/** How long after its answer a copy can be seen. */
		copyMilliseconds: number;
		/** Whether a change of settings sets what it leaves out back to what a new tenant has. */
		settingsReplaced: boolean;
		/** Whether the first byte of a content is stored wrong, which only a checksum shows. */
		damagesUploads: boolean;
	};
	tokens: {
		/** How long an access token lives that is issued from now on. */
		lifetimeSeconds: number;
		/** Whether answers carry `expires_in` beside `expires_on`. */
		expiresIn: boolean;
		/** Whether each use of a refresh token puts a new one in its place. */
		rotateRefreshTokens: boolean;
	};
}

/** A tenant whose rows come newest first and whose tokens live two hours. */
export function defaultAcronisSettings(): AcronisSettings {
	return {
		auditLog: { order: 'newestFirst', hiddenSubSeconds: false },
		paging: { contentRange: true, defaultPerPage: 100, maximumPerPage: 1_000, lastPageStatus: 206 },
		files: {
			listDeleted: true,
			copyMilliseconds: 0,
			settingsReplaced: false,
			damagesUploads: false,
		},
		tokens: { lifetimeSeconds: 7_200, expiresIn: false, rotateRefreshTokens: false },
	};
}
