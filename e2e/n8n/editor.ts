import { existsSync } from 'node:fs';
import { chromium, selectors, type Page } from 'playwright-core';
import type { Lifetime } from '../process/lifetime';
import { UserError } from '../process/userError';
import { PATIENCE } from '../process/waiting';
import type { Account } from './client';

/** Where systems put a Chromium that they install themselves; playwright-core brings none. */
const executables = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium's own errands are of no use here, and fail on a machine without internet. */
const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/**
 * Opens n8n's editor in a browser without a window, signed in.
 *
 * @throws UserError when the system has no Chromium
 */
export async function openEditor(
	lifetime: Lifetime,
	url: string,
	{ email, password }: Account,
): Promise<Page> {
	const executablePath = executables.find((path) => existsSync(path));
	if (!executablePath) {
		throw new UserError(
			'There is no Chromium on this machine. Install the system package chromium.',
		);
	}
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({ executablePath, args: flags, timeout: PATIENCE });
	await lifetime.onEnd(() => browser.close());
	const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
	// On the context and not on the page, so that it holds for a page that opens from it too.
	context.setDefaultTimeout(PATIENCE);
	const page = await context.newPage();
	await page.goto(`${url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(email);
	await page.locator('input[name="password"]').fill(password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL((address) => !address.pathname.includes('signin'));
	return page;
}
