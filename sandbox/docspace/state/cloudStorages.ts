function properties(...names: string[]) {
	return names.map((name) => ({ name, value: '', title: `Titel: ${name}` }));
}

/** The storages that the portal knows; two of them have been given their keys. */
export const CLOUD_STORAGES = [
	{
		id: 's3',
		title: 'Amazon AWS S3',
		properties: properties(
			'bucket',
			'region',
			'serviceurl',
			'forcepathstyle',
			'usehttp',
			'sse',
			'ssekey',
		),
		current: false,
		isSet: true,
	},
	{
		id: 'googlecloud',
		title: 'Google Cloud Storage',
		properties: properties('bucket'),
		current: false,
		isSet: true,
	},
	{
		id: 'rackspace',
		title: 'Rackspace Cloud Storage',
		properties: properties('public_container', 'private_container', 'region'),
		current: false,
		isSet: false,
	},
];
