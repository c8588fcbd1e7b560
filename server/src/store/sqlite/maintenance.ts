import type { Connection } from './connection.ts';
import type { Engine } from './group-commit.ts';
import { createRemovals, type Removals } from './removals.ts';
import { createUnneeded } from './unneeded.ts';

export type Maintenance = {
  removals: Removals;
  /** Removes some of what no one needs any more, then takes what was removed out of the write-ahead log. The next one goes on. */
  maintain(): Promise<{ removed: string[] }>;
};

/** `onChange` is called in each act that changes or removes conversations. */
export function createMaintenance(connection: Connection, engine: Engine, { clock, onChange }: { clock: () => Date; onChange: () => void }): Maintenance {
  /** Whether the log may hold what was removed: the last process may have left some. */
  let isLogged = true;
  const onRemove = () => {
    isLogged = true;
    onChange();
  };
  const removals = createRemovals(engine, onRemove);
  const unneeded = createUnneeded(engine, onRemove);
  return {
    removals,
    maintain: async () => {
      // The step that is under way may be at its end: a whole one follows.
      if (!(await removals.removeSome())) await removals.removeSome();
      const removed = await unneeded.remove(clock());
      if (isLogged) {
        // What is removed meanwhile is in the log that begins then.
        isLogged = false;
        isLogged = !(await engine.read(() => connection.truncateLog())) || isLogged;
      }
      return { removed };
    },
  };
}
