/** For a schedule trigger: n8n keeps what is run by hand, and remembers only what starts by itself. */
export const EVERY_HALF_MINUTE = {
	rule: { interval: [{ field: 'cronExpression', expression: '*/30 * * * * *' }] },
};
