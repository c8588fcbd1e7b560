import { hasStoredData } from '../has-stored-data.ts';
import { pickLanguage, wantedTags } from '../locales/pick-language.ts';
import type { ActiveWidget, ChunkModules, PageWidget } from '../parts.ts';
import { removeApi, runCommands } from './api.ts';
import { chunkLoader, importRescue } from './chunks.ts';
import { createLauncher } from './launcher.ts';
import type { Embed } from './main.ts';
import { mergeSettings, type PageConfig } from './settings.ts';

export const warn = (sentence: unknown) => console.warn('SupportChat:', sentence);

/** `then`, without the page's. */
async function attempt<T>(promise: Promise<T>, act: (value: T) => unknown): Promise<void> {
  try {
    await act(await promise);
  } catch (error) {
    warn(error);
  }
}

type Site = Pick<PageWidget, 'origin' | 'served'> & { again(): void };

/** The launcher, and what decides about it. Nothing is stored, connected or fetched before the visitor acts. */
export function createPageWidget(embed: Embed, { origin, served, again }: Site): void {
  const leaving = embed.leaving as AbortController;
  const { signal } = leaving;
  // Changes that the page made with `update()` are kept when the widget starts over.
  const pageConfig = (embed.config = { ...embed.config });
  const siteKey = pageConfig.siteKey as string;
  const load = chunkLoader(origin, served.assets);
  const launcher = createLauncher(toggle, prefetch, signal, again);
  const { root } = launcher;
  // A server of the previous version sends none.
  const texts: Record<string, [string, string?]> = served.launcherTexts ?? { en: ['Open chat'] };
  const launcherTexts = () => texts[page.language] as [string, string?];
  // The rest comes with the first check.
  const page = { embed, leaving, origin, siteKey, served, pageConfig, load, launcher } as PageWidget;
  let starting: Promise<ActiveWidget> | undefined;
  let active: ActiveWidget | undefined;
  let isProved: true | undefined;
  let isBusy = false;

  /** Hands over to the part that does everything else. */
  async function activate(): Promise<ActiveWidget> {
    let part: ChunkModules['chat' | 'rescue'];
    try {
      part = await load('chat');
    } catch {
      // The page's built-ins may prevent it from being evaluated.
      part = await importRescue(embed.script.src);
    }
    active = await (starting ??= part.activate(page));
    return active;
  }

  /** The visitor is about to act. */
  function prefetch() {
    for (const name of ['chat', `text-${page.language}`] as const) void attempt(load(name), () => {});
  }

  async function open(byItself?: boolean) {
    if (isBusy) return;
    isBusy = true;
    if (!byItself) show(true);
    prefetch();
    const { activeElement } = document;
    launcher.button.ariaBusy = 'true';
    try {
      await (await activate()).open(byItself, activeElement);
    } catch (error) {
      launcher.label(...launcherTexts());
      warn(error);
    } finally {
      isBusy = false;
      launcher.button.ariaBusy = null;
    }
  }

  function toggle() {
    if (!isProved) isProved = true;
    else if (active?.isOpen()) active.dismiss();
    else void open();
  }

  /** Whether the launcher, not yet in the page, is what we have created, and its listeners work. Built-ins of the page may do nothing. */
  function prove() {
    launcher.button.click();
    if (!isProved || !launcher.shadow.querySelector('[style][hidden]>[aria-label] [d]')) throw root;
  }

  /** After every change of settings. */
  function look() {
    page.settings = mergeSettings(served, pageConfig);
    page.wanted = wantedTags(page.settings.locale);
    Object.assign(page, pickLanguage(page.wanted, Object.keys(texts)));
    const { showOnPages, hideOnPages, customCSS } = page.settings;
    const isPlain = !(showOnPages[0] || hideOnPages[0] || customCSS);
    page.isAllowed ||= isPlain;
    if (!isPlain) void attempt(load('rescue'), ({ followRules }) => followRules(page, show));
    launcher.look(page.settings);
    launcher.label(launcherTexts()[0]);
    if (!isProved) prove();
    active?.refresh();
    show(embed.isShown);
  }

  /** `value` is the page's own choice; without one its rules apply. */
  function show(value?: boolean) {
    embed.isShown = value;
    launcher.place();
    root.hidden = !(value ?? page.isAllowed);
    if (root.hidden) active?.close();
  }

  function update(config: PageConfig) {
    Object.assign(pageConfig, config);
    look();
  }

  look();

  if (page.settings.autoOpen) void attempt(load('rescue'), ({ autoOpen }) => autoOpen(page, open));
  // The visitor has left something to resume: an open panel in this tab, unsent messages, a conversation.
  if (hasStoredData('open|ongoing|outbox', siteKey)) void attempt(activate(), (active) => active.resume());

  signal.onabort = () => {
    active?.destroy();
    launcher.place();
  };
  runCommands(embed.page, {
    open: () => void open(),
    close: () => active?.close(),
    toggle,
    show: () => show(),
    hide: () => show(false),
    setLocale: (locale: string) => update({ locale }),
    update,
    destroy() {
      leaving.abort();
      removeApi(embed.page);
      embed.leave?.();
    },
  });
}
