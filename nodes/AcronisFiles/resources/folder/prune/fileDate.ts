import { fieldTime, localDay, toIsoDate } from '../../../../shared/parameters/dates';

/** When a file is from. */
interface FileDate {
	/** Moment in ms since 1970. */
	time: number;
	/** Its calendar day in the workflow's time zone, as `2026-06-01`. */
	day: string;
}

/** Reads the date of a file; undefined when it has none that can be relied on. */
export type DateReader = (file: { name: string; modified: unknown }) => FileDate | undefined;

/** The parts of a date format, as most programs write them. */
const PARTS: Readonly<Record<string, string>> = {
	yyyy: '(?<yyyy>\\d{4})',
	MM: '(?<MM>\\d{2})',
	dd: '(?<dd>\\d{2})',
	HH: '(?<HH>\\d{2})',
	mm: '(?<mm>\\d{2})',
	ss: '(?<ss>\\d{2})',
};

/** The date at which the file was modified last. */
export function modificationDate(timeZone: string): DateReader {
	return ({ modified }) => {
		const time = Date.parse(toIsoDate(modified) ?? '');
		return Number.isNaN(time) ? undefined : { time, day: localDay(time, timeZone) };
	};
}

/**
 * The date that stands in the name, in the workflow's time zone.
 *
 * @param format For example `yyyy-MM-dd_HH-mm-ss`. Year, month and day must be in it.
 * @returns undefined when the format is not one. The reader finds no date in a name that has none,
 * several different ones, or one that the calendar does not have.
 */
export function dateInName(format: string, timeZone: string): DateReader | undefined {
	const parts: string[] = format.match(/yyyy|MM|dd|HH|mm|ss|./gsu) ?? [];
	const isUsable =
		['yyyy', 'MM', 'dd'].every((part) => parts.includes(part)) &&
		Object.keys(PARTS).every((part) => parts.filter((one) => one === part).length < 2);
	if (!isUsable) return undefined;
	const source = parts.map((part) => PARTS[part] ?? escaped(part)).join('');
	// Digits around it would make another number of it.
	const pattern = new RegExp(`(?<!\\d)${source}(?!\\d)`, 'gu');
	return ({ name }) => {
		const found = [...name.matchAll(pattern)].map(({ groups = {} }) => groups);
		const texts = new Set(found.map((groups) => wallClock(groups)));
		const [text] = texts;
		if (texts.size !== 1 || text === undefined) return undefined;
		const isInCalendar = toIsoDate(text)?.slice(0, 19) === text;
		const time = isInCalendar ? fieldTime(text, timeZone) : undefined;
		return time === undefined ? undefined : { time, day: text.slice(0, 10) };
	};
}

function wallClock({ yyyy, MM, dd, HH = '00', mm = '00', ss = '00' }: Record<string, string>) {
	return `${yyyy}-${MM}-${dd}T${HH}:${mm}:${ss}`;
}

function escaped(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
