import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, install, writeInChat } from './support/installation.ts';
import { pageWithWidget, startWebsite, type Website } from './support/page-server.ts';

/** One built-in of the page, broken in one way. */
type Change = { place: string; how: keyof typeof WAYS };

const WAYS = {
  deleted: (owner: string, name: string) => `delete ${owner}['${name}']`,
  missing: (owner: string, name: string) => define(owner, name, 'undefined'),
  silent: (owner: string, name: string) => define(owner, name, 'function () {}'),
  throwing: (owner: string, name: string) => define(owner, name, "function () { throw new Error('changed') }"),
  nonsense: (owner: string, name: string) => define(owner, name, "function () { return 'nonsense' }"),
};
const define = (owner: string, name: string, value: string) =>
  `Object.defineProperty(${owner}, '${name}', { value: ${value}, configurable: true, writable: true })`;

/** How many pages are tried. `BUILT_INS=all` tries every change, in about half an hour. The sample is the same each time. */
const SAMPLE = process.env['BUILT_INS'] === 'all' ? Number.POSITIVE_INFINITY : Number(process.env['BUILT_INS'] ?? 20);
const SEED = 0.618;
const AT_A_TIME = 3;

let here: Installation;
let website: Website;
beforeAll(async () => {
  here = await install({}, { CONVERSATIONS_PER_MINUTE_PER_IP: '1000000', CONNECTIONS_PER_MINUTE_PER_IP: '1000000' });
  website = await startWebsite((path) => {
    const code = new URL(path, 'http://x').searchParams.get('code');
    const html = pageWithWidget(here.product.url, { siteKey: here.site.siteKey });
    return { html: code ? html.replace('<meta', `<script>${code}</script><meta`) : html };
  });
});
afterAll(async () => {
  await website?.close();
  await here?.close();
});

