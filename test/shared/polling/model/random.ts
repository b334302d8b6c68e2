/** Random numbers that a seed repeats, for what is too bulky to be drawn by fast-check. */
export interface Random {
	/** A whole number from `least` to `most`. */
	whole(least: number, most: number): number;
	/** True with this probability. */
	chance(probability: number): boolean;
	pick<Value>(values: readonly [Value, ...Value[]]): Value;
}

/** The generator mulberry32. */
export function randomOf(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
	return {
		whole,
		chance: (probability) => next() < probability,
		pick: (values) => values[whole(0, values.length - 1)] ?? values[0],
	};
}
