// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LAUNCHER_TEXTS } from '@supportchat/text/launcher-texts';
import { beforeAll, expect, test } from 'vitest';
import { VIEWS } from './src/views/views.ts';

/** Bytes on the wire to a browser that takes brotli; `firstOpen` is everything that a visitor loads to chat, in their language. */
const BUDGET = { loader: 3000, chat: 27_000, locale: 2000, firstOpen: 30_000, view: 2000, viewTexts: 1000 };

const folder = import.meta.dirname;
const dist = join(folder, 'dist');
/** Fetched only by who needs it. */
const EXTRA = ['rescue', 'links', 'options', 'sound'];
const languages = readdirSync(join(folder, 'src/locales')).flatMap((name) => /^([a-z]{2,3}(?:-[A-Z][A-Za-z]+)?)\.ts$/.exec(name)?.[1] ?? []);
const views = VIEWS.map(({ name }) => name);
const textsOf = (view: string) => languages.map((language) => `texts-${view}-${language}`);
const chunks = ['chat', ...EXTRA, ...languages.map((language) => `text-${language}`), ...views.flatMap((name) => [`view-${name}`, ...textsOf(name)])];

let loader = '';

beforeAll(() => {
  if (isStale()) execFileSync(process.execPath, ['build.mjs'], { cwd: folder });
  loader = readFileSync(join(dist, 'widget.js'), 'utf8');
}, 60_000);

test('[HOST1] the loader on every page stays within its budget', () => {
  expect(sizeOfLoader()).toBeLessThanOrEqual(BUDGET.loader);
});

test('the chat and each language stay within theirs', () => {
  expect(sizeOf('chat')).toBeLessThanOrEqual(BUDGET.chat);
  for (const language of languages) expect(sizeOf(`text-${language}`), language).toBeLessThanOrEqual(BUDGET.locale);
});

test.each(languages)('[HOST1] all that the first open loads in %s stays within the budget', (language) => {
  expect(firstOpen(language)).toBeLessThanOrEqual(BUDGET.firstOpen);
});

test.each(views)('[WID20] the view %s has a chunk for itself and one for each language, within their budgets and outside of the first open', (name) => {
  expect(sizeOf(`view-${name}`)).toBeLessThanOrEqual(BUDGET.view);
  for (const chunk of textsOf(name)) expect(sizeOf(chunk), chunk).toBeLessThanOrEqual(BUDGET.viewTexts);
});

test('[WID20] every folder of a view is in the list', () => {
  const folders = readdirSync(join(folder, 'src/views'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
  expect(folders.sort()).toEqual([...views].sort());
});

test('[WID23] the languages in the list are those with texts, and none but English is in the loader', () => {
  expect(Object.keys(LAUNCHER_TEXTS).sort()).toEqual([...languages].sort());
  for (const [language, sentences] of Object.entries(LAUNCHER_TEXTS))
    if (language !== 'en')
      expect(
        sentences.filter((sentence) => loader.includes(sentence)),
        language,
      ).toEqual([]);
});

test('each chunk stands alone: nothing is fetched after it, one after the other', () => {
  expect(chunks.filter((name) => /\bimport\(|(^|[;}])import["'`{*\s]|shared-/.test(read(name)))).toEqual([]);
});

test('no zod, no WebTransport, no second polling transport', () => {
  expect([loader, ...chunks.map(read)].filter((code) => /ZodError|\bzod\b|new WebTransport|createBidirectionalStream|XMLHttpRequest/.test(code))).toHaveLength(
    0,
  );
});

test('strict CSP and Trusted Types: our code makes no markup from text and runs no text as code', () => {
  const forbidden = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|cssText/;
  expect([loader, ...chunks.map(read)].filter((code) => forbidden.test(code))).toHaveLength(0);
  // The one `<style>` is for pages that took `CSSStyleSheet` away.
  expect([loader, ...chunks.map(read)].join('').match(/["'`]style["'`]/g)).toHaveLength(1);
});

function fileOf(name: string): string {
  const hash = /-([\w-]{8})\.js/.exec(loader)?.[1];
  return join(dist, 'w', `${name}-${hash}.js`);
}

function read(name: string): string {
  return readFileSync(fileOf(name), 'utf8');
}

function sizeOf(name: string): number {
  return statSync(`${fileOf(name)}.br`).size;
}

function sizeOfLoader(): number {
  return statSync(join(dist, 'widget.js.br')).size;
}

function firstOpen(language: string): number {
  return sizeOfLoader() + sizeOf('chat') + sizeOf(`text-${language}`);
}

/** Is there no build, or one that is older than what it is made from? */
function isStale(): boolean {
  const built = join(dist, 'widget.js');
  if (!existsSync(built)) return true;
  const sources = ['src', '../packages/protocol/src', '../packages/text/src', '../packages/delivery/src'].flatMap((name) => filesIn(join(folder, name)));
  return [...sources, join(folder, 'build.mjs'), join(folder, 'vite.config.ts')].some((file) => statSync(file).mtimeMs > statSync(built).mtimeMs);
}

function filesIn(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? join(entry.parentPath, entry.name) : []));
}
