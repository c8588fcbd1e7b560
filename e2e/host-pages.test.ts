import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, install, writeInChat } from './support/installation.ts';
import { startWebsite, type Website } from './support/page-server.ts';

/** One installation, one browser, one website; each case defines the page around the embed code. */
let here: Installation;
let website: Website;
const pages = new Map<string, { html: string; headers: Record<string, string> }>();
beforeAll(async () => {
  here = await install();
  website = await startWebsite((path) => pages.get(new URL(path, 'http://x').searchParams.get('page') ?? '') ?? { html: '' });
});
afterAll(async () => {
  await website?.close();
  await here?.close();
});

type Given = {
  /** Markup before the embed code. */
  before?: string;
  after?: string;
  config?: object;
  path?: string;
  csp?: string;
  context?: BrowserContextOptions;
};

const embed = (config: object = {}) => `<script>window.SupportChatConfig = ${JSON.stringify({ siteKey: here.site.siteKey, ...config })}</script>
<script async src="${here.product.url}/widget.js"></script>`;
const script = (code: string) => `<script>${code}</script>`;
const style = (rules: string) => `<style>${rules}</style>`;
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A page in its own browser profile. */
async function visit({ before = '', after = '', config, path = '/', csp, context = {} }: Given): Promise<Page> {
  const name = `${pages.size}`;
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Shop</title>${before}</head>
<body><main><h1>Shop</h1><input id="field"></main>${embed(config)}${after}</body></html>`;
  pages.set(name, { html, headers: csp ? { 'Content-Security-Policy': csp } : {} });
  const page = await (await here.browser.newContext({ viewport: { width: 1000, height: 800 }, ...context })).newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${website.origin}${path}?page=${name}`);
  return page;
}

const launcherOf = (page: Page) => page.getByRole('button', { name: 'Open chat' });
const boxOf = (page: Page) => page.getByRole('textbox', { name: 'Your message' });
const logOf = (page: Page) => page.getByRole('log');
const hosts = (page: Page) => page.evaluate(() => document.querySelectorAll('support-chat').length);
const call = (page: Page, ...args: unknown[]) =>
  page.evaluate((args) => (window as unknown as { SupportChat(...args: unknown[]): void }).SupportChat(...args), args);

let sent = 0;
/** Opens the chat and writes; resolves when the server has the message. */
const chatWorks = (page: Page) => writeInChat(page, `message ${++sent}`);

async function openChat(page: Page): Promise<void> {
  await launcherOf(page).click();
  await boxOf(page).waitFor();
}

/** Tries each case on its own page, a few at a time; returns the cases that failed, with their reasons. */
async function failing<C>(cases: readonly C[], given: (each: C) => Given, act: (page: Page, each: C) => Promise<unknown> = chatWorks): Promise<string[]> {
  const failures: string[] = [];
  const queue = [...cases];
  const work = async () => {
    for (let each = queue.shift(); each !== undefined; each = queue.shift()) {
      const page = await visit(given(each));
      await act(page, each).catch((error: Error) => failures.push(`${JSON.stringify(each)}: ${error.message.split('\n', 1)[0]}`));
      await page.context().close();
    }
  };
  await Promise.all([work(), work(), work()]);
  return failures;
}

