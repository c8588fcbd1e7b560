import type { Message, SupportChatConfig } from '@supportchat/protocol';

export type WidgetEvents = { ready: undefined; open: undefined; close: undefined; message: Message; unread: number };

/** What a page may ask of the widget. */
export type Commands = {
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
  update(config: Partial<SupportChatConfig>): void;
};

export type Listen = <E extends keyof WidgetEvents>(event: E, listener: (detail: WidgetEvents[E]) => void) => () => void;

const COMMANDS = ['open', 'close', 'toggle', 'show', 'hide', 'destroy', 'setLocale', 'update'] as const satisfies (keyof Commands)[];

type Call = Iterable<unknown>;

/**
 * `window.SupportChat`: a function that takes `('open')`, `('on', 'unread', listener)` …, with a method for each.
 * Until the widget stands, commands wait in `q`, where the page's own stub has put its calls, too.
 */
export type SupportChatApi = {
  (...call: unknown[]): unknown;
  q?: { push(call: Call): unknown } /** Listen; returns the way to stop. */;
  on?: Listen;
} & Partial<Commands>;

declare global {
  interface Window {
    SupportChatConfig?: unknown;
    SupportChat?: SupportChatApi;
  }
}

/** Puts `window.SupportChat` in place, or makes the page's own stub the real thing. Undefined when that has been done before. */
export function installApi() {
  const listeners = new Set<[event: string, listener: (detail: never) => void]>();
  const api: SupportChatApi = (window.SupportChat ??= (...call) => api.q?.push(call));
  if (api.on) return;
  const queue = (api.q ??= []) as unknown as Call[];

  for (const name of COMMANDS) api[name] = (...args: unknown[]) => api.q?.push([name, ...args]);
  api.on = (event, listener) => {
    const entry: [string, typeof listener] = [event, listener];
    listeners.add(entry);
    return () => listeners.delete(entry);
  };
  function emit<E extends keyof WidgetEvents>(name: E, detail?: WidgetEvents[E]): void {
    for (const [event, listener] of listeners) {
      // A page's listener that throws must not stop the chat; the page's developer sees it as usual.
      if (event === name) queueMicrotask(() => listener(detail as never));
    }
  }
  return {
    emit,
    /** The widget stands: from here on, commands run at once. */
    ready(commands: Commands) {
      const run = ([name, ...args]: Call) => ({ ...commands, on: api.on })[name as keyof Commands]?.(...(args as [never]));
      api.q = { push: run };
      for (const call of queue) run(call);
      emit('ready');
    },
  };
}
