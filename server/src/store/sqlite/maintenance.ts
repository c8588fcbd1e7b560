import type { Connection } from './connection.ts';
import type { Engine } from './group-commit.ts';
import { createPurgeExpired } from './purge-expired.ts';
import { createRemovals, type Removals } from './removals.ts';

export type Maintenance = {
  removals: Removals;
  /** Removes some data that is no longer needed, then clears what was removed from the write-ahead log. The next run continues. */
  maintain(): Promise<{ removed: string[] }>;
};

/** `onChange` is called in each act that changes or removes conversations. */
export function createMaintenance(connection: Connection, engine: Engine, { clock, onChange }: { clock: () => Date; onChange: () => void }): Maintenance {
  /** Whether the log may contain removed data: the last process may have left some. */
  let isLogged = true;
  const onRemove = () => {
    isLogged = true;
    onChange();
  };
  const removals = createRemovals(engine, onRemove);
  const purgeExpired = createPurgeExpired(engine, onRemove);
  return {
    removals,
    maintain: async () => {
      // The step in flight may be about to end: a full one follows.
      if (!(await removals.removeSome())) await removals.removeSome();
      const removed = await purgeExpired(clock());
      if (isLogged) {
        // Data removed meanwhile is in the log that starts then.
        isLogged = false;
        isLogged = !(await engine.read(() => connection.truncateLog())) || isLogged;
      }
      return { removed };
    },
  };
}
