import css from '../style/launcher.css?inline';
import type { Settings } from './settings.ts';
import { addSheet, icon, keepAttached, make } from './shadow.ts';
import { textOn } from './text-on.ts';

/** The round button, in its own shadow root. Badge, open state and panel come with the part that is fetched later. */
export function createLauncher(onClick: () => void, onIntent: () => void, signal: AbortSignal, again: () => void) {
  const host = make('support-chat');
  const shadow = host.attachShadow({ mode: 'open' });
  const root = make('div');
  const button = make('button', { class: 'launcher', part: 'launcher', 'aria-haspopup': 'dialog' });
  const note = make('span');

  button.append(icon('M4 13a7 6 0 1 1 2 2l-3 1Z'), note);
  root.append(button);
  shadow.append(root);
  root.hidden = true;
  button.onclick = onClick;
  button.onpointerenter = button.onfocus = onIntent;

  // A page that rewrites itself removes the listeners from all elements.
  const place = keepAttached(host, css, signal, () => button.onclick ?? again());

  return {
    place,
    shadow,
    root,
    button,
    icon,
    addSheet,
    /** The button's name; `failed` is shown in it too. */
    label(name: string, failed = '') {
      button.setAttribute('aria-label', failed || name);
      note.textContent = failed;
    },
    look({ position, primaryColor, offsetX, offsetY }: Settings) {
      root.className = position;
      root.style = `--sc-brand:${primaryColor};--sc-on-brand:${textOn(primaryColor)};--sc-x:${offsetX}px;--sc-y:${offsetY}px`;
    },
  };
}
export type Launcher = ReturnType<typeof createLauncher>;
