import { isTool } from '../../../nodes/shared/parameters/isTool';
import type { RequestContext } from '../../../nodes/shared/context';

it.each([
	['n8n-nodes-docspace-acronis.docSpaceBackupTool', true],
	['n8n-nodes-docspace-acronis.docSpaceBackup', false],
	['ToolBox.docSpaceBackup', false],
])('%s is a tool: %s', (type, expected) => {
	// All that is asked of it.
	const context = { getNode: () => ({ type }) } as unknown as RequestContext;
	expect(isTool(context)).toBe(expected);
});
