import { newId } from '@supportchat/delivery/new-id';
import { createExclusively } from '@supportchat/delivery/one-tab';
import type { Ports } from '@supportchat/delivery/ports';
import { storage } from './storage.ts';

export const timers: Pick<Ports, 'later'> = {
  later(run, ms) {
    const timer = window.setTimeout(run, ms);
    return () => window.clearTimeout(timer);
  },
};

/** What the delivery core needs, as browsers have it. */
export const browserPorts: Ports = {
  ...timers,
  storage: { get: storage.read, set: storage.write, remove: storage.remove, keys: storage.keys },
  now: () => new Date(),
  newId: () => newId(crypto),
  chance: Math.random,
  exclusively: createExclusively(() => navigator.locks, timers),
};