describe('a page that has changed its built-ins', () => {
  const REPLACED = [
    'Array.prototype.entries = function () { return this.slice() }',
    "Array.prototype.toJSON = function () { return '[' + this.map((x) => JSON.stringify(x)).join(', ') + ']' }",
    "Object.defineProperty(Object.prototype, 'toJSON', { value: () => 'x', configurable: true })",
    "String.prototype.toJSON = Date.prototype.toJSON = () => 'x'",
    'Object.prototype.extend = function () {}',
    "Object.prototype['1x'] = 'y'",
    'Object.prototype.error = function () {}',
    "Object.prototype.href = 'x'; Object.prototype.siteKey = 'x'",
    "var URL = 'https://shop.example/'",
    "const URL = 'https://shop.example/'",
    'function Map(el) {}',
    'class Text {}; class Set {}',
    'var navigation = { main: [] }',
    'fetch = undefined',
    "const f = fetch; fetch = (u, o = {}) => f(u, { ...o, headers: { ...o.headers, 'X-CSRF-Token': 't' } })",
    "const f = fetch; fetch = (u, o = {}) => f(u, { ...o, credentials: 'include' })",
    'window.WebSocket = undefined',
    'window.WebSocket = function () { throw new Error() }',
    'window.requestIdleCallback = window.setTimeout = () => 0',
    'window.MutationObserver = window.ResizeObserver = undefined',
    'Element.prototype.append = Element.prototype.setAttribute = () => {}',
    "Object.defineProperty(window, 'crypto', { value: undefined })",
    'delete window.CSSStyleSheet',
    'Promise.prototype.then = function () { return this }; Promise.all = () => Promise.resolve([])',
    'EventTarget.prototype.addEventListener = () => {}',
    'Promise.prototype.finally = () => {}',
    "window.setTimeout = DocumentFragment.prototype.append = () => { throw new Error('changed') }",
    "Object.defineProperty(KeyboardEvent.prototype, 'shiftKey', { value: () => {} })",
    "Object.defineProperty(HTMLScriptElement.prototype, 'src', { value: () => {} })",
  ];

  test('[HOST7] has a chat that opens and sends', async () => {
    expect(await failing(REPLACED, (code) => ({ before: script(code) }))).toEqual([]);
  });

  test('[HOST7] also if it changes them after the launcher has appeared, and listeners and settings are kept', async () => {
    const page = await visit({ config: { position: 'bottom-left' } });
    await launcherOf(page).waitFor();
    await page.evaluate(() => {
      const { SupportChat } = window as unknown as { SupportChat(...call: unknown[]): void };
      SupportChat('on', 'open', () => (document.title += ' opened'));
      SupportChat('update', { offsetX: 90 });
      Object.assign(Array.prototype, { map: () => [], filter: () => [] });
    });
    await chatWorks(page);
    expect(await page.title()).toBe('Shop opened');
    expect(await page.locator('.launcher').boundingBox()).toMatchObject({ x: 90 });
    expect(await hosts(page)).toBe(1);
    await call(page, 'destroy');
    expect(await page.evaluate(() => document.querySelectorAll('support-chat, iframe').length)).toBe(0);
  });

  test('[HOST14] whose monitoring wraps the built-ins and passes every call on, the chat works without a frame', async () => {
    const WRAPPED = {
      'fetch and timers': `for (const name of ['fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'requestAnimationFrame']) {
  const own = window[name];
  window[name] = function (...args) { return own.apply(this, args); };
}`,
      events: `for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
  const own = EventTarget.prototype[name];
  EventTarget.prototype[name] = function (...args) { return own.apply(this || window, args); };
}`,
      promises: `for (const name of ['then', 'catch', 'finally']) {
  const own = Promise.prototype[name];
  Promise.prototype[name] = function (...args) { return own.apply(this, args); };
}
const own = Promise;
window.Promise = class Promise extends own {};`,
      constructors: `for (const name of ['WebSocket', 'MutationObserver', 'ResizeObserver']) {
  const Own = window[name];
  window[name] = new Proxy(Own, { construct: (target, args) => new target(...args) });
}`,
      'the replay of a visit': `const wrap = (owner, name) => {
  const own = owner[name];
  owner[name] = function (...args) { return own.apply(this, args); };
};
wrap(CSSStyleDeclaration.prototype, 'setProperty');
wrap(CSSStyleSheet.prototype, 'replaceSync');
wrap(Element.prototype, 'attachShadow');
for (const [owner, name] of [[HTMLTextAreaElement.prototype, 'value'], [ShadowRoot.prototype, 'adoptedStyleSheets']]) {
  const { get, set, ...rest } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
  if (get) Object.defineProperty(owner, name, { ...rest, get() { return get.call(this) }, set(value) { set.call(this, value) } });
}`,
    };
    const names = Object.keys(WRAPPED) as (keyof typeof WRAPPED)[];
    const works = async (page: Page) => {
      await chatWorks(page);
      expect(await page.locator('iframe').count()).toBe(0);
    };
    expect(await failing(names, (name) => ({ before: script(WRAPPED[name]) }), works)).toEqual([]);
  });

  test('[HOST7] strict policies allow the widget its frame', async () => {
    const csp = `default-src 'none'; script-src 'unsafe-inline' ${here.product.url}; connect-src ${here.product.url} ${here.product.url.replace('http', 'ws')}; frame-src 'none'; style-src 'none'`;
    expect(await failing(['function Map() {}'], (code) => ({ before: script(code), csp }))).toEqual([]);
  });
});

