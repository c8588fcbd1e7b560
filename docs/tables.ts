import { ERRORS } from '../packages/protocol/src/errors.ts';
import { SETTINGS } from '../server/src/config.ts';

const cell = (text: string) => text.replaceAll('|', '\\|');

/** `docs/settings.md`, from the code. */
export function settingsPage(): string {
  const rows = Object.entries(SETTINGS).map(
    ([name, { default: fallback, about }]) => `| \`${name}\` | ${fallback === '' ? '(empty)' : `\`${cell(fallback)}\``} | ${cell(about)} |`,
  );
  return `# Settings

Settings are environment variables. Each has a working default, and an empty one counts as not set. An invalid one prevents the start, and the
error names it. This page is printed from \`server/src/config.ts\` by \`npm run print-docs\`.

| Setting | Default | What it does |
|---|---|---|
${rows.join('\n')}
`;
}

/** `docs/errors.md`, from the code. */
export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, entry]) => `| \`${code}\` | ${entry.status} | ${'retryable' in entry ? 'yes' : 'no'} | ${cell(entry.message)} |`,
  );
  return `# Errors

REST (\`{ "error": { … } }\` with the status), acks (\`{ "ok": false, "error": { … } }\`) and the \`error\` event of the sockets share one catalogue.
An error has \`code\`, \`message\` and \`requestId\` (which names the server's log line). VALIDATION adds \`details\` (\`path\`, \`message\`). An error
that is worth retrying has \`retryable: true\` and sometimes \`retryAfterMs\`. This page is printed from \`packages/protocol/src/errors.ts\` by \`npm run print-docs\`.

| Code | HTTP status | Retryable | Message |
|---|---|---|---|
${rows.join('\n')}
`;
}

/** The pages printed from the code, by file name. */
export const PRINTED_PAGES: Record<string, () => string> = { 'settings.md': settingsPage, 'errors.md': errorsPage };
