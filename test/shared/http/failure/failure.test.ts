import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import {
	FailedRequest,
	failureOf,
	ForeignAnswer,
} from '../../../../nodes/shared/http/failure/failure';

const node: INode = {
	id: '1',
	name: 'Node',
	type: 'test',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const withCode = (code: string) => Object.assign(new Error('No'), { code });
const withResponse = (status: number, data: unknown, headers = {}) =>
	Object.assign(new Error('No'), { response: { status, data, headers } });

describe('an answer', () => {
	it('is found with its headers and its body', () => {
		expect(failureOf(withResponse(401, { a: 1 }, { 'retry-after': '1' }))).toEqual({
			kind: 'answer',
			status: 401,
			headers: { 'retry-after': '1' },
			body: { a: 1 },
		});
	});

	it('without a body has none', () => {
		expect(failureOf(withResponse(401, ''))).toMatchObject({ body: undefined });
	});

	it('that began well and broke off is a lost connection', () => {
		expect(failureOf(withResponse(200, undefined))).toEqual({
			kind: 'connection',
			code: 'ECONNRESET',
		});
	});

	it('is found behind what n8n wraps around it', () => {
		const cause = withResponse(401, '');
		const inner = new NodeApiError(node, cause as never); // as n8n calls it
		expect(failureOf(inner)).toMatchObject({ kind: 'answer', status: 401 });
		expect(failureOf(new NodeOperationError(node, inner))).toMatchObject({ status: 401 });
	});
});

describe('behind an n8n before 2.41, which forgets what caused its error', () => {
	/** As n8n made it then: the code of the cause stands where a status would. */
	const wrapped = (cause: Error) => {
		const error = new NodeApiError(node, cause as never); // as n8n calls it
		Object.defineProperty(error, 'cause', { value: undefined });
		return error;
	};

	it.each(['ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT', 'ERR_CANCELED'])(
		'a connection fails by %s',
		(code) => {
			const error = wrapped(withCode(code));
			expect(failureOf(error)).toEqual({ kind: 'connection', code });
			expect(failureOf(new NodeOperationError(node, error))).toEqual({ kind: 'connection', code });
		},
	);

	it('a file fails', () => {
		expect(failureOf(wrapped(withCode('ENOENT')))).toEqual({ kind: 'storage', code: 'ENOENT' });
	});

	it('an answer has its status', () => {
		const error = wrapped(Object.assign(withResponse(401, ''), { status: 401 }));
		expect(failureOf(error)).toEqual({ kind: 'answer', status: 401, headers: {}, body: undefined });
	});

	it('anything else is about no request', () => {
		expect(failureOf(wrapped(new Error('No')))).toBeUndefined();
		expect(failureOf(wrapped(withCode('ERR_INVALID_ARG_TYPE')))).toBeUndefined();
	});
});

describe('a connection', () => {
	it.each(['ECONNREFUSED', 'ENOTFOUND', 'ERR_STREAM_PREMATURE_CLOSE', 'UND_ERR_SOCKET'])(
		'fails by %s',
		(code) => {
			expect(failureOf(withCode(code))).toEqual({ kind: 'connection', code });
			expect(failureOf(new Error('Outer', { cause: withCode(code) }))).toMatchObject({ code });
		},
	);

	it.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])(
		'fails by the certificate: %s',
		(code) => {
			expect(failureOf(withCode(code))).toEqual({ kind: 'connection', code });
		},
	);
});

it('finds what a person has to do about a credential', () => {
	const error = new UserError('Key is empty', { description: 'Fill it in.' });
	expect(failureOf(new Error('Outer', { cause: error }))).toEqual({
		kind: 'credential',
		message: 'Key is empty',
		description: 'Fill it in.',
	});
	expect(failureOf(new UserError('No'))).toMatchObject({ description: 'Check the credential.' });
});

it('finds its own errors again', () => {
	const failure = { kind: 'connection', code: 'EPIPE' } as const;
	expect(failureOf(new FailedRequest(failure))).toBe(failure);
	expect(failureOf(new ForeignAnswer('A web page'))).toEqual({
		kind: 'foreign',
		what: 'A web page',
	});
});

it.each([undefined, null, 'text', 5, new Error('x'), withCode('something'), { response: {} }])(
	'sees no request in %p',
	(thrown) => {
		expect(failureOf(thrown)).toBeUndefined();
	},
);

it('comes to an end with causes in a circle', () => {
	const error = new Error('x');
	error.cause = error;
	expect(failureOf(error)).toBeUndefined();
});