describe('a page with hostile styles', () => {
  test('[HOST9] no rule of the page moves, hides or restyles the widget', async () => {
    const page = await visit({});
    await openChat(page);
    await chatWorks(page);
    const changes = await page.evaluate(() => {
      const root = document.querySelector('support-chat')?.shadowRoot;
      const parts = ['.launcher', '.panel', '.bubble', 'textarea'].map((selector) => root?.querySelector(selector) as HTMLElement);
      const look = () =>
        JSON.stringify(
          parts.map((part) => {
            const { x, y, width, height } = part.getBoundingClientRect();
            const seen = getComputedStyle(part);
            const names = [
              'display',
              'visibility',
              'opacity',
              'color',
              'fontSize',
              'fontFamily',
              'letterSpacing',
              'textTransform',
              'lineHeight',
              'userSelect',
            ] as const;
            return [x, y, width, height, seen.pointerEvents, seen.cursor, seen.direction, seen.writingMode, ...names.map((name) => seen[name])];
          }),
        );
      const all = ['*', 'html > *:not(head):not(body)', 'html > :last-child', '*:empty', ':not(:defined)', 'support-chat'];
      const hidden = [
        'display: none',
        'visibility: hidden',
        'opacity: 0',
        'content-visibility: hidden',
        'clip-path: inset(50%)',
        'transform: scale(0)',
        'width: 0; height: 0; overflow: hidden',
      ];
      const rules = all.slice(1).flatMap((selector) => hidden.map((rule) => [selector, rule] as const));
      const boxes = [
        'transform: translate3d(0, 0, 0)',
        'filter: blur(0)',
        'contain: strict',
        'perspective: 1px',
        'will-change: transform',
        'backdrop-filter: blur(1px)',
        'container-type: size',
        'rotate: 1deg',
      ];
      for (const rule of boxes) rules.push(['support-chat, body, body *', rule]);
      // Every property with a different computed value, under a value that many of them accept.
      for (const name of getComputedStyle(document.body)) {
        if (/^(zoom|display|-webkit-text-size-adjust|scrollbar|.*content-visibility)/.test(name)) continue;
        for (const value of ['none', 'hidden', '0', '7px', 'all', 'fixed', 'rgb(1, 2, 3)'])
          if (CSS.supports(name, value)) rules.push(['body, body *, support-chat', `${name}: ${value}`]);
      }
      for (const rule of [
        'letter-spacing: 4px',
        'text-transform: uppercase',
        'user-select: none',
        '-webkit-user-select: none',
        'word-spacing: 9px',
        'line-height: 3',
        'font: 30px serif',
        'cursor: none',
        'direction: rtl',
        'writing-mode: vertical-rl',
        'text-align: right',
        'pointer-events: none',
        'white-space: nowrap',
        'color: red',
        'text-indent: 40px',
      ])
        rules.push(['*', rule]);
      const sheet = document.head.appendChild(document.createElement('style'));
      const before = look();
      const found: string[] = [];
      for (const [selector, rule] of rules) {
        for (const text of [`${selector} { ${rule} }`, `${selector} { ${rule.replaceAll(/;|$/g, ' !important;')} }`]) {
          sheet.textContent = text;
          if (look() !== before) found.push(text);
        }
      }
      sheet.remove();
      return found;
    });
    expect(changes).toEqual([]);
  });

  test('[HOST9] a root element that contains fixed elements leaves the launcher in its corner', async () => {
    const rules = [
      '* { transform: translate3d(0, 0, 0) }',
      'html { filter: grayscale(1) }',
      'html { contain: layout }',
      '* { will-change: transform !important }',
    ];
    const place = async (page: Page) => expect(await page.locator('.launcher').boundingBox()).toMatchObject({ x: 920, y: 720 });
    expect(
      await failing(
        rules,
        (rule) => ({ before: style(rule) }),
        async (page) => (await launcherOf(page).waitFor(), place(page)),
      ),
    ).toEqual([]);
  });
});

