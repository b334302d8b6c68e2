import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

/** An OpenAPI document, as far as the sandbox looks into it. */
export interface Contract {
	openapi: string;
	info: { title: string; version: string };
	paths: Record<string, Record<string, { operationId: string }>>;
	components?: Record<string, unknown>;
}

/** One operation of a contract. */
export interface ContractOperation {
	operationId: string;
	/** In capitals. */
	method: string;
	/** As the contract writes it, for example `/fc/api/v1/sync_and_share_nodes/{node_uuid}`. */
	path: string;
	/** The contract's file name, for example `docspace.yaml`. */
	contract: string;
}

const FOLDER = join(__dirname, 'contracts');
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/** The file names of all contracts. */
export function contractNames(): string[] {
	return readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
}

/**
 * Reads a contract.
 *
 * @param name its file name, for example `docspace.yaml`
 */
export function loadContract(name: string): Contract {
	// The files are the sandbox's own, and a test holds each of them against the OpenAPI schema.
	return parse(readFileSync(join(FOLDER, name), 'utf8'), { merge: true }) as Contract;
}

/** All operations of all contracts, in the contracts' order. */
export function listOperations(): ContractOperation[] {
	return contractNames().flatMap((contract) =>
		Object.entries(loadContract(contract).paths).flatMap(([path, item]) =>
			Object.entries(item)
				.filter(([method]) => METHODS.includes(method))
				.map(([method, { operationId }]) => ({
					operationId,
					method: method.toUpperCase(),
					path,
					contract,
				})),
		),
	);
}
