/** How far a text counts as being from one that it is a part of. */
const PART = 1.5;

/**
 * The text of a list that is most like another one, as a hint after a slip.
 *
 * @returns undefined where none is like it: more than a third of the longer one differs.
 */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
	const wanted = bare(text);
	let best: string | undefined;
	let least = Infinity;
	for (const candidate of candidates) {
		const other = bare(candidate);
		const isPart =
			Math.min(wanted.length, other.length) > 2 &&
			(other.includes(wanted) || wanted.includes(other));
		const most = isPart ? PART : Math.max(wanted.length, other.length) / 3;
		const steps = Math.min(distance(wanted, other), isPart ? PART : Infinity);
		if (steps >= least || steps > most) continue;
		least = steps;
		best = candidate;
	}
	return best;
}

/** Spaces, dots and letter case say nothing. */
function bare(text: string): string {
	return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** How many letters have to be put in, taken out or changed to make one text of the other. */
function distance(left: string, right: string): number {
	// What is longer than any choice is like none.
	if (left.length > 100) return Infinity;
	let above = Array.from({ length: right.length + 1 }, (_, index) => index);
	for (let row = 1; row <= left.length; row++) {
		const current = [row];
		for (let column = 1; column <= right.length; column++) {
			const changed = Number(left[row - 1] !== right[column - 1]) + Number(above[column - 1]);
			current.push(Math.min(changed, Number(above[column]) + 1, Number(current[column - 1]) + 1));
		}
		above = current;
	}
	return Number(above[right.length]);
}
