import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { cloudStorages, storageSettings } from '../storages/cloudStorage';
import { textOf } from '../../shared/util/textOf';
import { currentText } from '../../shared/parameters/currentParameter';

/** The cloud storages that are set up in the portal. */
export async function getCloudStorages(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return (await cloudStorages(this))
		.filter(({ isSet }) => isSet === true)
		.map(({ id, title }) => ({ name: textOf(title) ?? String(id), value: String(id) }));
}

/** The settings that the chosen storage takes, under the titles that the portal gives them. */
export async function getCloudStorageSettings(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const module = currentText(this, 'module');
	const storage = (await cloudStorages(this)).find(({ id }) => id === module);
	return storageSettings(storage).map(({ name, title }) => ({
		name: textOf(title) ?? String(name),
		value: String(name),
		description: String(name),
	}));
}
