import type { IDataObject, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { itemsOf } from '../../shared/http/items/items';
import { request } from '../../shared/http/request';
import { isRecord } from '../../shared/util/isRecord';
import { auditActions } from '../audit/auditActions';
import { docSpace } from '../service/docSpace';
import { ANSWER } from '../service/answers';

const LOGIN = 'Login';

/** `ScheduledBackupFailed` as words: the portal lists the names of actions in this form only. */
function words(name: string): string {
	return name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
}

function option(name: unknown, group?: unknown): INodePropertyOptions {
	const value = String(name);
	return { name: words(value), value, ...(group ? { description: words(String(group)) } : {}) };
}

function sorted(options: INodePropertyOptions[]): INodePropertyOptions[] {
	return options.sort((one, other) => one.name.localeCompare(other.name));
}

async function names(
	context: ILoadOptionsFunctions,
	member: 'actionTypes' | 'moduleTypes' | 'entryTypes',
): Promise<INodePropertyOptions[]> {
	const { result } = await request(context, docSpace, {
		path: '/security/audit/types',
		answer: ANSWER.filterNames,
	});
	const list = isRecord(result) ? itemsOf(result[member]) : [];
	return list.filter((name) => name !== 'None').map((name) => option(name));
}

/** The portal's actions with the module that each belongs to. */
async function actions(
	context: ILoadOptionsFunctions,
	isWanted: (action: IDataObject) => boolean,
): Promise<INodePropertyOptions[]> {
	const { result } = await request(context, docSpace, {
		path: '/security/audit/mappers',
		answer: ANSWER.filterActions,
	});
	return sorted(
		auditActions(itemsOf(result))
			.filter(isWanted)
			.map(({ action, moduleType }) => option(action, moduleType)),
	);
}

/** Actions of the audit trail. */
export async function getAuditActions(this: ILoadOptionsFunctions) {
	return await actions(this, ({ productType }) => productType !== LOGIN);
}

/** Actions of the login history. */
export async function getLoginActions(this: ILoadOptionsFunctions) {
	return await actions(this, ({ productType }) => productType === LOGIN);
}

/** Kinds of actions, for example Create and Delete. */
export async function getAuditActionTypes(this: ILoadOptionsFunctions) {
	return await names(this, 'actionTypes');
}

/** Parts of the portal. */
export async function getAuditModules(this: ILoadOptionsFunctions) {
	return await names(this, 'moduleTypes');
}

/** Kinds of things that something is done to. */
export async function getAuditEntryTypes(this: ILoadOptionsFunctions) {
	return await names(this, 'entryTypes');
}
