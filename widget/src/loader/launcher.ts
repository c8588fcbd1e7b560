import type { WidgetSettings } from '@supportchat/protocol';
import css from '../style/launcher.css?inline';
import { addSheet, icon, keepInPage, make } from './shadow.ts';
import { textOn } from './text-on.ts';

/** The round button, in a shadow root of its own. Badge, open state and panel come with the part that is fetched later. */
export function createLauncher(onClick: () => void, onIntent: () => void, signal: AbortSignal) {
  const host = make('support-chat');
  const shadow = host.attachShadow({ mode: 'open' });
  const root = make('div');
  const button = make('button', { class: 'launcher', part: 'launcher', 'aria-haspopup': 'dialog', 'aria-expanded': 'false' });
  const note = new Text();

  addSheet(shadow, css);
  button.append(icon('M3 9.5a7 6 0 1 1 3.3 5.1L3 16l1-3.1a5.5 5.5 0 0 1-1-3.4Z'), note);
  root.append(button);
  shadow.append(root);
  button.onclick = onClick;
  button.onpointerenter = button.onfocus = onIntent;

  keepInPage(host, signal);

  return {
    shadow,
    root,
    button,
    icon,
    addSheet,
    /** The button's name; `failed` is shown in it too. */
    label(name = '', failed = '') {
      button.setAttribute('aria-label', failed || name);
      note.data = failed;
    },
    look({ position, primaryColor }: WidgetSettings) {
      root.className = position;
      root.style.setProperty('--sc-brand', primaryColor);
      root.style.setProperty('--sc-on-brand', textOn(primaryColor));
    },
  };
}
export type Launcher = ReturnType<typeof createLauncher>;
