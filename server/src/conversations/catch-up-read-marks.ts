import type { Store } from '../store/store.ts';
import type { Broadcast } from './broadcast.ts';

type CatchUpDeps = {
  store: Store;
  /** Notifies only the panels of this process; those that received an event already do not receive it again. */
  broadcast: Pick<Broadcast, 'readMarkUpdated'>;
  /** Ids of the agents with a panel at this process. */
  agentsHere(): string[];
};

/** Notifies the panels of this process of marks that their agents changed at another process whose event did not arrive. */
export function createCatchUpReadMarks({ store, broadcast, agentsHere }: CatchUpDeps): () => Promise<void> {
  let mark: string | null = null;
  return async () => {
    const changed = await store.changes?.listReadMarks(agentsHere(), mark);
    if (!changed) return;
    mark = changed.mark;
    for (const each of changed.marks) broadcast.readMarkUpdated(each);
  };
}
