import { queueCalls } from '../loader/api.ts';
import type { ActiveWidget, PageWidget } from '../parts.ts';
import { awaitCallback } from './await-callback.ts';
import { moveIntoFrame } from './move-into-frame.ts';

/** The chat could not be loaded. In the page, its built-ins may be the cause; in a frame of our own it is the network. */
export async function activate(page: PageWidget): Promise<ActiveWidget> {
  const fail = () => {
    throw new Error('The chat could not be loaded.');
  };
  return globalThis === window ? startOverInFrame(page, fail) : fail();
}

/** A widget whose first action is to start over in a frame of our own, with the page's commands so far; if the page allows none, it continues `here`. */
export function startOverInFrame(page: PageWidget, here: () => ActiveWidget): ActiveWidget {
  const { embed, leaving, served } = page;
  let widget: ActiveWidget | undefined;
  let moving: Promise<boolean> | undefined;

  async function begin(): Promise<boolean> {
    const { api, waiting } = embed.page;
    const before = api.q;
    queueCalls(embed.page);
    // The new launcher is in place before this one is removed: no click falls between them.
    embed.served = served;
    const isMoved = await awaitCallback<boolean>((resolve) => moveIntoFrame(embed, resolve));
    if (isMoved || embed.page.isRemoved) leaving.abort();
    else if (before) {
      api.q = before;
      for (let at = 0; at < waiting.length; at++) before.push(waiting[at] as ArrayLike<unknown>);
      waiting.length = 0;
    }
    return isMoved;
  }

  async function move(command?: string): Promise<ActiveWidget> {
    moving ??= begin();
    // Also if it has just moved: to the widget that now takes commands.
    if (command) embed.page.api.q?.push([command]);
    if (await moving) await awaitCallback(() => {});
    return (widget ??= here());
  }

  return {
    open: async (byItself, focused) => (widget ?? (await (byItself ? move() : move('open')))).open(byItself, focused),
    resume: () => void resume(),
    isOpen: () => widget?.isOpen() ?? false,
    dismiss: () => widget?.dismiss(),
    close: () => widget?.close(),
    refresh: () => widget?.refresh(),
    destroy: () => widget?.destroy(),
  };

  async function resume(): Promise<void> {
    (await move()).resume();
  }
}
