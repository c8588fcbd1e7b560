import { wait } from '@supportchat/delivery/backoff';
import { runInOneTab } from '@supportchat/delivery/one-tab';
import type { Message } from '@supportchat/protocol';
import { locks, timers } from '../browser-ports.ts';
import type { LoadChunk } from '../loader/chunks.ts';
import type { BrowserStorage } from '../storage.ts';

const BURST_MS = 2000;
const BLINK_MS = 1000;

/** Alerts a visitor who is not looking: a sound, the page's title, a notification. */
export function createAlerts({ siteKey, storage, load }: { siteKey: string; storage: BrowserStorage; load: LoadChunk }) {
  let blinking: ReturnType<typeof setInterval> | undefined;
  let ownTitle = '';
  let alertTitle = '';
  let context: AudioContext | undefined;

  function stopBlinking(): void {
    clearInterval(blinking);
    if (document.title === alertTitle) document.title = ownTitle;
    blinking = undefined;
  }
  addEventListener('visibilitychange', stopBlinking);

  return {
    /** Alternates "(2) New message" with the page's own title while the page is hidden. */
    title(unread: number, text = ''): void {
      if (!unread || !text || !document.hidden) return stopBlinking();
      const next = `(${unread}) ${text}`;
      if (blinking && next === alertTitle) return;
      stopBlinking();
      alertTitle = next;
      const blink = () => {
        // A page that changes its title meanwhile keeps the new one.
        if (document.title !== alertTitle) ownTitle = document.title;
        document.title = document.title === alertTitle ? ownTitle : alertTitle;
      };
      blinking = setInterval(blink, BLINK_MS);
      blink();
    },
    /** Once per burst and in one tab only; never while the visitor is looking at the panel, never before they have interacted with the page. */
    sound(isOpen: boolean): void {
      if (!this.isSoundOn() || (isOpen && document.hasFocus()) || !wasTouched()) return;
      void runInOneTab(locks, `sc_sound:${siteKey}`, async () => {
        const { play } = await load('sound');
        play((context ??= new AudioContext()));
        await wait(timers, BURST_MS);
      });
    },
    /** System notifications, if the visitor has switched them on. */
    notify(message: Message, siteName: string, onClick: () => void): void {
      if (document.hidden && storage.get('sc_notify')) load('options').then(({ notify }) => notify(message, siteName, onClick), console.warn);
    },
    storage,
    isSoundOn: () => storage.get('sc_sound') !== 'off',
    switchSound(on: boolean): void {
      if (on) storage.remove('sc_sound');
      else storage.set('sc_sound', 'off');
    },
    destroy(): void {
      stopBlinking();
      removeEventListener('visibilitychange', stopBlinking);
      void context?.close();
    },
  };
}
export type Alerts = ReturnType<typeof createAlerts>;

/** Browsers that cannot report it keep the tone silent by themselves. */
function wasTouched(): boolean {
  return 'userActivation' in navigator ? navigator.userActivation.hasBeenActive : true;
}
