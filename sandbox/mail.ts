import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerEnvelope } from 'smtp-server';

/** A message that has arrived. */
export interface ReceivedMessage {
	/** Milliseconds since 1970. */
	time: number;
	from: string;
	to: string[];
	subject: string;
	text: string;
	html: string;
}

/** A mail server that delivers to nobody: it keeps what it gets. Any login or none will do. */
export class MailSandbox {
	private readonly server: SMTPServer;
	private received: ReceivedMessage[] = [];
	/** Where it listens, on loopback, without TLS. */
	port = 0;
	/** Whether it takes no message for now, as a server whose disk is full. */
	isFull = false;

	private constructor(private readonly now: () => number) {
		this.server = new SMTPServer({
			disabledCommands: ['STARTTLS'],
			authOptional: true,
			allowInsecureAuth: true,
			onAuth: (_credentials, _session, done) => done(null, { user: 'anybody' }),
			onMailFrom: (_address, _session, done) => {
				const refusal = Object.assign(new Error('Insufficient storage'), { responseCode: 452 });
				done(this.isFull ? refusal : undefined);
			},
			onData: (stream, { envelope }, done) => {
				this.receive(stream, envelope).then(() => done(), done);
			},
		});
	}

	/** @throws when the port is taken, with the code `EADDRINUSE`. */
	static async start({ port, now }: { port: number; now: () => number }): Promise<MailSandbox> {
		const mail = new MailSandbox(now);
		const { server } = mail;
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(port, '127.0.0.1', () => {
				server.off('error', reject);
				// A client that breaks off is no reason to end.
				server.on('error', () => undefined);
				resolve();
			});
		});
		// A server that listens on a port has an address of this kind.
		mail.port = (server.server.address() as AddressInfo).port;
		return mail;
	}

	/** What has arrived, oldest first. */
	get messages(): ReceivedMessage[] {
		return [...this.received];
	}

	/** Forgets what has arrived. */
	reset(): void {
		this.received = [];
	}

	/** Ends the server. */
	async close(): Promise<void> {
		await new Promise<void>((resolve) => this.server.close(resolve));
	}

	private async receive(stream: Readable, { mailFrom, rcptTo }: SMTPServerEnvelope): Promise<void> {
		const { subject = '', text = '', html = '' } = await PostalMime.parse(await buffer(stream));
		this.received.push({
			time: this.now(),
			from: mailFrom === false ? '' : mailFrom.address,
			to: rcptTo.map(({ address }) => address),
			subject,
			text,
			html,
		});
	}
}
