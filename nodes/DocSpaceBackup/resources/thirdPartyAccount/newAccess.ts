import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';

import { itemsOf } from '../../../shared/http/items/items';
import { request } from '../../../shared/http/request';
import { rejectParameter } from '../../../shared/parameters/rejectParameter';
import { isRecord } from '../../../shared/util/isRecord';
import { ANSWER } from '../../service/answers';
import { docSpace } from '../../service/docSpace';
import { noSuchAccount } from '../../thirdParty/existingAccount';
import { accountId } from '../../thirdParty/ids';
import { storageAccess } from '../../thirdParty/storageAccount';

/** The screen says what the portal does with the rest of the credential. */
export const addressNotice: INodeProperties = {
	displayName:
		'The portal keeps the address, provider and title of the account. A new address needs a new account.',
	name: 'addressNotice',
	type: 'notice',
	default: '',
};

/**
 * A `prepare` function: sends what the account is opened with from now on. The portal takes nothing else
 * of a change: it checks login and password, or the code, at the address that it has (3.5 to 3.8). The
 * provider and title that it demands are those of the account.
 *
 * @throws NodeOperationError when the account is not there, or the credential opens another kind.
 */
export const sendNewAccess: PreSendAction = async function (options) {
	const providerId = accountId(this);
	const { provider_key, customer_title: customerTitle } = await ownAccount(this, providerId);
	const providerKey = String(provider_key);
	const access = await storageAccess(this, providerKey, false);
	return { ...options, body: { providerId, providerKey, customerTitle, ...access } };
};

async function ownAccount(context: IExecuteSingleFunctions, id: number): Promise<IDataObject> {
	const { result } = await request(context, docSpace, {
		path: '/files/thirdparty',
		answer: ANSWER.accounts,
	});
	const accounts = itemsOf(result).filter(isRecord);
	return (
		accounts.find(({ provider_id }) => provider_id === id) ??
		rejectParameter(
			context,
			'Account ID',
			'is not an account of the owner of the key',
			noSuchAccount.description,
		)
	);
}
