import type { Launcher } from '../loader/launcher.ts';
import type { Texts } from '../locales/en.ts';
import type { Translate } from '../locales/translate.ts';
import css from '../style/launcher-state.css?inline';

export type LauncherState = { isOpen: boolean; unread: number; t: Translate<Texts> | undefined };

/** Makes `show(state)`: badge, name and chevron of the launcher. Until the texts are loaded, its name stays as the loader wrote it. */
export function createLauncherState({ root, shadow, button, label, addSheet, icon }: Launcher): (state: LauncherState) => void {
  const badge = globalThis.document.createElement('span');
  badge.className = 'badge';
  badge.ariaHidden = 'true';
  addSheet(shadow, css);
  button.append(icon('m5 8 5 5 5-5'), badge);
  return ({ isOpen, unread, t }) => {
    root.classList.toggle('open', isOpen);
    button.setAttribute('aria-expanded', `${isOpen}`);
    badge.textContent = unread > 9 ? '9+' : unread ? `${unread}` : '';
    if (t) label(isOpen ? t('closeChat') : unread ? `${t('openChat')}, ${t('newMessages', { n: unread })}` : t('openChat'));
  };
}
