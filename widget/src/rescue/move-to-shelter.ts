import type { ActiveWidget, PageWidget } from '../parts.ts';
import { takeShelter } from './take-shelter.ts';

/** The chat could not be loaded. In the page, its built-ins may be why; in the shelter it is the network. */
export function activate(page: PageWidget): Promise<ActiveWidget> {
  const fail = () => {
    throw new Error('The chat could not be loaded.');
  };
  return globalThis === window ? Promise.resolve(moveToShelter(page, fail)) : fail();
}

/** A widget whose first act is to begin again in a shelter, with what the page has asked of it so far; where the page allows none, it goes on `here`. */
export function moveToShelter(page: PageWidget, here: () => ActiveWidget): ActiveWidget {
  const { embed, leaving } = page;
  let widget: ActiveWidget | undefined;
  let moving: Promise<boolean> | undefined;
  const waiting: ArrayLike<unknown>[] = page.isShown === false ? [['hide']] : [];

  async function begin(): Promise<boolean> {
    const { api } = embed.page;
    const before = api.q;
    api.q = { push: (call: ArrayLike<unknown>) => (waiting[waiting.length] = call) };
    Object.assign(embed, { config: page.pageConfig });
    Object.assign(embed.page, { waiting });
    const isTaken = await takeShelter(embed);
    if (isTaken) leaving.abort();
    else Object.assign(api, { q: before });
    return isTaken;
  }

  async function move(...calls: string[][]): Promise<ActiveWidget> {
    for (let at = 0; at < calls.length; at++) waiting[waiting.length] = calls[at] as string[];
    if (await (moving ??= begin())) return new Promise(() => {});
    return (widget ??= here());
  }

  return {
    open: async (byItself, focused) => (widget ?? (await (byItself ? move() : move(['open'])))).open(byItself, focused),
    resume: () => void move().then((widget) => widget.resume()),
    isOpen: () => widget?.isOpen() ?? false,
    dismiss: () => widget?.dismiss(),
    close: () => widget?.close(),
    refresh: () => widget?.refresh(),
    destroy: () => widget?.destroy(),
  };
}
