import { firstGrapheme } from '@supportchat/text/graphemes';
import type { Alerts } from '../active/alerts.ts';
import type { Chat } from '../chat/chat.ts';
import type { LoadChunk } from '../loader/chunks.ts';
import type { Launcher } from '../loader/launcher.ts';
import type { PanelView } from '../parts.ts';
import { el, setText } from './el.ts';
import { statusLine } from './status.ts';

export type HeaderOptions = { chat: Chat; alerts: Alerts; launcher: Launcher; load: LoadChunk; onClose(): void };

/** The name of the site, who is there, the options and the close button. */
export function createHeader({ chat, alerts, launcher, load, onClose }: HeaderOptions) {
  const { icon } = launcher;
  const mark = el('span', { class: 'face', 'aria-hidden': 'true' });
  const name = el('h2');
  const status = el('p');
  const more = el('button', { 'aria-expanded': 'false', click: () => void showOptions() }, icon('M4 10h.01M10 10h.01M16 10h.01'));
  const close = el('button', { click: onClose }, icon('m5 5 10 10M15 5 5 15'));
  const element = el('div', { class: 'head' }, mark, el('div', {}, name, status), more, close);
  let view: PanelView;
  let options: ReturnType<typeof import('./options.ts')['createOptions']> | undefined;

  async function showOptions(): Promise<void> {
    const { createOptions } = await load('options');
    options ??= createOptions({ alerts, button: more, launcher, el });
    options.toggle(view);
  }

  function update(next: PanelView): void {
    view = next;
    const { t, siteName } = view;
    setText(name, siteName);
    setText(status, statusLine(chat.state(), view));
    setText(mark, firstGrapheme(siteName.trim()).toLocaleUpperCase());
    for (const [button, word] of [
      [more, t('options')],
      [close, t('closeChat')],
    ] as const) {
      button.title = word;
      button.setAttribute('aria-label', word);
    }
  }
  return { element, update, closeOptions: () => options?.close() };
}
