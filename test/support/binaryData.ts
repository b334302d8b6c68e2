import { Container } from '@n8n/di';
import { BinaryDataService, FileLocation } from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

let ready: Promise<void> | undefined;

/** Lets n8n keep binary data in files, so that contents are streams as they are for users. */
export async function readyBinaryStore(): Promise<void> {
	ready ??= Container.get(BinaryDataService).init();
	await ready;
}

/** An item with a file in n8n's binary store. */
export async function fileItem(
	content: Buffer,
	fileName: string,
	binaryProperty = 'data',
): Promise<INodeExecutionData> {
	await readyBinaryStore();
	const described: IBinaryData = { data: '', mimeType: 'application/octet-stream', fileName };
	const location = FileLocation.ofExecution('workflow', 'execution');
	const stored = await Container.get(BinaryDataService).store(location, content, described);
	return { json: {}, binary: { [binaryProperty]: stored } };
}

/** The content of a file that a node has put out. */
export async function fileContent(
	item: INodeExecutionData | undefined,
	binaryProperty = 'data',
): Promise<Buffer> {
	const binary = item?.binary?.[binaryProperty];
	if (!binary) throw new Error(`The item has no file in ${binaryProperty}`);
	return await Container.get(BinaryDataService).getAsBuffer(binary);
}
