import { TASK_KINDS, TASK_STATES } from '../output/enums';
import { formatItems } from '../output/formatItems';

/** A `postReceive` function that brings tasks into the form in which they leave the node. */
export const presentTask = formatItems({
	enumerations: { status: TASK_STATES, backupProgressEnum: TASK_KINDS },
});
