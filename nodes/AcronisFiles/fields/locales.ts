import type { INodePropertyOptions } from 'n8n-workflow';

/** The languages that the service knows. */
export const localeOptions: INodePropertyOptions[] = [
	{ name: 'Chinese (Simplified)', value: 'zh_cn' },
	{ name: 'Chinese (Traditional)', value: 'zh_tw' },
	{ name: 'Czech', value: 'cs' },
	{ name: 'English', value: 'en' },
	{ name: 'French', value: 'fr' },
	{ name: 'German', value: 'de' },
	{ name: 'Italian', value: 'it' },
	{ name: 'Japanese', value: 'ja' },
	{ name: 'Korean', value: 'ko' },
	{ name: 'Polish', value: 'pl' },
	{ name: 'Russian', value: 'ru' },
	{ name: 'Spanish', value: 'es' },
];