test('[HOST13] customCSS styles the launcher before it shows, and overrides the panel’s styles', async () => {
  pages.set('sheet', {
    html: ".launcher { background: rgb(1, 2, 3); opacity: 0.5 } .panel { background: rgb(4, 5, 6) url('dot.png') }",
    headers: { 'Content-Type': 'text/css' },
  });
  const page = await visit({
    before: script(`new MutationObserver(() => {
  const launcher = document.querySelector('support-chat')?.shadowRoot.querySelector('.launcher');
  const look = () => (launcher.checkVisibility() ? (window.seen ??= getComputedStyle(launcher).backgroundColor) : requestAnimationFrame(look));
  if (launcher) look();
}).observe(document.documentElement, { childList: true })`),
    config: { customCSS: '/theme/site.css?page=sheet' },
  });
  await launcherOf(page).waitFor();
  await expect.poll(() => page.evaluate(() => (window as unknown as { seen: string }).seen)).toBe('rgb(1, 2, 3)');
  await openChat(page);
  const look = () => page.locator('.panel').evaluate((panel) => [getComputedStyle(panel).backgroundColor, getComputedStyle(panel).backgroundImage]);
  expect(await look()).toEqual(['rgb(4, 5, 6)', `url("${website.origin}/dot.png")`]);
  await call(page, 'update', { customCSS: '' });
  await expect.poll(async () => (await look())[0]).not.toBe('rgb(4, 5, 6)');
  expect(await page.getByRole('dialog').isVisible()).toBe(true);
});

