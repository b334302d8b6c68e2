import fc from 'fast-check';

import { attacked } from './attacks';
import { Trigger } from '../shared/polling/trigger';

const DAY = 86_400;

/** A trigger whose server's clock can be wrong; n8n's date is right, whatever the server says. */
class SkewedTrigger extends Trigger {
	private readonly begin = this.source.now;

	/** Seconds by which the server's clock is ahead. */
	skew = 0;

	readonly emitted: string[] = [];

	readonly losses: unknown[] = [];

	private count = 0;

	override date = () => this.begin * 1000 + this.clock;

	/** The clock is set; time goes on. */
	set(skew: number): void {
		if (skew !== this.skew) attacked('clocks that were set');
		this.source.now += skew - this.skew;
		this.skew = skew;
	}

	/** An event happens now, by the server's clock. */
	happen(): void {
		this.source.entries.push([this.source.now, `e${(this.count += 1)}`]);
	}

	/** Time goes by with events and polls. */
	async run(minutes: number, eventsPerMinute = 1): Promise<void> {
		for (let minute = 0; minute < minutes; minute += 1) {
			this.pass(30);
			for (let event = 0; event < eventsPerMinute; event += 1) this.happen();
			this.pass(30);
			await this.tick();
		}
	}

	async tick(): Promise<void> {
		const result = await this.poll();
		const names = result?.events.map(({ id, redelivered }) => (redelivered ? `${id} again` : id));
		this.emitted.push(...(names ?? []));
		if (result?.possibleLoss) this.losses.push(result.possibleLoss);
	}

	/** What has happened, in its order. */
	get happened(): string[] {
		return Array.from({ length: this.count }, (_, index) => `e${index + 1}`);
	}

	get lost(): string[] {
		const had = new Set(this.emitted.map((name) => name.replace(' again', '')));
		return this.happened.filter((name) => !had.has(name));
	}

	get repeated(): string[] {
		const plain = this.emitted.filter((name) => !name.endsWith(' again'));
		return plain.filter((name, index) => plain.indexOf(name) !== index);
	}

	get outcome() {
		return { lost: this.lost, repeated: this.repeated, losses: this.losses };
	}
}

async function published(skew = 0): Promise<SkewedTrigger> {
	const trigger = new SkewedTrigger();
	trigger.set(skew);
	await trigger.activate();
	return trigger;
}

const nothing = { lost: [], repeated: [], losses: [] };

describe("a server's clock that is ahead", () => {
	it('for one row and one answer loses none of 50 later events', async () => {
		const trigger = await published();
		await trigger.run(5);
		trigger.set(DAY);
		await trigger.run(1);
		trigger.set(0);
		await trigger.run(50);
		expect(trigger.outcome).toMatchObject(nothing);
	});

	it('when the trigger is published is not believed', async () => {
		const trigger = await published(DAY);
		trigger.set(0);
		await trigger.run(50);
		expect(trigger.outcome).toMatchObject(nothing);
	});

	it('together with the date of n8n, as on one machine, is not believed either', async () => {
		const trigger = await published();
		await trigger.run(2);
		const right = trigger.date;
		trigger.date = () => right() + DAY * 1000;
		trigger.set(DAY);
		await trigger.run(3);
		trigger.date = right;
		trigger.set(0);
		await trigger.run(50);
		expect(trigger.outcome).toMatchObject(nothing);
	});

	it('for half an hour, with a restart of n8n in between, loses and repeats nothing', async () => {
		const trigger = await published();
		await trigger.run(2);
		trigger.set(DAY);
		await trigger.run(15, 3);
		trigger.restart();
		await trigger.run(15, 3);
		trigger.set(0);
		await trigger.run(50);
		expect(trigger.outcome).toMatchObject(nothing);
	});

	it('for hours is believed; when it turns back, the trigger says so and goes on', async () => {
		const trigger = await published();
		await trigger.run(2);
		trigger.set(DAY);
		await trigger.run(180);
		trigger.source.requests = 0;
		await trigger.run(1);
		expect(trigger.source.requests).toBe(1);
		trigger.set(0);
		await trigger.run(50);
		expect(trigger.outcome).toMatchObject({ lost: [], repeated: [] });
		expect(trigger.losses).toMatchObject([{ reason: 'clock' }]);
		trigger.restart();
		await trigger.run(2 * 24 * 60, 0.01);
		expect(trigger.outcome).toMatchObject({ lost: [], repeated: [] });
		expect(trigger.losses).toHaveLength(1);
	});

	it('for good does not keep the trigger from its work', async () => {
		const trigger = await published(3 * 3_600);
		await trigger.run(90);
		trigger.source.requests = 0;
		await trigger.run(10);
		expect(trigger.source.requests).toBe(10);
		expect(trigger.outcome).toMatchObject(nothing);
	});

	it('is believed where there is more than can be kept in mind', async () => {
		const trigger = await published();
		await trigger.run(1);
		trigger.set(DAY);
		await trigger.run(30, 500);
		expect(trigger.outcome).toMatchObject(nothing);
	});
});

it('a state that stands in the future says so and goes on', async () => {
	const trigger = await published();
	await trigger.run(1);
	const cursor = Object(trigger.staticData.cursor);
	const tomorrow = Number(cursor.watermark) + DAY;
	Object.assign(cursor, { watermark: tomorrow, floor: tomorrow - 600, readUntil: tomorrow });
	trigger.restart();
	await trigger.run(20);
	expect(trigger.outcome).toMatchObject({ lost: [], repeated: [] });
	expect(trigger.losses).toMatchObject([{ reason: 'clock' }]);
});

it('an answer whose date is a day behind changes nothing', async () => {
	const trigger = await published();
	await trigger.run(5);
	const pages = trigger.source.pages.bind(trigger.source);
	trigger.source.pages = async function* (window) {
		for await (const page of pages(window)) yield { ...page, serverNow: page.serverNow - DAY };
	};
	await trigger.run(2);
	trigger.source.pages = pages;
	await trigger.run(5);
	expect(trigger.outcome).toMatchObject(nothing);
});

it("n8n's own date may jump both ways", async () => {
	const trigger = await published();
	for (const days of [1, -1, 400, -400]) {
		const right = trigger.date;
		trigger.date = () => right() + days * DAY * 1000;
		await trigger.run(3);
		trigger.date = right;
	}
	await trigger.run(3);
	expect(trigger.outcome).toMatchObject(nothing);
});

it('nothing is lost or repeated whatever the clock does within an hour', async () => {
	const step = fc.record({
		skew: fc.constantFrom(0, 0, 300, 3_600, DAY, 30 * DAY),
		minutes: fc.integer({ min: 1, max: 5 }),
		events: fc.integer({ min: 0, max: 4 }),
		isRestarted: fc.boolean(),
	});
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
			const trigger = await published(steps[0]?.skew);
			for (const { skew, minutes, events, isRestarted } of steps) {
				trigger.set(skew);
				await trigger.run(minutes, events);
				if (isRestarted) trigger.restart();
			}
			trigger.set(0);
			await trigger.run(15);
			expect(trigger.outcome).toMatchObject(nothing);
		}),
		{ numRuns: 200, seed: 1 },
	);
});
