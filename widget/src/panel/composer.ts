import { DEFAULT_WIDGET_SETTINGS, MAX_MESSAGE_LENGTH } from '@supportchat/protocol/widget-config';
import { countCharacters } from '@supportchat/text/length';
import type { Announcer } from '../active/announcer.ts';
import type { Chat } from '../chat/chat.ts';
import type { PanelView } from '../parts.ts';
import type { BrowserStorage } from '../storage.ts';
import { el, setText } from './el.ts';

/** The counter is shown from here on, and is announced when this many characters are left. */
const NEARLY_FULL = MAX_MESSAGE_LENGTH * 0.9;
const SPOKEN_WHEN_LEFT = [400, 100, 20, -1];

/** Begins with letters that are written from right to left. */
const BEGINS_RTL = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufefc]/u;

export type ComposerOptions = { chat: Chat; announcer: Announcer; session: BrowserStorage; siteKey: string };

/** The message box. Its text is kept for this tab until it is sent. */
export function createComposer({ chat, announcer, session, siteKey }: ComposerOptions) {
  const draftKey = `sc_draft:${siteKey}`;
  const box = el('textarea', { rows: '1', input: onInput, keydown: onKey, blur: chat.typing.stop });
  const send = el('button', { class: 'send', click: submit });
  const counter = el('p', { class: 'counter', hidden: '' });
  const form = el('div', { class: 'box' }, box, send);
  let view: PanelView;
  let level = 0;
  box.value = session.get(draftKey) ?? '';

  function keepDraft(): void {
    if (box.value) session.set(draftKey, box.value);
    else session.remove(draftKey);
  }

  function fit(): void {
    const length = countCharacters(box.value.trim());
    const left = MAX_MESSAGE_LENGTH - length;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
    // When empty it has the direction of its placeholder; otherwise that of its text.
    box.dir = box.value ? 'auto' : BEGINS_RTL.test(box.placeholder) ? 'rtl' : 'ltr';
    send.disabled = !length || left < 0;
    counter.classList.toggle('bad', left < 0);
    const count = length >= NEARLY_FULL ? view.t('counter', { n: length, max: MAX_MESSAGE_LENGTH }) : '';
    setText(counter, left < 0 ? view.t('tooLong', { n: -left }) : count);
    const reached = SPOKEN_WHEN_LEFT.filter((each) => left <= each).length;
    if (reached > level) announcer.say(counter.textContent ?? '');
    level = reached;
  }

  function onInput(): void {
    keepDraft();
    if (box.value.trim()) chat.typing.key();
    else chat.typing.stop();
    fit();
  }

  /** Enter sends and Shift+Enter breaks the line; on a touch keyboard, or during input-method composition, Enter is left alone. */
  function onKey(event: KeyboardEvent): void {
    const isThumb = matchMedia('(hover: none) and (pointer: coarse)').matches;
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229 || isThumb) return;
    event.preventDefault();
    submit();
  }

  function submit(): void {
    if (send.disabled) return;
    chat.send(box.value.trim());
    box.value = '';
    keepDraft();
    fit();
    box.focus();
  }

  return {
    elements: [form, counter],
    update(next: PanelView): void {
      if (next === view) return;
      view = next;
      const { t, settings } = view;
      box.placeholder = settings.placeholderText === DEFAULT_WIDGET_SETTINGS.placeholderText ? t('placeholder') : settings.placeholderText;
      box.setAttribute('aria-label', t('yourMessage'));
      send.setAttribute('aria-label', t('send'));
      fit();
    },
    focus: () => box.focus(),
    /** The box has become visible and can be measured. */
    open: fit,
    sendButton: send,
  };
}
