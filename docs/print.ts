import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRINTED_PAGES } from './tables.ts';

for (const [name, print] of Object.entries(PRINTED_PAGES)) writeFileSync(join(import.meta.dirname, name), print());
