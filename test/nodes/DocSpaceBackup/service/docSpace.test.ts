import { docSpace } from '../../../../nodes/DocSpaceBackup/service/docSpace';

describe('what shares limits and pauses', () => {
	const credential = {
		portalUrl: 'https://portal.example',
		method: 'bearer',
		apiKey: 'sk-0123456789abcdef',
	};
	const account = (changes = {}) => docSpace.account({ ...credential, ...changes });

	it('is one credential, by whatever name', () => {
		expect(account()).toBe(account());
	});

	it.each([
		{ apiKey: 'sk-fedcba9876543210' },
		{ portalUrl: 'https://other.example' },
		{ method: 'cookie' },
	])('is not that with %j', (changes) => {
		expect(account(changes)).not.toBe(account());
	});

	it('does not hold the key', () => {
		expect(account()).not.toContain(credential.apiKey);
	});
});
