import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { wholeList } from '../../../shared/http/items/pages';
import { listFields } from '../../../shared/description/listFields';
import { simplify } from '../../../shared/description/simplify';
import { docSpacePipeline } from '../../service/docSpace';
import { ANSWER } from '../../service/answers';
import { FOLDER_MEMBERS, folderOutput, presentFolder } from '../../thirdParty/folder';

export const operation: INodePropertyOptions = {
	name: 'Get Many Common Folders',
	value: 'getManyCommonFolders',
	builderHint: { propertyHint: 'For connected accounts use Get Many.' },
	action: 'Get many common third-party folders',
	description: 'Get the third-party folders in the legacy section Common, which is usually empty',
	routing: {
		request: { method: 'GET', url: '/files/thirdparty/common' },
		send: { paginate: true },
		operations: { pagination: docSpacePipeline({ answer: ANSWER.folders, pages: wholeList }) },
		output: { postReceive: [presentFolder, simplify(FOLDER_MEMBERS)] },
	},
};

export const fields: INodeProperties[] = [...listFields, ...folderOutput];
