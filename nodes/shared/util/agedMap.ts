/** Longer than the rarest poll that n8n's form offers, which is one a month. In ms. */
const LONGER_THAN_POLLS = 40 * 86_400_000;

/**
 * A memory of the process, bounded by age alone: bounded by a number, those who are remembered would
 * push each other out.
 */
export class AgedMap<Value> {
	/** The one that was used longest ago comes first. */
	private readonly entries = new Map<string, { value: Value; usedAt: number }>();

	/**
	 * @param keptMs How long an entry is kept that nobody uses, in ms.
	 * @param now A clock in ms that never jumps.
	 */
	constructor(
		private readonly keptMs = LONGER_THAN_POLLS,
		private readonly now: () => number = () => performance.now(),
	) {}

	get size(): number {
		return this.entries.size;
	}

	get(key: string): Value | undefined {
		this.forget();
		const entry = this.entries.get(key);
		if (entry) this.set(key, entry.value);
		return entry?.value;
	}

	set(key: string, value: Value): void {
		this.forget();
		this.entries.delete(key);
		this.entries.set(key, { value, usedAt: this.now() });
	}

	delete(key: string): void {
		this.entries.delete(key);
	}

	private forget(): void {
		const now = this.now();
		for (const [oldest, { usedAt }] of this.entries) {
			if (now - usedAt < this.keptMs) return;
			this.entries.delete(oldest);
		}
	}
}
