import type { Message } from '@supportchat/protocol';
import type { PageConfig } from './settings.ts';

export type WidgetEvents = { ready: undefined; open: undefined; close: undefined; message: Message; unread: number };

type Listen = <E extends keyof WidgetEvents>(event: E, listener: (detail: WidgetEvents[E]) => void) => () => void;
export type Emit = <E extends keyof WidgetEvents>(event: E, detail?: WidgetEvents[E]) => void;

/** What a page can do with the widget. */
export type Commands = {
  /** Also if the launcher is hidden: it is shown, at least until the next page change. */
  open(): void;
  close(): void;
  toggle(): void;
  /** Undo an earlier `hide()`; the page rules still apply. */
  show(): void;
  hide(): void;
  /** Remove the widget from the page, to the last node and listener. */
  destroy(): void;
  setLocale(tag: string): void;
  /** Change settings, key by key. */
  update(config: PageConfig): void;
  /** Listen; returns a function that stops it. */
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
 * Installs `window.SupportChat`, or turns the page's own stub into the real API. Undefined if that was already done. It runs before we know
 * what the page has done to its built-ins: hence only indices and our own functions.
 */
export function installApi(): PageApi | undefined {
  const api: SupportChatApi = (window.SupportChat ??= (...call) => api.q?.push(call));
  const { q } = api;
  if (q && !('length' in q)) return;
  const page: PageApi = { api, waiting: q ?? [], listeners: [] };
  queueCalls(page);
  return page;
}

/** Commands of the page wait until the widget is ready. */
export function queueCalls(page: PageApi): void {
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

/** The widget is ready: waiting commands run now, and later ones immediately. The lists may be from another realm: hence none of their methods. */
export function runCommands({ api, waiting, listeners }: PageApi, commands: Omit<Commands, 'on'>): void {
  const on: Commands['on'] = (event, listener) => {
    const entry: Listener = [event, listener];
    // Such a listener is called immediately: commands run once the widget is ready.
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
