import { describeMachine } from './load/machine.ts';
import { note } from './load/report.ts';
import { measureMemory } from './memory.ts';
import { measureMessages } from './messages.ts';

const ROUNDS = 3;

/** What can be measured; each takes about four minutes. */
const MEASUREMENTS: Record<string, () => Promise<string>> = {
  messages: () => measureMessages(ROUNDS),
  memory: () => measureMemory(ROUNDS),
};

/** Takes the measurements that are named, all of them unless told, and writes a Markdown summary to standard output. */
async function main(named: string[]): Promise<void> {
  const unknown = named.filter((name) => !Object.hasOwn(MEASUREMENTS, name));
  if (unknown.length > 0) {
    note(`There is no measurement ${unknown.join(', ')}. There are: ${Object.keys(MEASUREMENTS).join(', ')}.`);
    process.exitCode = 1;
    return;
  }
  const parts = [describeMachine()];
  for (const [name, measure] of Object.entries(MEASUREMENTS)) if (named.length === 0 || named.includes(name)) parts.push(await measure());
  process.stdout.write(`${parts.join('\n\n')}\n`);
}

await main(process.argv.slice(2));
