/**
 * Packs an earlier version into one file that tests can run beside this one, without its history or its packages:
 * `node scripts/previous/pack.mjs <commit> server/src/testing/previous/version.br`. The file holds, compressed, a line of JSON that lists the
 * files, and then their contents: the bundled server, its widget, a program that writes sample content through its store
 * (`write-content.mjs` here), and a database file with that content. Native modules come from this checkout.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

/** Loaded from `node_modules` of this checkout: native code, and the files of the API's documentation page. */
const EXTERNAL = ['better-sqlite3', '@node-rs/argon2', 'swagger-ui-dist'];
/** Read by the server from beside its sources. */
const DATA_FILES = ['server/package.json', 'server/src/agents/common-passwords.txt'];
/** Entry points: the server, and what it starts as a thread or process. */
const ENTRIES = ['server/src/main.ts', 'server/src/store/sqlite/reader-thread.ts', 'server/src/store/sqlite/check-process.ts'];
const WRITER = 'write-content';
/** Where a bundled module was: its files are still there. */
const FOLDERS = `import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
globalThis.previousVersion = (file) => new URL(file, import.meta.url);
globalThis.previousVersion.folderOf = (file) => dirname(fileURLToPath(globalThis.previousVersion(file)));
`;

const [commit, target] = process.argv.slice(2);
if (!commit || !target) throw new Error('Usage: node scripts/previous/pack.mjs <commit> <file>');
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'supportchat-previous-'));
const [source, packed] = [join(folder, 'source'), join(folder, 'packed')];
try {
  run('git', ['worktree', 'add', '--detach', source, commit], root);
  run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], source);
  run('npm', ['run', 'build', '--silent', '--workspace=widget'], source);
  await bundle();
  for (const file of DATA_FILES) copy(file);
  for (const file of listFiles(join(source, 'widget/dist'))) copy(relative(source, file));
  symlinkSync(join(root, 'node_modules'), join(packed, 'node_modules'), 'junction');
  run(process.execPath, [join(packed, `${WRITER}.mjs`), join(packed, 'supportchat.db')], packed);
  writeFileSync(target, pack());
} finally {
  run('git', ['worktree', 'remove', '--force', source], root);
  rmSync(folder, { recursive: true, force: true });
}

/** By the bundler of that version. */
async function bundle() {
  /** @type {{ build(config: object): Promise<unknown> }} */
  const { build } = await import(pathToFileURL(createRequire(join(source, 'widget/package.json')).resolve('vite')).href);
  const entries = Object.fromEntries(ENTRIES.map((file) => [file.replace(/\.ts$/, ''), join(source, file)]));
  await build({
    configFile: false,
    root: source,
    logLevel: 'error',
    ssr: { noExternal: true, external: EXTERNAL },
    build: {
      ssr: true,
      target: 'node24',
      minify: true,
      outDir: packed,
      rollupOptions: { input: { ...entries, [WRITER]: WRITER }, output: { entryFileNames: '[name].mjs', chunkFileNames: 'server/[name].mjs' } },
    },
    plugins: [keepFolders(), writer()],
  });
  writeFileSync(join(packed, 'folders.mjs'), FOLDERS);
}

/** A bundled module finds files as if it were still in its own folder; threads and processes are bundles too. */
function keepFolders() {
  return {
    name: 'keep-folders',
    enforce: 'pre',
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (!id.startsWith(source) || id.includes('node_modules')) return null;
      const file = JSON.stringify(relative(source, id));
      return code
        .replaceAll(/new URL\('(\.\/[\w-]+)\.ts', import\.meta\.url\)/g, `new URL('$1.mjs', import.meta.url)`)
        .replaceAll('new URL(import.meta.url)', `new URL(import.meta.url.replace(/\\.ts$/, '.mjs'))`)
        .replaceAll('import.meta.url', `globalThis.previousVersion(${file}).href`)
        .replaceAll('import.meta.dirname', `globalThis.previousVersion.folderOf(${file})`);
    },
    /** @param {string} code @param {{ isEntry: boolean, fileName: string }} chunk */
    renderChunk(code, { isEntry, fileName }) {
      if (!isEntry) return null;
      const up = '../'.repeat(fileName.split('/').length - 1) || './';
      return `import '${up}folders.mjs';${code}`;
    },
  };
}

/** The program that writes sample content, with the store of that version. */
function writer() {
  return {
    name: 'writer',
    /** @param {string} id */
    resolveId: (id) => (id === WRITER ? id : null),
    /** @param {string} id */
    load: (id) =>
      id === WRITER
        ? `import { openStore } from ${JSON.stringify(join(source, 'server/src/store/open-store.ts'))};
import { openSqliteStore } from ${JSON.stringify(join(source, 'server/src/store/sqlite/open-sqlite.ts'))};
import { beginRemoval, writeContent } from ${JSON.stringify(join(import.meta.dirname, 'write-content.mjs'))};
const target = process.argv[2];
const isMongo = target.startsWith('mongodb');
const deps = { clock: () => new Date('2025-06-02T10:00:00Z'), onProblem: (problem) => { throw problem; } };
const store = isMongo ? await openStore({ dataDir: '', mongodbUri: target }, deps) : openSqliteStore({ file: target, ...deps });
await writeContent(store);
if (!isMongo) await beginRemoval(store);
await store.close();`
        : null,
  };
}

function pack() {
  const files = listFiles(packed).filter((file) => !/\.(br|gz)$/.test(file));
  const index = files.map((file) => ({ path: relative(packed, file), bytes: statSync(file).size }));
  const header = JSON.stringify({ commit: run('git', ['rev-parse', commit ?? ''], root).trim(), files: index });
  const all = Buffer.concat([Buffer.from(`${header}\n`), ...files.map((file) => readFileSync(file))]);
  return brotliCompressSync(all, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: all.length } });
}

/** @param {string} file */
function copy(file) {
  mkdirSync(dirname(join(packed, file)), { recursive: true });
  copyFileSync(join(source, file), join(packed, file));
}

/** @param {string} within @returns {string[]} */
function listFiles(within) {
  return readdirSync(within, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('node_modules'))
    .map((name) => join(within, name))
    .filter((file) => statSync(file).isFile());
}

/** @param {string} command @param {string[]} options @param {string} cwd */
function run(command, options, cwd) {
  return execFileSync(command, options, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
