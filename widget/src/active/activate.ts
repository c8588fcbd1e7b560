import type { Message } from '@supportchat/protocol';
import { createChat } from '../chat/chat.ts';
import type { Texts } from '../locales/en.ts';
import { describeLocale } from '../locales/locale.ts';
import { createTranslate, type Translate } from '../locales/translate.ts';
import type { ActiveWidget, PageWidget, Panel, PanelView } from '../parts.ts';
import { openStorage } from '../storage.ts';
import { createAlerts } from './alerts.ts';
import { createLauncherState } from './launcher-state.ts';

/** Everything from the visitor's first act on: the chat, the panel, the unread count. */
export function activate(page: PageWidget): ActiveWidget {
  const { origin, siteKey, served, launcher, load, emit } = page;
  const storage = openStorage();
  const session = openStorage(() => sessionStorage);
  const showLauncher = createLauncherState(launcher);
  const chat = createChat({ origin, siteKey, storage, loadSocket: () => load('socket'), onMessage });
  const alerts = createAlerts({ siteKey, storage });
  let isOpen = false;
  let unread = 0;
  let panel: Panel | undefined;
  /** Known once the texts are there. */
  let t: Translate<Texts> | undefined;

  function onMessage(message: Message): void {
    alerts.sound(isOpen);
    emit('message', message);
  }

  function show(): void {
    const count = chat.unread().length;
    showLauncher({ isOpen, unread: count, t });
    alerts.title(count, t?.('newMessage'));
    if (count !== unread) emit('unread', count);
    unread = count;
  }
  const stopShowing = chat.subscribe(show);

  /** Texts may come late; what depends on them is shown again. */
  async function view(): Promise<PanelView> {
    const locale = describeLocale(page);
    const { texts } = await load(`locale-${locale.language}`);
    t = createTranslate(texts, locale.tag);
    show();
    return { siteName: served.siteName, fallbackToHuman: served.fallbackToHuman, settings: page.settings, locale, t };
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    panel?.close();
    show();
    emit('close');
  }

  function dismiss(): void {
    close();
    launcher.button.focus();
    storage.set(`sc_closed:${siteKey}`, '1');
  }

  return {
    isOpen: () => isOpen,
    async open(byItself) {
      if (isOpen) return;
      isOpen = true;
      try {
        const [{ mountPanel }, shown] = await Promise.all([load('panel'), view()]);
        panel ??= mountPanel({ launcher, chat, alerts, storage, session, siteKey, view: shown, onClose: dismiss });
      } catch (error) {
        isOpen = false;
        throw error;
      }
      if (!isOpen) return;
      show();
      panel?.open(!byItself);
      if (byItself) session.set(`sc_auto:${siteKey}`, '1');
      // A stranger is connected when they first touch a panel that opened by itself.
      if (!byItself || storage.get(`sc_visitor_token:${siteKey}`)) chat.start();
      emit('open');
    },
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
      panel?.destroy();
      chat.destroy();
    },
  };
}
