import { once } from 'node:events';
import type { Inserts } from './insert-probe.ts';
import type { Target } from './targets.ts';

/** Arguments of Node for servers that answer `insertsOf`. */
export const INSERT_PROBE = ['--import', import.meta.resolve('./insert-probe.ts')];

/** How the servers of the target, started as WATCHED, inserted messages since the last request; all together. */
export async function readInserts({ servers }: Target): Promise<Inserts> {
  const all = await Promise.all(
    servers.map(async ({ child }) => {
      const answer = once(child, 'message');
      child.send('inserts');
      return (await answer)[0] as Inserts;
    }),
  );
  const sum = (field: keyof Inserts) => all.reduce((total, inserts) => total + inserts[field], 0);
  return { batches: sum('batches'), documents: sum('documents'), busyMs: sum('busyMs'), maxConcurrency: sum('maxConcurrency') };
}
