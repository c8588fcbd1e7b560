/** Builds the widget: first the chunks, then the loader that knows their names. Output: dist/widget.js and dist/w/. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));

const { output } = await build({ configFile, mode: 'chunks', logLevel: 'warn' });
const entries = output.filter((file) => file.type === 'chunk' && file.isEntry);

process.env.CHUNK_HASHES = JSON.stringify(Object.fromEntries(entries.map(({ name, fileName }) => [name, fileName.slice(name.length + 1, -'.js'.length)])));
await build({ configFile, mode: 'loader', logLevel: 'warn' });
