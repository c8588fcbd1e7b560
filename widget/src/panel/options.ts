import type { Message } from '@supportchat/protocol';
import type { Alerts } from '../active/alerts.ts';
import type { Launcher } from '../loader/launcher.ts';
import type { PanelView } from '../parts.ts';
import css from '../style/options.css?inline';
import type { el as makeElement } from './el.ts';

const KEY = 'sc_notify';

/** Phones have no notifications that a page can show by itself. */
function mayNotify(): boolean {
  return isSecureContext && 'Notification' in window && Notification.permission !== 'denied' && matchMedia('(hover: hover)').matches;
}

/** Shows a message outside of the page; the same one in several tabs appears once. */
export function notify({ _id, content }: Message, siteName: string, onClick: () => void): void {
  if (!mayNotify() || Notification.permission !== 'granted') return;
  const shown = new Notification(siteName, { body: content.slice(0, 200), tag: `sc:${_id}` });
  shown.onclick = () => {
    window.focus();
    shown.close();
    onClick();
  };
}

/** `el` is the panel's, so that the two chunks share no third. */
export type OptionsParts = { alerts: Alerts; button: HTMLElement; launcher: Launcher; el: typeof makeElement };

/** What visitors can switch themselves: a list that `button` shows and hides. */
export function createOptions({ alerts, button, launcher, el }: OptionsParts) {
  const sound = el('button', { role: 'switch', click: switchSound });
  const notify = el('button', { role: 'switch', click: () => void switchNotifications().then(draw) });
  const list = el('div', { class: 'options', role: 'group', hidden: '', focusout: onFocusOut }, sound, notify);
  let t: PanelView['t'];
  launcher.addSheet(launcher.shadow, css);
  button.parentElement?.append(list);

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

  const isOn = () => mayNotify() && Notification.permission === 'granted' && alerts.storage.get(KEY) === 'on';
  /** The browser asks the visitor, who has just requested it. */
  async function switchNotifications(): Promise<void> {
    if (isOn()) alerts.storage.remove(KEY);
    else if ((await Notification.requestPermission()) === 'granted') alerts.storage.set(KEY, 'on');
  }

  function draw(): void {
    list.setAttribute('aria-label', t('options'));
    sound.textContent = t('sound');
    notify.textContent = t('notifications');
    sound.setAttribute('aria-checked', `${alerts.isSoundOn()}`);
    notify.setAttribute('aria-checked', `${isOn()}`);
    notify.hidden = !mayNotify();
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
