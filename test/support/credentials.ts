import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, isExpression, NodeHelpers, Workflow } from 'n8n-workflow';

import { AcronisFilesOAuth2Api } from '../../credentials/AcronisFilesOAuth2Api.credentials';
import { AcronisFilesPasswordApi } from '../../credentials/AcronisFilesPasswordApi.credentials';
import { DocSpaceApi } from '../../credentials/DocSpaceApi.credentials';
import { DocSpaceStorageAccountApi } from '../../credentials/DocSpaceStorageAccountApi.credentials';
import { nodeTypes, START_TYPE } from './nodeTypes';
import { watchSecrets } from './secretWatch';

/** The fields of n8n's own OAuth2 type that its request helper reads. */
const oAuth2Api: ICredentialType = {
	name: 'oAuth2Api',
	displayName: 'OAuth2 API',
	properties: [
		{ displayName: 'Client ID', name: 'clientId', type: 'string', default: '' },
		{ displayName: 'Client Secret', name: 'clientSecret', type: 'string', default: '' },
		{ displayName: 'oauthTokenData', name: 'oauthTokenData', type: 'json', default: {} },
	],
};

const TYPES: Record<string, ICredentialType> = {
	oAuth2Api,
	acronisFilesOAuth2Api: new AcronisFilesOAuth2Api(),
	acronisFilesPasswordApi: new AcronisFilesPasswordApi(),
	docSpaceApi: new DocSpaceApi(),
	docSpaceStorageAccountApi: new DocSpaceStorageAccountApi(),
};

/** The package's credential types by their names. */
type CredentialName =
	'acronisFilesOAuth2Api' | 'acronisFilesPasswordApi' | 'docSpaceApi' | 'docSpaceStorageAccountApi';

/** A credential as a person filled it in; the object keeps what n8n saves in it later. */
export interface StoredCredential {
	type: CredentialName;
	data: ICredentialDataDecryptedObject;
}

let lastId = 0;
const store = new Map<string, StoredCredential>();
const ids = new WeakMap<StoredCredential, string>();

/** Saves a credential the way n8n's database does, under an id of its own that it keeps. */
export function saveCredential(credential: StoredCredential): INodeCredentialsDetails {
	const known = ids.get(credential);
	if (known === undefined) lastId += 1;
	const id = known ?? `credential-${lastId}`;
	ids.set(credential, id);
	store.set(id, credential);
	watchCredential(credential);
	return { id, name: credential.type };
}

const node: INode = {
	id: 'credential',
	name: 'Credential',
	type: START_TYPE,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/**
 * n8n's keeper of credentials with our real credential types, and a map in the place of the
 * database. What it decides about tokens follows n8n's `credentials-helper`.
 */
export class CredentialsHelper extends ICredentialsHelper {
	override getParentTypes(name: string): string[] {
		const parents = typeNamed(name).extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = typeNamed(typeName);
		if (typeof authenticate !== 'function') return requestOptions;
		return await authenticate.call(typeNamed(typeName), credentials, requestOptions);
	}

	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		{ parameters, type: nodeType, credentials: nodeCredentials }: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = typeNamed(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		)?.name;
		if (expirable === undefined || typeof type.preAuthentication !== 'function') return undefined;
		const isTest = parameters.temp === '' && nodeType === 'n8n-nodes-base.noOp';
		if (credentials[expirable] !== '' && !credentialsExpired && !isTest) return undefined;
		const output = await type.preAuthentication.call(helpers, credentials);
		const details = nodeCredentials?.[typeName];
		if (output[expirable] === undefined || !details) return undefined;
		// What a credential type gives out can be stored.
		const fresh = output as ICredentialDataDecryptedObject;
		const { data } = entry(details);
		// An expression stays one, apart from the token itself.
		const kept = Object.entries(fresh).filter(
			([name]) => name === expirable || !isExpression(data[name]),
		);
		await this.updateCredentials(details, typeName, { ...data, ...Object.fromEntries(kept) });
		return Object.assign(credentials, fresh);
	}

	override async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const output = await typeNamed(typeName).preAuthentication?.call(helpers, credentials);
		return output as ICredentialDataDecryptedObject | undefined; // see above
	}

	override async getCredentials(): Promise<ICredentials> {
		throw new Error('No node of the package asks for an encrypted credential');
	}

	override async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		typeName: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		_raw?: boolean,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const { data } = entry(details);
		const withDefaults =
			NodeHelpers.getNodeParameters(
				this.getCredentialsProperties(typeName),
				// Credential data has the form of parameters.
				data as Parameters<typeof NodeHelpers.getNodeParameters>[1],
				true,
				false,
				null,
				null,
			) ?? {};
		const resolved = (
			resolveValues
				? resolveValues.workflow.expression.getParameterValue(
						withDefaults,
						resolveValues.runExecutionData,
						resolveValues.runIndex,
						resolveValues.itemIndex,
						resolveValues.node.name,
						resolveValues.connectionInputData,
						mode,
						{},
						executeData,
						false,
						data,
					)
				: new Workflow({
						nodes: [node],
						connections: {},
						active: false,
						nodeTypes: nodeTypes(),
					}).expression.getComplexParameterValue(
						node,
						withDefaults,
						mode,
						{},
						undefined,
						undefined,
						data,
					)
		) as ICredentialDataDecryptedObject; // expressions resolve to values of the same kinds
		return data.oauthTokenData === undefined
			? resolved
			: { ...resolved, oauthTokenData: data.oauthTokenData };
	}

	override async updateCredentials(
		details: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const credential = entry(details);
		credential.data = data;
		watchCredential(credential);
	}

	override async updateCredentialsOauthTokenData(
		details: INodeCredentialsDetails,
		type: string,
		{ oauthTokenData }: ICredentialDataDecryptedObject,
	): Promise<void> {
		await this.updateCredentials(details, type, {
			...entry(details).data,
			oauthTokenData: oauthTokenData ?? {},
		});
	}

	override getCredentialsProperties(name: string): INodeProperties[] {
		const type = typeNamed(name);
		const properties = (type.extends ?? []).flatMap((parent) =>
			this.getCredentialsProperties(parent),
		);
		NodeHelpers.mergeNodeProperties(properties, type.properties);
		return properties;
	}
}

/** A credential type of the package, or the one of n8n that it extends. */
function typeNamed(name: string): ICredentialType {
	const type = TYPES[name];
	if (!type) throw new Error(`There is no credential type ${name}`);
	return type;
}

function entry({ id }: INodeCredentialsDetails): StoredCredential {
	const credential = store.get(id ?? '');
	if (!credential) throw new Error(`There is no credential with id ${id}`);
	return credential;
}

const HARMLESS = [
	'portalUrl',
	'dataCenterUrl',
	'directoryUrl',
	'foundUrl',
	'username',
	'url',
	'login',
	'openedWith',
	'method',
	'clientId',
	'token_type',
];

function watchCredential({ data }: StoredCredential): void {
	const values = (value: unknown): string[] => {
		if (typeof value === 'string') return [value];
		if (typeof value !== 'object' || value === null) return [];
		return Object.entries(value).flatMap(([name, member]) =>
			HARMLESS.includes(name) ? [] : values(member),
		);
	};
	watchSecrets(values(data));
}
