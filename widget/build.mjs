/**
 * Builds the widget: first the chunks, then the loader that knows their hash. Output: dist/widget.js, dist/w/ and dist/assets.json. Beside each script
 * stands its brotli and its gzip form, so that the server compresses nothing while visitors wait.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

/** A page that was opened before an update still asks for its chunks: they are kept for as long as such a page may live. */
const KEEP_DAYS = 30;

const folder = fileURLToPath(new URL('./', import.meta.url));
const configFile = `${folder}vite.config.ts`;

// Always a production build, whatever the caller's NODE_ENV.
process.env.NODE_ENV = 'production';
const { output } = await build({ configFile, mode: 'chunks', logLevel: 'warn', build: { write: false } });
const chunks = output.filter((file) => file.type === 'chunk').sort((a, b) => (a.name < b.name ? -1 : 1));

// One hash for all of them: they are updated together, and the loader has no room for five.
const hash = sha256(chunks.map(({ code }) => code).join(''))
  .toString('base64url')
  .slice(0, 8);
const files = chunks.map(({ fileName, code }) => ({ path: `w/${fileName.replace(/\.js$/, `-${hash}.js`)}`, code }));
mkdirSync(`${folder}dist/w`, { recursive: true });
for (const { path, code } of files) writeFileSync(`${folder}dist/${path}`, code);
// What may be served from elsewhere: path → its digest, as `integrity` attributes take it.
writeFileSync(
  `${folder}dist/assets.json`,
  `${JSON.stringify(Object.fromEntries(files.map(({ path, code }) => [path, `sha256-${sha256(code).toString('base64')}`])), null, 2)}\n`,
);

process.env.CHUNKS_HASH = hash;
await build({ configFile, mode: 'loader', logLevel: 'warn' });

for (const path of ['widget.js', ...files.map(({ path }) => path)]) {
  const [brotli, gzip] = writeCompressed(`${folder}dist/${path}`);
  process.stdout.write(`${path.padEnd(24)} ${brotli} B brotli, ${gzip} B gzip\n`);
}

const oldest = Date.now() - KEEP_DAYS * 86_400_000;
for (const name of readdirSync(`${folder}dist/w`)) {
  const file = `${folder}dist/w/${name}`;
  if (statSync(file).mtimeMs < oldest) rmSync(file);
}

/**
 * @param {string} file
 * @returns {[brotli: number, gzip: number]} sizes
 */
function writeCompressed(file) {
  const code = readFileSync(file);
  // The shortest of several ways to write distances: any decoder reads them all.
  const forms = [0, 1, 2].flatMap((postfix) =>
    [0, 15].map((direct) =>
      brotliCompressSync(code, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: code.length,
          [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
          [constants.BROTLI_PARAM_NDIRECT]: direct << postfix,
        },
      }),
    ),
  );
  const brotli = forms.reduce((best, form) => (form.length < best.length ? form : best));
  const gzip = gzipSync(code, { level: 9 });
  writeFileSync(`${file}.br`, brotli);
  writeFileSync(`${file}.gz`, gzip);
  return [brotli.length, gzip.length];
}

/** @param {string} text */
function sha256(text) {
  return createHash('sha256').update(text).digest();
}
