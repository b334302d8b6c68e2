import { AuditModel, type ModelRow, ServerError } from '../../test/shared/polling/model/auditModel';
import { ModelSource } from '../../test/shared/polling/model/modelSource';
import { randomOf } from '../../test/shared/polling/model/random';
import type { Scenario } from '../../test/shared/polling/model/scenario';
import { BEGIN, rowsUntil, timesOfPolls } from '../../test/shared/polling/model/simulate';

/**
 * Reads a model server the way a trigger does that keeps one time: each poll asks for everything
 * since the poll before. It is spared everything but the server: no kill, no overlapping polls.
 *
 * @returns of the rows that our triggers promise to emit: how many it lost, and how often it emitted
 * one again
 */
export async function readNaively(scenario: Scenario): Promise<{ lost: number; repeated: number }> {
	const random = randomOf(scenario.seed);
	const times = timesOfPolls(scenario, random);
	const rows = rowsUntil(times.at(-1) ?? BEGIN, scenario, random);
	const model = new AuditModel(BEGIN, rows, scenario, random);
	const source = new ModelSource(model);
	const emissions = new Map<string, number>();
	let since = Math.floor(BEGIN / 1000);
	const end = Math.max(...rows.map(({ visibleAt }) => visibleAt), ...times);
	for (const time of [...times, end + 60_000, end + 120_000]) {
		model.now = Math.max(model.now, time);
		model.areErrorsOn = time <= end;
		const found = await readSince(source, since);
		if (!found) continue;
		since = found.asked;
		for (const id of found.ids) emissions.set(id, (emissions.get(id) ?? 0) + 1);
	}
	const isPromised = ({ createdAt, visibleAt }: ModelRow) =>
		createdAt >= BEGIN + 60_000 && visibleAt - createdAt <= scenario.overlapSeconds * 1000;
	const isAccepted = ({ id }: ModelRow) => Number(id.slice(-2)) < scenario.acceptedShare * 100;
	const promised = rows.filter(
		(row) => isPromised(row) && isAccepted(row) && !model.isDeleted(row),
	);
	const counts = promised.map(({ id }) => emissions.get(id) ?? 0);
	return {
		lost: counts.filter((count) => count === 0).length,
		repeated: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
	};
}

/** @returns undefined where the server failed: the time is kept then, and the next poll asks again */
async function readSince(source: ModelSource, since: number) {
	const ids = new Set<string>();
	let asked: number | undefined;
	try {
		for await (const page of source.pages({ from: since })) {
			asked ??= page.serverNow;
			for (const { id, second } of page.rows) if (second >= since) ids.add(id);
		}
	} catch (error) {
		if (error instanceof ServerError) return undefined;
		throw error;
	}
	return { ids, asked: asked ?? since };
}
