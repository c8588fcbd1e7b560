import type { Alerts } from '../active/alerts.ts';
import type { Chat } from '../chat/chat.ts';
import type { Launcher } from '../loader/launcher.ts';
import type { Panel, PanelView } from '../parts.ts';
import type { BrowserStorage } from '../storage.ts';
import css from '../style/panel.css?inline';
import { DARK, LIGHT, readableOn } from './brand-colors.ts';
import { createComposer } from './composer.ts';
import { createCustomCss } from './custom-css.ts';
import { el, setText } from './el.ts';
import { createFullScreen } from './full-screen.ts';
import { createHeader } from './header.ts';
import { createLog } from './log.ts';
import { bannerLine, offersPerson } from './status.ts';

/** A connection may be away for so long before it is spoken of. */
const PATIENCE_MS = 2000;
const FAILURE_SHOWN_MS = 5000;

export type PanelOptions = {
  launcher: Launcher;
  chat: Chat;
  alerts: Alerts;
  storage: BrowserStorage;
  session: BrowserStorage;
  siteKey: string;
  view: PanelView;
  onClose(): void;
};

/** Builds the chat window beside the launcher and keeps it in step with the chat. */
export function mountPanel({ launcher: { root, shadow, addSheet, icon }, chat, alerts, storage, session, siteKey, view, onClose }: PanelOptions): Panel {
  let isOpen = false;
  let cutOff: ReturnType<typeof setTimeout> | undefined;
  let isCutOff = false;
  let failure: ReturnType<typeof setTimeout> | undefined;

  const header = createHeader({ chat, alerts, icon, onClose });
  const banner = el('p', { class: 'banner', role: 'status', hidden: '' });
  const log = createLog({
    chat,
    actions: { retry: chat.retry, remove: chat.remove, rate: (message, helpful) => void attempt(chat.rateAnswer(message, helpful)) },
    awaitsHistory: () => !chat.state().conversation && !chat.state().refused && storage.get(`sc_visitor_token:${siteKey}`) !== null,
    isOpen: () => isOpen,
  });
  const person = el('button', { class: 'chip', hidden: '', click: () => void attempt(chat.requestHuman()) });
  const composer = createComposer({ chat, session, siteKey });
  const by = el('p', { class: 'by' });
  const panel = el(
    'div',
    { class: 'panel', part: 'panel', role: 'dialog', tabindex: '-1', hidden: '', keydown: onKey, keypress: onKey, keyup: onKey, pointerdown: chat.start, focusin: chat.start },
    header.element,
    banner,
    log.element,
    el('div', { class: 'foot' }, log.below, person, ...composer.elements, by),
  );
  composer.sendButton.append(icon('M10 16V4M5 9l5-5 5 5'));
  addSheet(shadow, css);
  root.prepend(panel);

  const fullScreen = createFullScreen(panel);
  const applyCustomCss = createCustomCss(shadow);
  const stop = chat.subscribe(update);
  document.addEventListener('visibilitychange', log.look);
  look(view);

  /** What is typed here is none of the page's keyboard shortcuts: outside it seems to come from no text box. */
  function onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.type === 'keydown' && event.key === 'Escape' && !event.isComposing) onClose();
  }

  /** What the visitor asked for and did not get is said. */
  async function attempt(act: Promise<boolean>): Promise<void> {
    if (await act) return;
    clearTimeout(failure);
    failure = setTimeout(() => {
      failure = undefined;
      update();
    }, FAILURE_SHOWN_MS);
    update();
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
    setText(banner, line || (failure ? t('actionFailed') : ''));
    setText(person, offersPerson(state, fallbackToHuman) ? t('talkToPerson') : '');
    header.update(view);
    log.update(view);
    composer.update(view);
  }

  function look(next: PanelView): void {
    view = next;
    const { settings, locale, t, siteName } = view;
    panel.dir = locale.rtl ? 'rtl' : 'ltr';
    panel.lang = locale.language;
    panel.setAttribute('aria-label', t('chatWith', { name: siteName }));
    panel.style.setProperty('--sc-brand-on-light', readableOn(LIGHT, settings.primaryColor));
    panel.style.setProperty('--sc-brand-on-dark', readableOn(DARK, settings.primaryColor));
    setText(by, t('poweredBy'));
    void applyCustomCss(settings.customCSS);
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
      // On a phone the keyboard would cover the conversation at once.
      if (takeFocus) (fullScreen.isPhone() ? panel : composer).focus();
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
      clearTimeout(cutOff);
      clearTimeout(failure);
      document.removeEventListener('visibilitychange', log.look);
      fullScreen.destroy();
      log.destroy();
      panel.remove();
    },
  };
}
