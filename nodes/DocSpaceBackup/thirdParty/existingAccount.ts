import { idLocator } from '../../shared/description/idLocator';
import type { StatusMeaning } from '../service/statusMeaning';
import { isInvalidOperation } from '../service/statusMeaning';

/** An account that exists already. */
export const accountIdField = idLocator(
	{
		displayName: 'Account ID',
		name: 'accountId',
		description: 'The account: the providerId that Create and Get Many return',
	},
	'searchAccounts',
	{ displayName: 'By ID', placeholder: 'e.g. 12' },
);

/** Of a new account the service says with one answer that it may not be, and that it cannot be opened. */
export const notConnected: StatusMeaning = {
	status: 403,
	applies: isInvalidOperation,
	message: 'The portal did not connect the storage account',
	description:
		'Check URL, Login and Password in the credential of the storage account. The portal gives the same answer if the owner of the key may not create rooms, and while third-party storage is switched off.',
};

/** The service looks for the account among those of the key's owner, and answers 403 for none. */
export const noSuchAccount: StatusMeaning = {
	status: 403,
	applies: isInvalidOperation,
	message: 'The owner of the key has no third-party account with this ID',
	description:
		'Check Account ID with Get Many. Only its owner can change an account, and nobody while third-party storage is switched off.',
};
