const UNITS = [
	['hour', 3600],
	['minute', 60],
] as const;

/**
 * A time as people say it: `45 seconds`, `2 minutes`, `1 hour 5 minutes`.
 *
 * @param milliseconds Rounded up to whole seconds, and beyond two minutes to whole minutes.
 */
export function durationWords(milliseconds: number): string {
	let seconds = Math.max(1, Math.ceil(milliseconds / 1000));
	if (seconds <= 120) return counted(seconds, 'second');
	seconds = Math.ceil(seconds / 60) * 60;
	const words: string[] = [];
	for (const [name, length] of UNITS) {
		const count = Math.floor(seconds / length);
		seconds -= count * length;
		if (count > 0) words.push(counted(count, name));
	}
	return words.join(' ');
}

function counted(count: number, name: string): string {
	return `${count} ${name}${count === 1 ? '' : 's'}`;
}