test('[HOST7] whichever built-in that the widget names is deleted, missing, silent, throwing or nonsense, the chat opens and sends', {
  timeout: 7_200_000,
}, async () => {
  const places = await findPlaces();
  const changes = places.flatMap((place) => (Object.keys(WAYS) as Change['how'][]).map((how) => ({ place, how })));
  expect(changes.length).toBeGreaterThan(2000);
  const chosen = sampleOf(changes);
  const failures: string[] = [];
  let tried = 0;
  const work = async () => {
    // One visitor: each page finds them in the middle of a conversation, but for every second one, which they open for the first time.
    const context = await here.browser.newContext();
    for (let change = chosen.shift(); change; change = chosen.shift()) {
      const number = ++tried;
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      try {
        await page.goto(`${website.origin}/?code=${encodeURIComponent((number % 2 ? 'localStorage.clear();' : '') + codeFor(change))}`);
        await write(page, `message ${number}.`, change.how === 'deleted' ? 2 : 1);
      } catch (error) {
        failures.push(`${change.place} ${change.how}`);
        if (process.env['BUILT_INS']) process.stdout.write(`${number}: ${change.place} ${change.how}: ${`${error}`.split('\n', 1)[0]}\n`);
      }
      await page.close();
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  expect(failures).toEqual([]);
});

/** What was deleted shows when it is used, and the widget starts over: what the visitor has typed is kept, and they press Enter once more. */
async function write(page: Page, text: string, tries: number): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Your message' });
  const launcher = page.getByRole('button', { name: /Open chat|new message/ });
  const sent = page
    .getByRole('article')
    .filter({ hasText: text })
    .getByText(/Sent|Read/);
  await box.or(launcher).first().waitFor();
  if (await launcher.isVisible()) await launcher.click();
  await box.fill(text);
  for (let left = tries; left > 0; left--) {
    const isLast = left === 1;
    try {
      await box.press('Enter');
      await sent.waitFor({ timeout: isLast ? 10_000 : 3000 });
      return;
    } catch (error) {
      if (isLast) throw error;
    }
  }
}

function sampleOf(changes: Change[]): Change[] {
  const inOrder = changes.map((change, at) => ({ change, rank: (at * SEED) % 1 })).sort((a, b) => a.rank - b.rank);
  return inOrder.slice(0, SAMPLE).map(({ change }) => change);
}

function codeFor({ place, how }: Change): string {
  const at = place.lastIndexOf('.');
  return at < 0 ? WAYS[how]('window', place) : WAYS[how](place.slice(0, at), place.slice(at + 1));
}

/** Every global, method and accessor of the browser that the built scripts name, of the kinds of object that a page with the chat has. */
async function findPlaces(): Promise<string[]> {
  const page = await here.browser.newPage();
  await page.goto(website.origin);
  await writeInChat(page, 'as it is');
  // A page that has changed nothing pays for nothing.
  expect(await page.locator('iframe').count()).toBe(0);
  const places = await page.evaluate(placesIn, namesInScripts());
  await page.close();
  return places;
}

function namesInScripts(): string[] {
  const dist = `${import.meta.dirname}/../widget/dist`;
  const loader = readFileSync(`${dist}/widget.js`, 'utf8');
  const hash = /-([\w-]{8})\.js/.exec(loader)?.[1];
  const files = readdirSync(`${dist}/w`).filter((name) => name.endsWith(`-${hash}.js`));
  const code = [loader, ...files.map((name) => readFileSync(`${dist}/w/${name}`, 'utf8'))].join('\n');
  return [...new Set(code.match(/[A-Za-z_$][\w$]+/g))];
}

function placesIn(names: string[]): string[] {
  // What a page cannot change, and names that mean something else in our scripts.
  const NOT_OURS =
    /^(window|document|location|top|self|globalThis|parent|name|length|status|origin|event|closed|SupportChat|blur|close|find|focus|open|print|scroll|scrollTo|stop|frameElement)$/;
  const isNamed = new Set(names);
  const globals = Object.getOwnPropertyNames(window).filter((name) => isNamed.has(name) && !NOT_OURS.test(name));
  const owners = new Set<object>();
  const add = (value: unknown) => {
    for (let owner = value; owner && (typeof owner === 'object' || typeof owner === 'function'); owner = Object.getPrototypeOf(owner)) owners.add(owner);
  };
  for (const name of globals) {
    const value = (window as unknown as Record<string, (new () => object) | undefined>)[name];
    if (typeof value === 'function') {
      add(value.prototype);
      owners.add(value);
    } else add(value);
  }
  const root = document.querySelector('support-chat')?.shadowRoot as ShadowRoot;
  for (const sample of [
    ...root.querySelectorAll('*'),
    root,
    document,
    document.head,
    document.createElement('script'),
    document.createElement('iframe'),
    document.createElement('link'),
    root.children,
    root.childNodes,
    getComputedStyle(document.body),
    new Event('x'),
    new KeyboardEvent('keydown'),
    [].values(),
    navigator.locks,
  ])
    add(sample);
  const pathOf = new Map<object, string>();
  for (const name of Object.getOwnPropertyNames(window)) {
    const value = (window as unknown as Record<string, (new () => object) | undefined>)[name];
    if (typeof value === 'function') {
      pathOf.set(value, name);
      if (value.prototype) pathOf.set(value.prototype as object, `${name}.prototype`);
    } else if (value && typeof value === 'object' && !pathOf.has(value)) pathOf.set(value, name);
  }
  const places = [...globals];
  for (const owner of owners) {
    const path = pathOf.get(owner);
    if (!path || /^(window|self|globalThis|Window|Object\.prototype$)/.test(path)) continue;
    for (const name of Object.getOwnPropertyNames(owner)) {
      const { value, get, configurable } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
      if (configurable && isNamed.has(name) && !/^(constructor|align)$/.test(name) && (typeof value === 'function' || get)) places.push(`${path}.${name}`);
    }
  }
  return [...new Set(places)].sort();
}
