import type { Message } from '@supportchat/protocol';
import type { Alerts } from '../active/alerts.ts';
import type { Announcer } from '../active/announcer.ts';
import type { Chat } from '../chat/chat.ts';
import type { LoadChunk } from '../loader/chunks.ts';
import type { Launcher } from '../loader/launcher.ts';
import type { Panel, PanelView } from '../parts.ts';
import type { BrowserStorage } from '../storage.ts';
import css from '../style/panel.css?inline';
import { mountViews } from '../views/mount-views.ts';
import { brandColors } from './brand-colors.ts';
import { createComposer } from './composer.ts';
import { el, setText } from './el.ts';
import { createFullScreen } from './full-screen.ts';
import { createHeader } from './header.ts';
import { createLog } from './log.ts';
import { bannerLine, offersPerson } from './status.ts';

/** A connection may be lost for this long before it is mentioned. */
const PATIENCE_MS = 2000;
const FAILURE_SHOWN_MS = 5000;

export type PanelOptions = {
  launcher: Launcher;
  chat: Chat;
  alerts: Alerts;
  /** The panel's own. */
  announcer: Announcer;
  storage: BrowserStorage;
  session: BrowserStorage;
  siteKey: string;
  load: LoadChunk;
  view: PanelView;
  onClose(): void;
  /** The visitor has interacted with the panel. */
  onAct(): void;
};

/** Builds the chat window beside the launcher and keeps it in sync with the chat. */
export function mountPanel(options: PanelOptions): Panel {
  const { launcher, chat, alerts, announcer, storage, session, siteKey, load, onClose, onAct } = options;
  const { root, shadow, addSheet, icon } = launcher;
  let { view } = options;
  let isOpen = false;
  let cutOff: ReturnType<typeof setTimeout> | undefined;
  let isCutOff = false;
  let failure: ReturnType<typeof setTimeout> | undefined;
  let spokenLine = '';

  const header = createHeader({ chat, alerts, launcher, load, onClose });
  const banner = el('p', { class: 'banner', hidden: '' });
  const log = createLog({
    chat,
    announcer,
    focus: rest,
    actions: { retry: chat.retry, remove: chat.remove, rate: (message, helpful) => void rate(message, helpful) },
    awaitsHistory: () => !chat.state().conversation && !chat.state().refused && storage.get(`sc_visitor_token:${siteKey}`) !== null,
    isOpen: () => isOpen,
    onQuiet: update,
  });
  const views = mountViews({ chat, launcher, announcer, storage, siteKey, load, log, rest });
  const person = el('button', { class: 'chip', hidden: '', click: () => void attempt(chat.requestHuman()) });
  const composer = createComposer({ chat, announcer, session, siteKey });
  const by = el('p', { class: 'by' });
  const panel = el(
    'div',
    {
      class: 'panel',
      part: 'panel',
      role: 'dialog',
      tabindex: '-1',
      hidden: '',
      keydown: onKey,
      keypress: onKey,
      keyup: onKey,
      pointerdown: act,
      focusin: act,
    },
    header.element,
    banner,
    log.element,
    el('div', { class: 'foot' }, log.below, person, ...composer.elements, by),
    announcer.element,
  );
  composer.sendButton.append(icon('M10 16V4M5 9l5-5 5 5'));
  addSheet(shadow, css);
  root.prepend(panel);

  const fullScreen = createFullScreen(panel);
  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  systemDark.onchange = applyColors;
  const stop = chat.subscribe(update);
  addEventListener('visibilitychange', log.look);
  look(view);

  function act(): void {
    onAct();
    chat.start();
  }

  /** Key presses here must not trigger the page's keyboard shortcuts: to the page they seem to come from no text box. */
  function onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.type !== 'keydown' || event.isComposing) return;
    act();
    const target = event.target as HTMLElement;
    if (event.key === 'Escape') {
      // The matching keyup goes to the launcher, and is hidden from the page like the keydown.
      root.addEventListener('keyup', (keyup) => keyup.stopPropagation(), { once: true });
      if (!header.closeOptions()) onClose();
    } else if (event.key.length === 1 && !/[ ]/.test(event.key) && !(event.ctrlKey || event.metaKey || event.altKey) && !/area|input/.test(target.localName)) {
      // Typing goes to the message box.
      composer.focus();
    }
  }

  /** Where the focus goes when its element is gone. On a small screen the box would bring up the keyboard. */
  function rest(): void {
    (fullScreen.isSmall() ? panel : composer).focus();
  }

  async function rate(message: Message, helpful: boolean): Promise<void> {
    if (await attempt(chat.rateAnswer(message, helpful))) announcer.say(view.t(helpful ? 'helped' : 'notHelped'));
  }

  /** Reports what the visitor requested and did not get. */
  async function attempt(act: Promise<boolean>): Promise<boolean> {
    if (await act) return true;
    clearTimeout(failure);
    failure = setTimeout(() => {
      failure = undefined;
      update();
    }, FAILURE_SHOWN_MS);
    update();
    return false;
  }

  function update(): void {
    const { t, fallbackToHuman } = view;
    const state = chat.state();
    if (state.live || !state.started) {
      clearTimeout(cutOff);
      cutOff = undefined;
      isCutOff = false;
    } else {
      cutOff ??= setTimeout(() => {
        isCutOff = true;
        update();
      }, PATIENCE_MS);
    }
    const line = bannerLine(state, { isCutOff, isOnline: navigator.onLine, keepsAll: storage.keepsAll() }, t);
    const shown = line || (failure ? t('actionFailed') : '');
    const focused = shadow.activeElement;
    setText(banner, shown);
    if (isOpen && shown !== spokenLine) announcer.say(shown);
    spokenLine = shown;
    setText(person, offersPerson(state, fallbackToHuman) ? t('talkToPerson') : '');
    header.update(view);
    log.update(view);
    views.update(view);
    composer.update(view);
    if (isOpen && focused && (!focused.isConnected || focused.closest('[hidden]'))) rest();
  }

  function applyColors(): void {
    const { theme } = view.settings;
    panel.classList.toggle('dark', theme === 'dark' || (theme !== 'light' && systemDark.matches));
  }

  function look(next: PanelView): void {
    view = next;
    applyColors();
    const { settings, locale, t, siteName } = view;
    panel.dir = locale.rtl ? 'rtl' : 'ltr';
    panel.lang = locale.language;
    panel.setAttribute('aria-label', t('chatWith', { name: siteName }));
    for (const [name, color] of Object.entries(brandColors(settings.primaryColor))) panel.style.setProperty(`--sc-${name}`, color);
    setText(by, t('poweredBy'));
    update();
  }

  return {
    open(takeFocus) {
      isOpen = true;
      panel.hidden = false;
      fullScreen.set(true);
      composer.open();
      log.open();
      update();
      // On a phone the keyboard would cover the conversation immediately.
      if (takeFocus) rest();
    },
    close() {
      log.close();
      isOpen = false;
      panel.hidden = true;
      fullScreen.set(false);
    },
    update: look,
    destroy() {
      stop();
      systemDark.onchange = null;
      clearTimeout(cutOff);
      clearTimeout(failure);
      removeEventListener('visibilitychange', log.look);
      fullScreen.destroy();
      log.destroy();
      announcer.destroy();
      panel.remove();
    },
  };
}
