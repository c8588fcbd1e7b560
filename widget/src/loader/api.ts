import type { Message } from '@supportchat/protocol';
import type { PageConfig } from './settings.ts';

export type WidgetEvents = { ready: undefined; open: undefined; close: undefined; message: Message; unread: number };

type Listen = <E extends keyof WidgetEvents>(event: E, listener: (detail: WidgetEvents[E]) => void) => () => void;
export type Emit = <E extends keyof WidgetEvents>(event: E, detail?: WidgetEvents[E]) => void;

/** What a page may ask of the widget. */
export type Commands = {
  /** Also where the launcher is hidden: it shows, until the next change of page at least. */
  open(): void;
  close(): void;
  toggle(): void;
  /** Lift an earlier `hide()`; the page rules still count. */
  show(): void;
  hide(): void;
  /** Take the widget out of the page, to the last node and listener. */
  destroy(): void;
  setLocale(tag: string): void;
  /** Change settings, key by key. */
  update(config: PageConfig): void;
  /** Listen; returns the way to stop. */
  on: Listen;
};

type Call = ArrayLike<unknown>;

/**
 * `window.SupportChat`: a function that takes `('open')`, `('on', 'unread', listener)` …, and once the widget is ready a method for each.
 * Until then commands wait in `q`, where the page's own stub has put its calls, too.
 */
export type SupportChatApi = {
  (...call: unknown[]): unknown;
  /** An array is a stub's. */
  q?: Call[] | { push(call: Call): unknown };
} & Partial<Commands>;

declare global {
  interface Window {
    SupportChatConfig?: unknown;
    SupportChat?: SupportChatApi;
  }
}

export type Listener = [event: string, listener: (detail: never) => void];
export type PageApi = { api: SupportChatApi; waiting: Call[]; listeners: Listener[]; isRemoved?: true };

/**
 * Puts `window.SupportChat` in place, or makes the page's own stub the real thing. Undefined when that has been done before.
 * It runs before we know what the page has done to its built-ins: hence nothing but indices and our own functions.
 */
export function installApi(): PageApi | undefined {
  const api: SupportChatApi = (window.SupportChat ??= (...call) => api.q?.push(call));
  const { q } = api;
  if (q && !('length' in q)) return;
  const page: PageApi = { api, waiting: q ?? [], listeners: [] };
  holdCalls(page);
  return page;
}

/** What the page asks for waits until the widget is ready. */
export function holdCalls(page: PageApi): void {
  const push = (call: Call) => {
    if (call[0] === 'destroy') removeApi(page);
    else page.waiting[page.waiting.length] = call;
  };
  page.api.q = { push };
}

export function removeApi(page: PageApi): void {
  page.isRemoved = true;
  page.api.q = { push() {} };
  delete window.SupportChat;
}

/** The widget is ready: what has waited runs now, and from here on each command at once. The lists may be of another realm: hence no method of theirs. */
export function runCommands({ api, waiting, listeners }: PageApi, commands: Omit<Commands, 'on'>): void {
  const on: Commands['on'] = (event, listener) => {
    const entry: Listener = [event, listener];
    // Who asks for that is called at once: commands run once the widget is ready.
    if (event === 'ready') queueMicrotask(listener as () => void);
    listeners[listeners.length] = entry;
    return () => {
      entry[1] = () => {};
    };
  };
  const table = { __proto__: null, ...commands, on } as unknown as Record<string, ((...args: unknown[]) => unknown) | undefined>;
  const push = (call: Call) => table[call[0] as string]?.(call[1], call[2]);
  Object.assign(api, table);
  api.q = { push };
  for (let at = 0; at < waiting.length; at++) push(waiting[at] as Call);
  waiting.length = 0;
}
