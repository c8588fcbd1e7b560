import { LAUNCHER_TEXTS } from '../locales/languages.ts';
import { languageOf, pickTag, wantedTags } from '../locales/pick-locale.ts';
import type { ActiveWidget, PageWidget } from '../parts.ts';
import type { Commands } from './api.ts';
import { chunkLoader } from './chunks.ts';
import { createLauncher } from './launcher.ts';
import { watchNavigation } from './navigation.ts';
import { isShownOn } from './page-rules.ts';
import { mergeSettings } from './settings.ts';

export const warn = (sentence: unknown) => console.warn(`SupportChat: ${sentence}`);

/** The launcher, and what decides about it. Nothing is written, connected or fetched before the visitor acts. */
export function createPageWidget(embed: Pick<PageWidget, 'origin' | 'siteKey' | 'served' | 'emit'> & { pageConfig: Record<string, unknown> }): Commands {
  const leaving = new AbortController();
  const load = chunkLoader(embed.origin, embed.served.assets);
  const launcher = createLauncher(toggle, prefetch, leaving.signal);
  const { root } = launcher;
  const page: PageWidget = { ...embed, load, launcher, ...read() };
  let hidden = false;
  let active: ActiveWidget | undefined;

  function read() {
    const settings = mergeSettings(embed.served.widgetSettings, embed.pageConfig, warn);
    const wanted = wantedTags(settings.locale);
    const tag = pickTag(wanted);
    return { settings, wanted, tag, language: languageOf(tag) };
  }

  function texts() {
    return LAUNCHER_TEXTS[page.language] as [string, string];
  }

  /** Hands over to the part that does everything else. */
  async function activate(): Promise<ActiveWidget> {
    const { activate } = await load('chat');
    return (active ??= activate(page));
  }

  /** The visitor is about to act. A failure is told when they do. */
  function prefetch() {
    for (const name of ['chat', 'panel', 'socket', `text-${page.language}`] as const) load(name).catch(() => {});
  }

  async function open(byItself?: boolean) {
    if (root.hidden || launcher.button.hasAttribute('aria-busy')) return;
    prefetch();
    const { activeElement } = document;
    launcher.button.setAttribute('aria-busy', 'true');
    try {
      await (await activate()).open(byItself, activeElement);
    } catch (error) {
      launcher.label(...texts());
      warn(error);
    } finally {
      launcher.button.removeAttribute('aria-busy');
    }
  }

  function toggle() {
    if (active?.isOpen()) active.dismiss();
    else void open();
  }

  /** After every change of settings. */
  function look() {
    launcher.look(page.settings);
    launcher.label(texts()[0]);
    active?.refresh();
    place();
  }

  /** After every change of address. */
  function place() {
    root.hidden = hidden || !isShownOn(location.pathname, page.settings);
    if (root.hidden) active?.close();
  }

  function hide(value: boolean) {
    hidden = value;
    place();
  }

  function update(config: object) {
    Object.assign(embed.pageConfig, config);
    Object.assign(page, read());
    look();
  }

  watchNavigation(() => {
    place();
    active?.visitPage();
  }, leaving.signal);
  look();

  // Once a session, never on phones, never after the visitor has closed it.
  const autoOpen = setTimeout(() => {
    if (page.settings.autoOpen && innerWidth > 480 && !keeps('closed|auto')) void open(true);
  }, page.settings.autoOpenDelay);
  // The chat that the visitor has left open in this tab, without taking the focus; a phone shows the page first.
  if (innerWidth > 480 && innerHeight > 480 && keeps('open')) void open(true);
  // Unsent messages go out and answers come in without the panel being opened.
  if (keeps('ongoing|outbox')) activate().then((active) => active.connect(), warn);

  /** Does the browser keep any of these for this site? One that blocks storage keeps nothing. */
  function keeps(names: string): boolean {
    try {
      return new RegExp(`sc_(${names}):${embed.siteKey}`).test(`${Object.keys(localStorage)} ${Object.keys(sessionStorage)}`);
    } catch {
      return false;
    }
  }

  return {
    open: () => void open(),
    close: () => active?.close(),
    toggle,
    show: () => hide(false),
    hide: () => hide(true),
    setLocale: (locale) => update({ locale }),
    update,
    destroy() {
      clearTimeout(autoOpen);
      active?.destroy();
      leaving.abort();
      delete window.SupportChat;
    },
  };
}
