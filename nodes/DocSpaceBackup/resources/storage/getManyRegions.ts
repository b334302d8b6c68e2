import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wholeList } from '../../../shared/http/items/pages';
import { listFields } from '../../../shared/description/listFields';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';

export const operation: INodePropertyOptions = {
	name: 'Get Many Regions',
	value: 'getManyRegions',
	builderHint: { propertyHint: 'Needed only to set up a backup that goes to Amazon S3.' },
	action: 'Get many storage regions',
	description: 'Get the regions of Amazon S3. The setting "region" takes their system names.',
	routing: {
		request: { method: 'GET', url: '/settings/storage/s3/regions' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.regions, pages: wholeList }) },
	},
};

export const fields: INodeProperties[] = listFields;
