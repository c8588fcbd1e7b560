/** Builds the widget: first the chunks, then the loader that knows their hashes. Output: dist/widget.js and dist/w/. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** A page that was opened before an update still asks for its chunks: they are kept for as long as such a page may live. */
const KEEP_DAYS = 30;

const folder = fileURLToPath(new URL('./', import.meta.url));
const configFile = `${folder}vite.config.ts`;

// Whoever calls: what is built is what visitors get.
process.env.NODE_ENV = 'production';
const { output } = await build({ configFile, mode: 'chunks', logLevel: 'warn' });
const entries = output.filter((file) => file.type === 'chunk' && file.isEntry);

process.env.CHUNK_HASHES = JSON.stringify(Object.fromEntries(entries.map(({ name, fileName }) => [name, fileName.slice(name.length + 1, -'.js'.length)])));
await build({ configFile, mode: 'loader', logLevel: 'warn' });

const oldest = Date.now() - KEEP_DAYS * 86_400_000;
for (const name of readdirSync(`${folder}dist/w`)) {
  const file = `${folder}dist/w/${name}`;
  if (statSync(file).mtimeMs < oldest) rmSync(file);
}
