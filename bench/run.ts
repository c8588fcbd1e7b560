import { describeMachine } from './load/machine.ts';
import { measureMemory } from './memory.ts';
import { measureMessages } from './messages.ts';

/** All measurements of the running server; a Markdown summary goes to standard output. About eight minutes. */
const machine = describeMachine();
const parts = [await measureMessages(3), await measureMemory(3)];
process.stdout.write(`${[machine, ...parts].join('\n\n')}\n`);