describe('a page that reacts to events in the chat', () => {
  const types = async (page: Page) => {
    await openChat(page);
    await boxOf(page).click();
    await page.keyboard.type('abc');
    expect(await boxOf(page).inputValue()).toBe('abc');
  };
  const trap = (type: string, capture: boolean) => script(`document.addEventListener('${type}', (e) => { if (!m.contains(e.target)) m.focus() }, ${capture})`);

  test('[HOST10] takes neither focus nor keys away', async () => {
    const cases = [
      `<div id=m tabindex=-1><input></div>${trap('focusin', false)}`,
      `<div id=m tabindex=-1><input></div>${trap('focusin', true)}`,
      `<div id=m tabindex=-1><input></div>${trap('focus', true)}`,
      script('document.onmousedown = () => false'),
      script("document.addEventListener('mousedown', (e) => e.preventDefault(), true)"),
      script("document.addEventListener('keydown', (e) => e.preventDefault(), true)"),
      script("addEventListener('keypress', (e) => e.preventDefault())"),
      script("for (const t of ['beforeinput', 'selectstart', 'pointerdown', 'touchstart']) document.addEventListener(t, (e) => e.preventDefault())"),
    ];
    expect(await failing(cases, (before) => ({ after: before }), types)).toEqual([]);
  });

  test('[HOST10] receives no event from it, not even the Escape that closes it', async () => {
    const page = await visit({
      after:
        script(`window.heard = []; const names = 'keydown keyup keypress input beforeinput click dblclick mousedown mouseup pointerdown pointerup focusin focusout wheel copy paste contextmenu';
for (const name of names.split(' ')) document.addEventListener(name, (e) => heard.push(name))`),
    });
    await openChat(page);
    await page.evaluate(() => ((window as unknown as { heard: string[] }).heard.length = 0));
    await boxOf(page).click({ button: 'right' });
    await boxOf(page).dblclick();
    await page.keyboard.type('ab');
    await page.mouse.wheel(0, 10);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    await page.keyboard.press('Control+V');
    await page.keyboard.press('Escape');
    await launcherOf(page).waitFor();
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
    await page.locator('#field').click();
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toContain('click');
  });

  test('[HOST10] does not keep the messages from scrolling, by wheel or touch', async () => {
    const cases = [
      { after: script("addEventListener('wheel', (e) => e.preventDefault(), { passive: false })"), by: 'wheel' },
      { after: script("document.addEventListener('wheel', (e) => e.preventDefault(), { passive: false, capture: true })"), by: 'wheel' },
      { after: script("document.addEventListener('touchmove', (e) => e.preventDefault(), { passive: false })"), by: 'finger', context: phone },
    ];
    const scrolls = async (page: Page, { by }: { by: string }) => {
      const log = logOf(page);
      await openChat(page);
      // Many messages in one: only the height matters here.
      await boxOf(page).fill(`long ${'line\n'.repeat(90)}end`);
      await page.getByRole('button', { name: 'Send' }).click();
      await expect.poll(() => log.evaluate((log) => log.scrollTop)).toBeGreaterThan(500);
      const from = await log.evaluate((log) => log.scrollTop);
      const { x, y, width, height } = (await log.boundingBox()) as { x: number; y: number; width: number; height: number };
      if (by === 'wheel') {
        await page.mouse.move(x + width / 2, y + height / 2);
        await page.mouse.wheel(0, -300);
      } else {
        const cdp = await page.context().newCDPSession(page);
        const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', down: number) =>
          cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x + width / 2, y: y + 60 + down }] });
        await touch('touchStart', 0);
        for (let down = 20; down <= 300; down += 20) await touch('touchMove', down);
        await touch('touchEnd', 0);
      }
      await expect.poll(() => log.evaluate((log) => log.scrollTop)).toBeLessThan(from - 100);
    };
    expect(await failing(cases, (each) => each, scrolls)).toEqual([]);
  });
});

describe('a page that changes while it is open', () => {
  const isBack = async (page: Page) => {
    await expect.poll(() => hosts(page)).toBe(1);
  };

  test('[HOST8] the widget comes back whatever the page does to its document', async () => {
    const acts = {
      'body swapped': () => document.body.replaceWith(document.createElement('body')),
      'root element replaced': () => {
        const root = document.createElement('html');
        root.append(document.createElement('head'), document.createElement('body'));
        document.replaceChild(root, document.documentElement);
      },
      'host removed': () => document.querySelector('support-chat')?.remove(),
      'everything below the root removed': () => document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body')),
      'document written again': () => {
        document.open();
        document.write('<p>x</p>');
        document.close();
      },
    };
    const names = Object.keys(acts) as (keyof typeof acts)[];
    const recovers = async (page: Page, name: keyof typeof acts) => {
      await launcherOf(page).waitFor();
      await page.evaluate(acts[name]);
      await isBack(page);
      await chatWorks(page);
    };
    expect(await failing(names, () => ({}), recovers)).toEqual([]);
  });

  test('[HOST8] a widget in its frame comes back each time the page removes the frame, with what the page has asked of it', async () => {
    const page = await visit({ before: script('Array.prototype.entries = function () { return this.slice() }') });
    await chatWorks(page);
    await call(page, 'update', { offsetX: 90 });
    const count = () => page.evaluate(() => [document.querySelectorAll('support-chat').length, document.querySelectorAll('iframe').length]);
    for (let time = 0; time < 2; time++) {
      expect(await count()).toEqual([1, 1]);
      const old = await page.evaluateHandle(() => document.querySelector('support-chat') as Element);
      await page.evaluate(() => document.querySelector('iframe')?.remove());
      await expect.poll(() => old.evaluate((host) => host.isConnected), { timeout: 5000 }).toBe(false);
      await chatWorks(page);
      expect(await page.locator('.launcher').boundingBox()).toMatchObject({ x: 850 });
    }
    await call(page, 'destroy');
    expect(await count()).toEqual([0, 0]);
  });

  test('[HOST8] a page that rewrites itself with the embed code has one widget', async () => {
    const page = await visit({});
    await launcherOf(page).waitFor();
    await page.evaluate((code) => {
      document.open();
      document.write(`<p>x</p>${code}`);
      document.close();
    }, embed());
    await chatWorks(page);
    expect(await hosts(page)).toBe(1);
  });

  test('[HOST8] destroyed before or after it is ready, and added again: one widget', async () => {
    const page = await visit({});
    await launcherOf(page).waitFor();
    await call(page, 'destroy');
    expect(await hosts(page)).toBe(0);
    await page.evaluate(async (src) => {
      const add = () =>
        new Promise((done) => {
          const script = Object.assign(document.createElement('script'), { src, onload: () => done(script) });
          document.body.append(script);
        });
      await add();
      (window as unknown as { SupportChat(name: string): void }).SupportChat('destroy');
      await add();
    }, `${here.product.url}/widget.js`);
    await chatWorks(page);
    expect(await hosts(page)).toBe(1);
  });

  test('[HOST8] waits for the page to load, so that a framework finds the document as the server sent it', async () => {
    const page = await visit({
      after: script("addEventListener('load', () => { document.title = document.querySelectorAll('support-chat').length + ' at load' })"),
    });
    await launcherOf(page).waitFor();
    expect(await page.title()).toBe('0 at load');
  });

  test.each(['', 'clip'])('[HOST8] on a phone, an overflow of "%s" that the page sets while the chat is open stays', async (value) => {
    const page = await visit({ context: phone });
    await page.evaluate(() => void (document.documentElement.style.overflow = 'hidden'));
    await openChat(page);
    await page.evaluate((value) => void (document.documentElement.style.overflow = value), value);
    await call(page, 'close');
    await launcherOf(page).waitFor();
    expect(await page.evaluate(() => document.documentElement.style.overflow)).toBe(value);
  });
});

