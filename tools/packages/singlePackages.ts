/** A package for one service: n8n verifies no other. */
export interface SinglePackage {
	/** The service, as marks in Markdown files name it. */
	service: 'docspace' | 'acronis';
	name: string;
	description: string;
	keywords: string[];
	/** How the names of its node folders and credential files begin; those of its types begin alike. */
	prefix: string;
	/** The names of the service. No other single package has one of them. */
	words: RegExp;
}

/** The packages that are derived from the one of package.json, which has both services. */
export const singlePackages: readonly SinglePackage[] = [
	{
		service: 'docspace',
		name: 'n8n-nodes-docspace-backup',
		description:
			'n8n nodes for ONLYOFFICE DocSpace backups: back up, restore, manage storage accounts and react to audit and login events',
		keywords: ['onlyoffice', 'docspace', 'backup', 'restore', 'audit log'],
		prefix: 'DocSpace',
		words: /docspace|onlyoffice/i,
	},
	{
		service: 'acronis',
		name: 'n8n-nodes-acronis-files',
		description:
			'n8n nodes for Acronis File Sync & Share: upload, download and share files, and react to the audit log',
		keywords: ['acronis', 'file sync and share', 'files', 'upload', 'audit log'],
		prefix: 'Acronis',
		words: /acronis/i,
	},
];
