import type { Alerts } from '../active/alerts.ts';
import type { Launcher } from '../loader/launcher.ts';
import type { PanelView } from '../parts.ts';
import css from '../style/options.css?inline';
import type { el as makeElement } from './el.ts';

/** `el` is the panel's, so that the two chunks share no third. */
export type OptionsParts = { alerts: Alerts; button: HTMLElement; launcher: Launcher; el: typeof makeElement };

/** What visitors may switch for themselves: a list that `button` shows and hides. */
export function createOptions({ alerts, button, launcher, el }: OptionsParts) {
  const sound = el('button', { role: 'switch', click: switchSound });
  const notify = el('button', { role: 'switch', click: () => void alerts.switchNotifications().then(draw) });
  const list = el('div', { class: 'options', role: 'group', hidden: '', focusout: onFocusOut }, sound, notify);
  let t: PanelView['t'];
  launcher.addSheet(launcher.shadow, css);
  button.after(list);

  function toggle(): void {
    list.hidden = !list.hidden;
    button.setAttribute('aria-expanded', `${!list.hidden}`);
    if (!list.hidden) sound.focus();
  }
  function onFocusOut({ relatedTarget }: FocusEvent): void {
    if (relatedTarget !== button && !list.contains(relatedTarget as Node | null) && !list.hidden) toggle();
  }
  function switchSound(): void {
    alerts.switchSound(!alerts.isSoundOn());
    draw();
  }

  function draw(): void {
    list.setAttribute('aria-label', t('options'));
    sound.textContent = t('sound');
    notify.textContent = t('notifications');
    sound.setAttribute('aria-checked', `${alerts.isSoundOn()}`);
    notify.setAttribute('aria-checked', `${alerts.notifies()}`);
    notify.hidden = !alerts.mayNotify();
  }
  return {
    toggle(view: PanelView): void {
      t = view.t;
      draw();
      toggle();
    },
    /** True when there was something to close. */
    close(): boolean {
      if (list.hidden) return false;
      toggle();
      button.focus();
      return true;
    },
  };
}
