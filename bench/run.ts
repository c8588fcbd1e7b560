import { findProgram } from '../scripts/test-programs.mjs';
import { measureInstances } from './instances.ts';
import { measureLarge } from './large.ts';
import { mongodbUri } from './load/database.ts';
import { describeMachine } from './load/machine.ts';
import { note } from './load/report.ts';
import { measureMemory } from './memory.ts';
import { measureMessages } from './messages.ts';
import { measureMigration } from './migration.ts';
import { measureStore } from './store.ts';

/** `missing`: why it cannot be measured here, as a sentence; null when it can. */
type Measurement = { missing?: () => string | null; measure: () => Promise<string> };

/** The available measurements, each a few minutes long. */
const MEASUREMENTS: Record<string, Measurement> = {
  messages: { measure: () => measureMessages(2) },
  memory: { measure: () => measureMemory(3) },
  large: { measure: measureLarge },
  store: { missing: withoutMongodb, measure: () => measureStore(mongodbUri() ?? '', 5) },
  migration: { missing: withoutMongodb, measure: measureMigration },
  instances: { missing: withoutMongodbOrRedis, measure: () => measureInstances(mongodbUri() ?? '', 2) },
};

function withoutMongodb(): string | null {
  if (mongodbUri() !== null) return null;
  return 'It needs a MongoDB: name one by MONGODB_TEST_URI, such as mongodb://localhost:27017/?directConnection=true; databases are made there and dropped.';
}

function withoutMongodbOrRedis(): string | null {
  return (
    withoutMongodb() ??
    (findProgram('redis-server') !== null ? null : 'It needs redis-server: install it (on Debian: apt-get install redis-server), or put it on the PATH.')
  );
}

/** Runs the named measurements, by default all that are possible here, and writes a Markdown summary to standard output. */
async function main(named: string[]): Promise<void> {
  const unknown = named.filter((name) => !Object.hasOwn(MEASUREMENTS, name));
  if (unknown.length > 0) return fail(`There is no measurement ${unknown.join(', ')}. There are: ${Object.keys(MEASUREMENTS).join(', ')}.`);
  const wanted = Object.entries(MEASUREMENTS).filter(([name]) => named.length === 0 || named.includes(name));
  const impossible = wanted.flatMap(([name, { missing }]) => {
    const why = missing?.() ?? null;
    return why === null ? [] : [{ name, why }];
  });
  for (const { name, why } of impossible) note(`${name} cannot be measured here. ${why}`);
  if (named.length > 0 && impossible.length > 0) return fail('Nothing was measured.');
  const parts = [describeMachine()];
  for (const [name, { measure }] of wanted) {
    const left = impossible.find((one) => one.name === name);
    parts.push(left ? `Left out: ${name}. ${left.why}` : await measure());
  }
  process.stdout.write(`${parts.join('\n\n')}\n`);
}

function fail(sentence: string): void {
  note(sentence);
  process.exitCode = 1;
}

await main(process.argv.slice(2));
