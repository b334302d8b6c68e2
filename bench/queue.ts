import { Admission } from '../nodes/shared/http/admission/admission';

const LIMITS = { atOnce: { read: 40, write: 12, transfer: 4 } };

/** The processor time that the line before a service takes for so many requests at once. In ms. */
export async function queueCost(requests: number): Promise<number> {
	const admission = new Admission();
	const { signal } = new AbortController();
	const start = process.cpuUsage();
	await Promise.all(
		Array.from({ length: requests }, async () => {
			const place = await admission.enter('bench', 'read', LIMITS, signal);
			await Promise.resolve();
			place.answered();
			place.leave();
		}),
	);
	const { user, system } = process.cpuUsage(start);
	return Math.round((user + system) / 1000);
}
