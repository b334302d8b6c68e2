/** What the page hands on to the person's choice. */
export interface ConsentFields {
	client_id: string;
	redirect_uri: string;
	scope?: string;
	state?: string;
	code_challenge?: string;
	code_challenge_method?: string;
}

/**
 * The page that asks a person whether a client may act for them.
 *
 * @param action where the form is sent
 * @param users the accounts to choose from
 */
export function consentPage(action: string, fields: ConsentFields, users: string[]): string {
	const hidden = Object.entries(fields)
		.filter(([, value]) => value !== undefined)
		.map(
			([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
		);
	const choices = users.map((user) => `<option>${escaped(user)}</option>`);
	return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Allow access</title></head>
<body>
<h1>Allow access to File Sync &amp; Share?</h1>
<p>Client <code>${escaped(fields.client_id)}</code> asks to act for you.</p>
<form method="post" action="${escaped(action)}">
${hidden.join('\n')}
<p><label>Signed in as <select name="user">${choices.join('')}</select></label></p>
<button type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny">Deny</button>
</form>
</body>
</html>`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
