import type { INodeParameters } from 'n8n-workflow';

import type { Promised } from './promises';

/** The fields of an operation. */
export type Fields = () => Promise<INodeParameters> | INodeParameters;

/** An operation, and what its tests have to know of it. */
export type Row<Repeat, Failure> = [
	resource: string,
	operation: string,
	operationId: string,
	repeat: Repeat | 'safe',
	failures: Failure[],
	fields: Fields,
	promised: Promised,
];

/**
 * Makes the rows of a node's table.
 *
 * @param usual The service's failures that most of its operations have.
 */
export function rowsWith<Repeat, Failure>(usual: Failure[]) {
	/**
	 * One request of an operation.
	 *
	 * @param operationId of the contract
	 * @param promised whether an item carries what the operation promises, whatever was answered
	 */
	return function row(
		resource: string,
		operation: string,
		operationId: string,
		promised: Promised,
		more: {
			/** What sending it twice does; usually no harm. */
			repeat?: Repeat | 'safe';
			/** The failures that the service itself tells here, instead of the usual ones. */
			failures?: Failure[];
			/** Makes what the operation is about. */
			fields?: Fields;
		} = {},
	): Row<Repeat, Failure> {
		const { repeat = 'safe', failures = usual, fields = () => ({}) } = more;
		return [resource, operation, operationId, repeat, failures, fields, promised];
	};
}

/** The first row of each operation. */
export function firstRows<Repeat, Failure>(
	rows: ReadonlyArray<Row<Repeat, Failure>>,
): Array<Row<Repeat, Failure>> {
	return rows.filter(
		([resource, operation], index) =>
			rows.findIndex((row) => row[0] === resource && row[1] === operation) === index,
	);
}

/** How many operations share the cases that one function decides for all of them. */
const TURNS = 3;

/**
 * The rows, each with its share of the cases that one function decides for all operations: of three
 * operations that may be sent again as often, one meets each of them.
 */
export function withTurns<Repeat, Failure, Case>(
	rows: ReadonlyArray<Row<Repeat, Failure>>,
	cases: readonly Case[],
): Array<[...Row<Repeat, Failure>, common: Case[]]> {
	return rows.map((row, index) => {
		const turn = rows.slice(0, index).filter((other) => other[3] === row[3]).length;
		return [...row, cases.filter((_each, place) => (place + turn) % TURNS === 0)];
	});
}

/** The names of the shared cases that rows meet: where a request may be sent again, and where not. */
export function casesMet<Repeat, Failure>(
	rows: ReadonlyArray<[...Row<Repeat, Failure>, common: ReadonlyArray<{ name: string }>]>,
): [safe: string[], others: string[]] {
	const met = (isSafe: boolean) =>
		rows
			.filter(([, , , repeat]) => (repeat === 'safe') === isSafe)
			.flatMap((row) => row[7].map(({ name }) => name));
	return [[...new Set(met(true))].sort(), [...new Set(met(false))].sort()];
}
