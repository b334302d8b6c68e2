import type { Handlers } from '../../http/call';
import { success } from '../quirks/answers';
import type { Account } from '../state/credentials';
import type { Portal } from '../state/portal';
import { refuseWhileClosed } from './gate';

/** What the portal runs, which it tells everybody. */
export function versionRoutes(portal: Portal): Handlers<Account> {
	return {
		getBuildVersion(call) {
			refuseWhileClosed(portal);
			const { version } = portal.settings;
			const build = { docSpace: `${version}.0`, documentServer: '9.1.0' };
			return success(build, `${call.address}/api/2.0/settings/version/build`);
		},
	};
}
