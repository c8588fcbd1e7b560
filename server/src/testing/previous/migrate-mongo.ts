/**
 * Migrates the database to the next version; kills itself before its nth access to it, or right after sending it. Usage:
 * `node migrate-mongo.ts <uri> [before|after] [n]`.
 */
import { MongoClient } from 'mongodb';
import { createEngine } from '../../store/mongo/engine.ts';
import { migrate } from '../../store/mongo/migrations.ts';
import { NEXT_MIGRATIONS } from './next-mongo-migrations.ts';

const [uri = '', when, last] = process.argv.slice(2);
const kill = () => process.kill(process.pid, 'SIGKILL');
let accesses = 0;

/** The same object, whose methods count as accesses. */
function counted<T extends object>(object: T): T {
  return new Proxy(object, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'collection') return (...args: unknown[]) => counted(Reflect.apply(value, target, args) as object);
      return (...args: unknown[]): unknown => {
        accesses += 1;
        const isLast = accesses === Number(last);
        if (isLast && when === 'before') kill();
        const result: unknown = Reflect.apply(value, target, args);
        if (isLast) setTimeout(kill, 1);
        return result;
      };
    },
  });
}

const client = new MongoClient(uri);
const db = counted(client.db());
const engine = createEngine(db, { clock: () => new Date(0), onProblem: () => {} });
await migrate(engine, () => new Date(0), NEXT_MIGRATIONS);
await client.close();
