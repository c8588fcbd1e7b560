import { MIGRATIONS, type Migration } from '../../store/mongo/migrations.ts';

const newest = MIGRATIONS.at(-1)?.number ?? 0;
/** The released steps, and two of a version to come: a collection with an index, then a change of data. */
export const NEXT_MIGRATIONS: Migration[] = [
  ...MIGRATIONS,
  {
    number: newest + 1,
    name: 'moods',
    run: async ({ db }) => void (await db.collection('moods').createIndexes([{ name: 'mood', key: { mood: 1 } }])),
  },
  {
    number: newest + 2,
    name: 'moods of the past',
    run: async ({ db }) => {
      const known = await db
        .collection('conversations')
        .find({}, { projection: { _id: 1 } })
        .toArray();
      for (const { _id } of known) await db.collection('moods').updateOne({ _id }, { $setOnInsert: { mood: 'calm' } }, { upsert: true });
    },
  },
];
