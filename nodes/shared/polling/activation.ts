import { NodeApiError } from 'n8n-workflow';

import type { PollCaller } from './settings';

/** What `getPollBudgetMs` gives at activations and in n8n's default engine, in ms (n8n 2.41). */
const DEFAULT_BUDGET = 300_000;

/**
 * The longest that an activation's poll may take, in ms: n8n gives a publication up after 70 % of
 * its lease, which is 120 s unless somebody has set it (n8n 2.41), and then polls no more.
 */
const ACTIVATION_BUDGET = 60_000;

/** @returns The time that a poll has, in ms. */
export function pollBudget(caller: PollCaller, isActivation: boolean): number {
	const budget = caller.getPollBudgetMs?.() ?? DEFAULT_BUDGET;
	return isActivation ? Math.min(budget, ACTIVATION_BUDGET) : budget;
}

/** The activation modes of a poll that nobody waits for: n8n starts, or another main takes over. */
const UNATTENDED = ['init', 'leadershipChange'];

/**
 * Whether n8n polls in order to publish a workflow, or because it starts: what such a poll throws
 * keeps the trigger from being registered (n8n 1.123 to 2.41).
 *
 * n8n does not say so. Its default engine polls with the activation's own context and goes on with
 * it, so that the first poll of a context is the activation's. The durable one makes a context for
 * each tick, with the mode `update` and a budget of its own.
 *
 * @param isNewContext Whether no poll before had this context.
 */
export function isActivationPoll(caller: PollCaller, isNewContext: boolean): boolean {
	const isDurableTick =
		caller.getActivationMode() === 'update' &&
		(caller.getPollBudgetMs?.() ?? DEFAULT_BUDGET) < DEFAULT_BUDGET;
	return isNewContext && !isDurableTick;
}

/**
 * Whether a trigger is to stay registered although its activation's poll has failed.
 *
 * n8n gives up after a few tries and then polls no more, without an execution that would show it. A
 * start in an outage would so switch a trigger off; once registered, its next polls fail where
 * people see it, or find the service back. Publishing fails on everything that does not
 * pass by itself, and on every error if there is no place to go on from.
 *
 * @param hasPlace Whether a state says where to go on.
 */
export function staysRegistered(caller: PollCaller, error: unknown, hasPlace: boolean): boolean {
	return UNATTENDED.includes(caller.getActivationMode()) || (hasPlace && isAboutTheService(error));
}

/** Whether a request has failed in a way that may pass without a person's doing. */
function isAboutTheService(error: unknown): boolean {
	if (!(error instanceof NodeApiError)) return false;
	const { httpCode, failure } = error;
	const status = httpCode ?? '';
	if (['408', '429'].includes(status)) return true;
	// A credential that cannot sign in has no status: the request is never made.
	const isForPeople =
		failure?.cause === 'credential-invalid' || failure?.cause === 'configuration-invalid';
	return !isForPeople && !/^[34]\d\d$/.test(status);
}
