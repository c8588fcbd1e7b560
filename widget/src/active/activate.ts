import type { Message } from '@supportchat/protocol';
import { createChat } from '../chat/chat.ts';
import type { Texts } from '../locales/en.ts';
import { describeLocale } from '../locales/locale.ts';
import { createTranslate, type Translate } from '../locales/translate.ts';
import type { ActiveWidget, ChunkModules, PageWidget, Panel, PanelView } from '../parts.ts';
import { openStorage } from '../storage.ts';
import { createAlerts } from './alerts.ts';
import { createAnnouncer } from './announcer.ts';
import { createLauncherState } from './launcher-state.ts';

/** Everything from the visitor's first act on: the chat, the panel, the unread count. */
export function activate(page: PageWidget): ActiveWidget {
  const { origin, siteKey, served, launcher, load, emit } = page;
  const storage = openStorage();
  const session = openStorage(() => sessionStorage);
  const showLauncher = createLauncherState(launcher);
  const chat = createChat({ origin, siteKey, storage, loadSocket: () => load('socket'), onMessage });
  const alerts = createAlerts({ siteKey, storage, load });
  /** Speaks while the panel is shut; its own speaks while it is open. */
  const announcer = createAnnouncer();
  launcher.root.append(announcer.element);
  const openKey = `sc_open:${siteKey}`;
  /** Asked for, and on the screen: in between, the parts are being fetched. */
  let isWanted = false;
  let isOpen = false;
  let unread = 0;
  let panel: Panel | undefined;
  /** Known once the texts are there. */
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

  /** Texts may come late; what depends on them is shown again. */
  async function view(): Promise<PanelView> {
    const locale = describeLocale(page);
    const { texts } = await load(`text-${locale.language}`);
    t = createTranslate(texts, locale.tag);
    show();
    return { siteName: served.siteName, fallbackToHuman: served.fallbackToHuman, settings: page.settings, locale, t, splitLinks };
  }

  /** The chat of a visitor who has opened it stays open from page to page, in this tab. */
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
      const [{ mountPanel }, shown] = await Promise.all([load('panel'), view()]);
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
    if (!isWanted) return;
    isOpen = true;
    show();
    // Whoever has gone on to a field of the page meanwhile stays there.
    panel.open(!byItself && document.activeElement === focused);
    if (byItself) session.set(`sc_auto:${siteKey}`, '1');
    else keepOpen();
    // A stranger is connected when they first touch a panel that opened by itself.
    if (!byItself || storage.get(`sc_visitor_token:${siteKey}`)) chat.start();
    emit('open');
  }

  return {
    isOpen: () => isOpen,
    open,
    dismiss,
    close,
    connect() {
      chat.start();
      view().catch((error) => console.warn(`SupportChat: ${error}`));
    },
    refresh: () => void view().then((shown) => panel?.update(shown)),
    visitPage: chat.visitPage,
    destroy() {
      close();
      stopShowing();
      alerts.destroy();
      announcer.destroy();
      panel?.destroy();
      chat.destroy();
    },
  };
}
