import { MAX_MESSAGE_LENGTH } from '@supportchat/protocol/widget-config';
import { countCharacters } from '@supportchat/text/length';
import type { Chat } from '../chat/chat.ts';
import type { PanelView } from '../parts.ts';
import type { BrowserStorage } from '../storage.ts';
import { el, setText } from './el.ts';

/** The counter shows from here on. */
const NEARLY_FULL = MAX_MESSAGE_LENGTH * 0.9;

/** The message box. What is typed is kept for this tab until it is sent. */
export function createComposer({ chat, session, siteKey }: { chat: Chat; session: BrowserStorage; siteKey: string }) {
  const draftKey = `sc_draft:${siteKey}`;
  const box = el('textarea', { rows: '1', input: onInput, keydown: onKey, blur: chat.typing.stop });
  const send = el('button', { class: 'send', click: submit });
  const counter = el('p', { class: 'counter', role: 'status', hidden: '' });
  const form = el('div', { class: 'box' }, box, send);
  let view: PanelView;
  box.value = session.get(draftKey) ?? '';

  const length = () => countCharacters(box.value.trim());

  function keepDraft(): void {
    if (box.value) session.set(draftKey, box.value);
    else session.remove(draftKey);
  }

  function fit(): void {
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
    const over = length() - MAX_MESSAGE_LENGTH;
    send.disabled = !length() || over > 0;
    counter.classList.toggle('bad', over > 0);
    const count = length() >= NEARLY_FULL ? view.t('counter', { n: length(), max: MAX_MESSAGE_LENGTH }) : '';
    setText(counter, over > 0 ? view.t('tooLong', { n: over }) : count);
  }

  function onInput(): void {
    keepDraft();
    if (length()) chat.typing.key();
    else chat.typing.stop();
    fit();
  }

  /** Enter sends and Shift+Enter breaks the line; under a thumb, or while an input method composes, Enter is its own. */
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
      box.placeholder = view.settings.placeholderText;
      box.setAttribute('aria-label', view.t('yourMessage'));
      send.setAttribute('aria-label', view.t('send'));
      fit();
    },
    focus: () => box.focus(),
    /** The box has become visible and can be measured. */
    open: fit,
    sendButton: send,
  };
}
