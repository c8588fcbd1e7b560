import { newId } from '@supportchat/delivery/new-id';
import { createExclusively } from '@supportchat/delivery/one-tab';
import type { Ports } from '@supportchat/delivery/ports';
import type { BrowserStorage } from './storage.ts';

export const timers: Pick<Ports, 'later'> = {
  later(run, ms) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export const locks = () => navigator.locks;

/** What the delivery core needs, as browsers have it. */
export function browserPorts(storage: BrowserStorage): Ports {
  return {
    ...timers,
    storage,
    now: () => new Date(),
    newId: () => newId(crypto),
    chance: Math.random,
    exclusively: createExclusively(locks, timers),
  };
}
