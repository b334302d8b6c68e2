import { type Handlers, bodyOf } from '../../http/call';
import { exception, success } from '../quirks/answers';
import type { Portal } from '../state/portal';

interface Entered {
	userName: string;
	password: string;
	code?: string;
}

/** How a person gets a session token, at once or with a second factor. */
export function signInRoutes(portal: Portal): Handlers<undefined> {
	const personOf = ({ userName, password }: Entered) => {
		const { admin, twoFactor } = portal.credentials.people;
		const person = [admin, twoFactor].find((one) => one.userName === userName);
		if (person?.password === password) return person;
		throw exception(401, 'User authentication failed');
	};
	const session = () => ({
		token: portal.openSession(),
		expires: new Date(portal.now() + 365 * 86_400_000).toISOString(),
	});
	return {
		signIn(call) {
			const person = personOf(bodyOf<Entered>(call));
			const href = `${call.address}/api/2.0/authentication`;
			return success(person.code === undefined ? session() : { tfa: true }, href);
		},
		signInWithCode(call) {
			const entered = bodyOf<Entered>(call);
			const person = personOf(entered);
			if (entered.code !== person.code) throw exception(401, 'User authentication failed');
			return success(session(), `${call.address}/api/2.0/authentication/${entered.code}`);
		},
	};
}
