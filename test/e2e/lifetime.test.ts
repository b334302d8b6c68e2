import { Lifetime, withDeadline, withLifetime } from '../../e2e/process/lifetime';

describe('a lifetime', () => {
	it('ends what was started, newest first, and goes on after a step that fails', async () => {
		const ended: string[] = [];
		const shown = jest.spyOn(console, 'error').mockImplementation(() => undefined);
		await withLifetime(async (lifetime) => {
			await lifetime.onEnd(() => void ended.push('first'));
			await lifetime.onEnd(() => {
				throw new Error('cannot');
			});
			await lifetime.onEnd(() => void ended.push('last'));
		});
		expect(ended).toEqual(['last', 'first']);
		expect(shown).toHaveBeenCalledTimes(1);
		shown.mockRestore();
	});

	it('ends what was started before an error and passes the error on', async () => {
		const ended: string[] = [];
		const work = withLifetime(async (lifetime) => {
			await lifetime.onEnd(() => void ended.push('step'));
			throw new Error('half way');
		});
		await expect(work).rejects.toThrow('half way');
		expect(ended).toEqual(['step']);
	});

	it('gives work up at its deadline', async () => {
		const ended: string[] = [];
		const parent = new Lifetime();
		const work = withDeadline(parent, 20, async (lifetime) => {
			await lifetime.onEnd(() => void ended.push('step'));
			await new Promise(() => undefined);
		});
		await expect(work).rejects.toThrow('Not done after 0 seconds');
		expect(ended).toEqual(['step']);
	});

	it('ends a part together with the whole', async () => {
		const ended: string[] = [];
		const parent = new Lifetime();
		const work = withDeadline(parent, 10_000, async (lifetime) => {
			await lifetime.onEnd(() => void ended.push('step'));
			parent.abort(new Error('interrupted'));
			await new Promise(() => undefined);
		});
		await expect(work).rejects.toThrow('interrupted');
		expect(ended).toEqual(['step']);
	});

	it('ends at once what is started after the end', async () => {
		const lifetime = new Lifetime();
		await lifetime.end();
		let ended = false;
		await lifetime.onEnd(() => void (ended = true));
		expect(ended).toBe(true);
	});
});
