import type { Message } from '@supportchat/protocol';
import { io } from 'socket.io-client';
import { createChat } from '../chat/chat.ts';
import type { Texts } from '../locales/en.ts';
import { describeLocale } from '../locales/locale.ts';
import { createTranslate, type Translate } from '../locales/translate.ts';
import { mountPanel } from '../panel/mount.ts';
import type { ActiveWidget, ChunkModules, PageWidget, Panel, PanelView } from '../parts.ts';
import { openStorage } from '../storage.ts';
import { createAlerts } from './alerts.ts';
import { createAnnouncer } from './announcer.ts';
import { changedBuiltIns } from './changed-built-ins.ts';
import { containEvents } from './contain-events.ts';
import { createEmit } from './emit.ts';
import { createLauncherState } from './launcher-state.ts';

/** As in the style sheets: below this, in either direction, the panel takes the whole screen. */
const ROOM_PX = 480;
/** How soon agents see that the visitor has moved to another page without a page load. */
const VISIT_MS = 1000;

const warn = (error: unknown) => console.warn(`SupportChat: ${error}`);

/**
 * Everything from the visitor's first action on. If the page's built-ins are not the browser's, or turn out later not to be, the widget starts
 * over in a frame of our own, where the built-ins are untouched.
 */
export async function activate(page: PageWidget): Promise<ActiveWidget> {
  if (globalThis !== window) return activateHere(page);
  let here: ActiveWidget | undefined;
  let framed: ActiveWidget | undefined;
  /** If the page allows no frame, the widget continues here. */
  const startOver = async () => {
    const { startOverInFrame } = await page.load('rescue');
    return (framed ??= startOverInFrame(page, () => (here ??= activateHere(page))));
  };
  const changed = changedBuiltIns();
  try {
    if (!changed || (changed.length && !(await (await page.load('rescue')).verifyBuiltIns(changed)))) return await startOver();
    here = activateHere(page);
  } catch {
    return startOver();
  }
  const widget = here;
  watchErrors(page.leaving.signal, async () => {
    const next = await startOver();
    if (widget.isOpen()) await next.open();
    else next.resume();
  });
  return {
    ...widget,
    async open(...how) {
      try {
        await widget.open(...how);
      } catch {
        await (await startOver()).open(...how);
      }
    },
  };
}

/** Calls `act` when this script has failed: a built-in that the page removed, or has changed since, is the likely cause. */
function watchErrors(signal: AbortSignal, act: () => unknown): void {
  const look = ({ error, reason = error }: Event & { error?: Error; reason?: Error }) => {
    if (reason?.stack?.includes(import.meta.url)) act();
  };
  for (const type of ['error', 'unhandledrejection']) window.addEventListener(type, look, { signal });
}

