import { afterEach, describe, expect, test } from 'vitest';
import { added, date, flag, id, list, number, object, oneOf, orNull, type RecordOf, record, text } from '../port/record.ts';
import { type RecordStore, simpleStore } from '../port/record-store.ts';
import { at, idsOf, newId, readPages } from './samples.ts';

const birdRecord = record('birds', {
  _id: id(),
  siteId: id(),
  conversationId: orNull(id()),
  name: text(),
  song: text(),
  size: oneOf<'small' | 'large'>({ small: true, large: true }),
  weight: number(),
  flies: flag(),
  seenAt: orNull(date()),
  colors: list<string>(),
  nest: object<{ eggs: number; of?: { trees: string[] } }>(),
  note: added(2, text(), 'none'),
});
type Bird = RecordOf<typeof birdRecord>;
/** A record with every kind of field, as a feature would describe one. */
export const birdStore = simpleStore({ record: birdRecord, order: 'name', search: ['name', 'song'], unique: ['siteId', 'name'] });

function aBird(changes: Partial<Bird> = {}): Bird {
  const _id = newId();
  const some = { size: 'small' as const, weight: 9, flies: true, seenAt: at(3), colors: ['grün', '🟡'], nest: { eggs: 4, of: { trees: ['oak'] } } };
  return { _id, siteId: newId(), conversationId: null, name: `Wren ${_id}`, song: 'Trill', note: 'shy', ...some, ...changes };
}

type Opened = { store: RecordStore<Bird>; close(): Promise<void> };

/** The rules of every simple store. */
export function recordContract(name: string, open: () => Promise<Opened>): void {
  describe(`record contract on ${name}`, () => {
    const opened: Opened[] = [];
    const openStore = async () => {
      const one = await open();
      opened.push(one);
      return one.store;
    };
    afterEach(async () => {
      for (const one of opened.splice(0)) await one.close();
    });

    test('[ST80] a record comes back as it was added and as it was changed', async () => {
      const store = await openStore();
      const bird = aBird();
      await store.add(bird);
      expect(await store.get(bird._id)).toEqual(bird);
      const changes = { song: 'Ünal', flies: false, seenAt: null, weight: 10, nest: { eggs: 0 } };
      expect(await store.update(bird._id, changes)).toEqual({ ...bird, ...changes });
      expect(await store.get(bird._id)).toEqual({ ...bird, ...changes });
      expect([await store.remove(bird._id), await store.remove(bird._id)]).toEqual([true, false]);
      expect([await store.get(bird._id), await store.update(bird._id, { song: 'x' })]).toEqual([null, null]);
    });

    test('[ST80] what must be unique is, on adding and on changing, and nothing is stored instead', async () => {
      const store = await openStore();
      const [one, other] = [aBird({ name: 'Wren' }), aBird({ name: 'Owl' })];
      await store.add(one);
      await store.add({ ...other, siteId: one.siteId });
      const taken = { code: 'CONFLICT' };
      await expect(store.add(aBird({ siteId: one.siteId, name: 'Wren' }))).rejects.toMatchObject(taken);
      await expect(store.add({ ...aBird(), _id: one._id })).rejects.toMatchObject(taken);
      await expect(store.update(other._id, { name: 'Wren', song: 'changed' })).rejects.toMatchObject(taken);
      expect(await store.get(other._id)).toMatchObject({ name: 'Owl', song: other.song });
      await store.add(aBird({ name: 'Wren' }));
      expect((await store.list({ limit: 10 })).items).toHaveLength(3);
    });

    test('[ST80] of changes at the same time none is lost', async () => {
      const store = await openStore();
      const bird = aBird();
      await store.add(bird);
      await Promise.all([store.update(bird._id, { song: 'new' }), store.update(bird._id, { weight: 1 }), store.update(bird._id, { name: 'Other' })]);
      expect(await store.get(bird._id)).toMatchObject({ song: 'new', weight: 1, name: 'Other' });
    });

    test('[ST81] lists are sorted by name ignoring case, page by page, and filtered by site, conversation and text', async () => {
      const store = await openStore();
      const [siteId, conversationId] = [newId(), newId()];
      const birds = ['zebra finch', 'Ärmelvogel', 'Bee-eater', 'bee-eater'].map((bird, index) =>
        aBird({ name: bird, ...(index < 3 && { siteId }), ...(index === 1 && { conversationId }) }),
      );
      for (const bird of birds) await store.add(bird);
      const read = (filter: Partial<Parameters<typeof store.list>[0]>) => readPages((cursor) => store.list({ limit: 1, cursor, ...filter }));
      const [finch, sleeve, bee, small] = birds as [Bird, Bird, Bird, Bird];
      expect((await read({})).map(({ name: bird }) => bird.toLowerCase())).toEqual(
        ['bee-eater', 'bee-eater', 'zebra finch', 'ärmelvogel'].toSorted((a, b) => (a < b ? -1 : 1)),
      );
      expect(new Set(idsOf(await read({ siteIds: [siteId] })))).toEqual(new Set(idsOf([bee, sleeve, finch])));
      expect(idsOf(await read({ conversationId }))).toEqual([sleeve._id]);
      expect(new Set(idsOf(await read({ search: 'BEE-' })))).toEqual(new Set([bee._id, small._id]));
      expect(idsOf(await read({ search: 'nothing' }))).toEqual([]);
      await expect(store.list({ limit: 1, cursor: 'made up' })).rejects.toMatchObject({ code: 'VALIDATION' });
    });
  });
}
