import { MIGRATIONS, type Migration } from '../../store/sqlite/migrations.ts';

const newest = MIGRATIONS.at(-1)?.number ?? 0;
/** The released steps, and two of a version to come: a field with a default and a table, then a change of data. */
export const NEXT_MIGRATIONS: Migration[] = [
  ...MIGRATIONS,
  {
    number: newest + 1,
    name: 'moods',
    statements: `
ALTER TABLE conversations ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm';
CREATE TABLE moods (_id TEXT PRIMARY KEY, mood TEXT NOT NULL) STRICT;
`,
  },
  { number: newest + 2, name: 'moods of the past', statements: 'INSERT INTO moods SELECT _id, mood FROM conversations ORDER BY _id;' },
];
