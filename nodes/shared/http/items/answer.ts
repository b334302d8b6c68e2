import { isRecord } from '../../util/isRecord';
import { FailedRequest } from '../failure/failure';

/** What an operation's answer has to be, so that its items carry what the operation promises. */
export interface ExpectedAnswer {
	/** What the answer is, as messages name it, for example `the folder`. */
	readonly what: string;
	/** The rows of a result, none where that is an answer too; undefined when it is not one. */
	rows(result: unknown): unknown[] | undefined;
}

/** Whether a row is what it has to be: the names of members that it needs, or a look of its own. */
type Needed = readonly string[] | ((row: unknown) => boolean);

/** One object. */
export function one(what: string, needed: Needed): ExpectedAnswer {
	return { what, rows: (result) => (fits(result, needed) ? [result] : undefined) };
}

/** One object, or nothing where the service has none. */
export function oneOrNothing(what: string, needed: Needed): ExpectedAnswer {
	const { rows } = one(what, needed);
	return { what, rows: (result) => (isNothing(result) ? [] : rows(result)) };
}

/** A list of objects, which may be empty. */
export function many(what: string, needed: Needed): ExpectedAnswer {
	const areRows = (result: unknown): result is unknown[] =>
		Array.isArray(result) && result.every((row) => fits(row, needed));
	return { what, rows: (result) => (areRows(result) ? result : undefined) };
}

/** A plain value. */
export function value(what: string, isOne: (result: unknown) => boolean): ExpectedAnswer {
	return { what, rows: (result) => (isOne(result) ? [result] : undefined) };
}

/** For services that say with `true` that something was done, and with nothing else. */
export const yes: ExpectedAnswer = value('a confirmation', (result) => result === true);

/** For services that answer with `true` and with `false`, each of which means something. */
export const yesOrNo: ExpectedAnswer = value(
	'true or false',
	(result) => typeof result === 'boolean',
);

/**
 * For services that say by a good status alone that something was done. Nothing is expected with it;
 * an object may come, as long as it does not say otherwise.
 */
export const done: ExpectedAnswer = {
	what: 'a confirmation',
	rows: (result) => (isNothing(result) || isHarmless(result) ? [] : undefined),
};

/** For contents, which are looked at where they are stored. */
export const content: ExpectedAnswer = { what: 'the content', rows: () => [{}] };

/** For readers that get on without a usable answer. */
export const anything: ExpectedAnswer = { what: 'an answer', rows: (result) => [result] };

/**
 * The rows of a result.
 *
 * @throws FailedRequest when the result is not what was expected.
 */
export function expectedRows(result: unknown, { what, rows }: ExpectedAnswer): unknown[] {
	const found = rows(result);
	if (found) return found;
	throw new FailedRequest({ kind: 'unusable', what, came: nameOf(result) });
}

function fits(row: unknown, needed: Needed): boolean {
	if (typeof needed === 'function') return needed(row);
	return isRecord(row) && !Array.isArray(row) && needed.every((name) => isGiven(row[name]));
}

/** IDs, names and numbers: what a next step can use. */
function isGiven(member: unknown): boolean {
	return typeof member === 'number' || (typeof member === 'string' && member !== '');
}

function isNothing(result: unknown): result is null | undefined {
	return result === undefined || result === null;
}

function isHarmless(result: unknown): boolean {
	if (!isRecord(result) || Array.isArray(result)) return false;
	return !Object.entries(result).some(([name, member]) => saysNo(name.toLowerCase(), member));
}

/** Values of a member about success that deny it. */
const NO =
	/^(false|0|no|nok|not[ _]?ok|none|err|error|errors|fail|failed|failure|denied|forbidden|refused|rejected|locked|unauthorized|invalid|cancel\w*|aborted|timeout)$/i;

/** Codes that are no error. */
const YES_CODE = /^(0|2\d\d|ok|success)$/i;

/** Whether a member of an answer says that something was not done, in one of the ways of services. */
function saysNo(name: string, member: unknown): boolean {
	if (isNothing(member) || member === '') return false;
	if (/^(error|exception|fault|problem)/.test(name)) return Boolean(member) && !isEmpty(member);
	if (/^(success|succeeded|ok|done|accepted|result|status|state)$/.test(name)) {
		return member === false || NO.test(String(member)) || Number(member) >= 400;
	}
	// The place and the number of an error.
	return name === 'domain' || (name === 'code' && !YES_CODE.test(String(member)));
}

function isEmpty(member: unknown): boolean {
	return isRecord(member) && Object.keys(member).length === 0;
}

/** What came, without its content, which may be secret. */
function nameOf(result: unknown): string {
	if (isNothing(result) || result === '') return 'nothing';
	if (Array.isArray(result)) return result.length === 0 ? 'an empty list' : 'a list';
	if (isRecord(result)) return Object.keys(result).length === 0 ? 'an empty object' : 'an object';
	return typeof result === 'boolean' ? String(result) : `a ${typeof result}`;
}