/** The chat, the panel, the unread count. */
function activateHere(page: PageWidget): ActiveWidget {
  // Destroyed while this was being fetched.
  page.leaving.signal.throwIfAborted();
  const { origin, siteKey, served, launcher, load } = page;
  const emit = createEmit(page.embed.page.listeners);
  const storage = openStorage();
  const session = openStorage(() => sessionStorage);
  const showLauncher = createLauncherState(launcher);
  const chat = createChat({ origin, siteKey, storage, loadSocket: async () => ({ io }), onMessage });
  const alerts = createAlerts({ siteKey, storage, load });
  /** Announces while the panel is closed; the panel's own announcer does while it is open. */
  const announcer = createAnnouncer();
  launcher.root.append(announcer.element);
  const openKey = `sc_open:${siteKey}`;
  containEvents(launcher.root, page.leaving.signal);
  report();
  /** Requested, and visible: in between, the parts are being fetched. */
  let isWanted = false;
  let isOpen = false;
  let unread = 0;
  let panel: Panel | undefined;
  /** Known once the texts are loaded. */
  let t: Translate<Texts> | undefined;

  let links: ChunkModules['links'] | undefined;
  function splitLinks(text: string) {
    if (links) return links.splitLinks(text);
    if (/[@/]|www/i.test(text))
      load('links').then((loaded) => {
        if (!links) void view().then((shown) => panel?.update(shown));
        links = loaded;
      }, console.warn);
    return [{ text }];
  }

  /** Warns the page's developer about ignored settings; again when the page has changed some. */
  function report(): void {
    const { pageConfig, settings } = page;
    const isUsed = ([key, value]: [string, unknown]) => value === undefined || value === (key === 'siteKey' ? siteKey : settings[key as keyof typeof settings]);
    if (Object.entries(pageConfig).every(isUsed)) return;
    load('rescue').then(({ reportIgnored }) => reportIgnored(page, warn), warn);
  }

  function onMessage(message: Message): void {
    alerts.sound(isOpen);
    alerts.notify(message, served.siteName, () => void open());
    if (!isOpen) announcer.say(`${served.siteName}: ${message.content}`);
    emit('message', message);
  }

  function show(): void {
    const count = chat.unreadCount();
    showLauncher({ isOpen, unread: count, t });
    alerts.title(count, t?.('newMessage'));
    if (count !== unread) emit('unread', count);
    unread = count;
  }
  const stopShowing = chat.subscribe(show);
  const visits = setInterval(chat.visitPage, VISIT_MS);

  /** Texts may arrive late; what depends on them is rendered again. */
  async function view(): Promise<PanelView> {
    let locale = describeLocale(page);
    const { texts } = await load(`text-${locale.language}`).catch(() => {
      // The server may offer a language that this build of the widget does not have yet.
      locale = describeLocale({ ...page, language: 'en', tag: 'en' });
      return load('text-en');
    });
    t = createTranslate(texts, locale.tag);
    show();
    return { siteName: served.siteName, fallbackToHuman: served.fallbackToHuman, settings: page.settings, locale, t, splitLinks };
  }

  /** A chat that the visitor has opened stays open from page to page, in this tab. */
  function keepOpen(): void {
    if (isOpen && !session.get(openKey)) session.set(openKey, '1');
  }

  function close(): void {
    isWanted = false;
    session.remove(openKey);
    if (!isOpen) return;
    isOpen = false;
    const hadFocus = launcher.root.querySelector('.panel')?.contains(launcher.shadow.activeElement);
    panel?.close();
    show();
    if (hadFocus) launcher.button.focus();
    emit('close');
  }

  function dismiss(): void {
    close();
    launcher.button.focus();
    storage.set(`sc_closed:${siteKey}`, '1');
  }

  async function open(byItself = false, focused = document.activeElement): Promise<void> {
    if (isWanted) return;
    isWanted = true;
    try {
      const shown = await view();
      panel ??= mountPanel({
        launcher,
        chat,
        alerts,
        announcer: createAnnouncer(),
        storage,
        session,
        siteKey,
        load,
        view: shown,
        onClose: dismiss,
        onAct: keepOpen,
      });
    } catch (error) {
      isWanted = false;
      throw error;
    }
    await page.applyCustomCss?.(page.settings.customCSS);
    if (!isWanted || page.leaving.signal.aborted) return;
    isOpen = true;
    show();
    // If the visitor has moved to a field of the page meanwhile, the focus stays there.
    panel.open(!byItself && document.activeElement === focused);
    if (byItself) session.set(`sc_auto:${siteKey}`, '1');
    else keepOpen();
    // A new visitor is connected when they first touch a panel that opened by itself.
    if (!byItself || storage.get(`sc_visitor_token:${siteKey}`)) chat.start();
    emit('open');
  }

  return {
    isOpen: () => isOpen,
    open,
    dismiss,
    close,
    resume() {
      // Without taking the focus; on a phone the page is shown first.
      if (session.get(openKey) && Math.min(innerWidth, innerHeight) > ROOM_PX) void open(true).catch(warn);
      if (!storage.get(`sc_ongoing:${siteKey}`) && !storage.keys(`sc_outbox:${siteKey}:`).length) return;
      chat.start();
      view().catch(warn);
    },
    refresh() {
      report();
      void page.applyCustomCss?.(page.settings.customCSS);
      void view().then((shown) => panel?.update(shown));
    },
    destroy() {
      clearInterval(visits);
      close();
      stopShowing();
      alerts.destroy();
      announcer.destroy();
      panel?.destroy();
      chat.destroy();
    },
  };
}
