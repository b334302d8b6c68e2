/** What is wrong is in the user's hands: the message says it all, no stack trace is shown. */
export class UserError extends Error {}
