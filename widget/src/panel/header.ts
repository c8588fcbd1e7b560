import type { Alerts } from '../active/alerts.ts';
import type { Chat } from '../chat/chat.ts';
import type { Launcher } from '../loader/launcher.ts';
import type { PanelView } from '../parts.ts';
import { el, setText } from './el.ts';
import { statusLine } from './status.ts';

/** Who one is talking to, the sound switch and the way out. */
export function createHeader({ chat, alerts, icon, onClose }: { chat: Chat; alerts: Alerts; icon: Launcher['icon']; onClose(): void }) {
  const face = el('span', { class: 'face', 'aria-hidden': 'true' });
  const name = el('h2');
  const status = el('p');
  const sound = el(
    'button',
    { role: 'switch', click: switchSound },
    icon('M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-2 5-2 5h13s-2-1-2-5A4.5 4.5 0 0 0 10 3ZM8.5 15.5a1.7 1.7 0 0 0 3 0'),
  );
  const close = el('button', { click: onClose }, icon('m5 8 5 5 5-5'));
  const element = el('header', {}, face, el('div', {}, name, status), sound, close);
  let view: PanelView;

  function switchSound(): void {
    alerts.switchSound(!alerts.isSoundOn());
    update(view);
  }

  function update(next: PanelView): void {
    view = next;
    const { t, siteName } = view;
    const state = chat.state();
    setText(name, siteName);
    setText(status, statusLine(state, t));
    setText(face, String.fromCodePoint((state.conversation?.agentName || siteName || '?').codePointAt(0) as number).toLocaleUpperCase());
    sound.setAttribute('aria-checked', `${alerts.isSoundOn()}`);
    sound.setAttribute('aria-label', t('sound'));
    sound.title = t('sound');
    close.title = t('closeChat');
    close.setAttribute('aria-label', t('closeChat'));
  }
  return { element, update, close };
}