describe('opening', () => {
  const auto = { autoOpen: true, autoOpenDelay: 0 };
  /** The part that opens by itself has run, including its timer without a delay, and has started nothing. */
  const staysShut = async (page: Page) => {
    await launcherOf(page).waitFor();
    // As text: the test runner would replace import().
    await page.evaluate(`(async () => {
      const part = () => performance.getEntriesByType('resource').find(({ name }) => name.includes('/w/rescue-'));
      while (!part()) await new Promise((resolve) => setTimeout(resolve, 10));
      await import(part().name);
      for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
    })()`);
    expect(await page.locator('support-chat').locator('[aria-busy], [role=dialog]').count()).toBe(0);
  };

  test('[HOST11] by itself once it is shown, once in a tab', async () => {
    const page = await visit({ path: '/a', config: { ...auto, hideOnPages: ['/a'] } });
    await expect.poll(() => hosts(page)).toBe(1);
    await page.evaluate(() => history.pushState(null, '', `/b${location.search}`));
    await page.getByRole('dialog').waitFor();
    await page.reload();
    await staysShut(page);
  });

  test('[HOST11] by itself on no phone, in either orientation', async () => {
    const cases: BrowserContextOptions[] = [phone, { viewport: { width: 844, height: 390 } }];
    expect(await failing(cases, (context) => ({ context, config: auto }), staysShut)).toEqual([]);
  });

  test('[HOST11] by the page, even if the launcher is hidden', async () => {
    const page = await visit({ path: '/a', config: { hideOnPages: ['/a'] } });
    await expect.poll(() => hosts(page)).toBe(1);
    expect(await launcherOf(page).isVisible()).toBe(false);
    await call(page, 'open');
    await boxOf(page).waitFor();
    await call(page, 'hide');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
    await call(page, 'open');
    await boxOf(page).waitFor();
  });
});

test('[HOST3] with all site data blocked, the chat connects and sends', async () => {
  const blocked =
    script(`for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } });
navigator.locks.request = () => Promise.reject(new DOMException('denied', 'SecurityError'))`);
  expect(await failing([blocked], (before) => ({ before }))).toEqual([]);
});
