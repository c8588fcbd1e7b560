import { expect, test } from 'vitest';
import { aMessage } from '../contract/samples.ts';
import type { ConversationRecord } from '../port/conversations.ts';
import type { AddedMessage } from '../port/messages.ts';
import { createLanes, type Run } from './lanes.ts';

const talk = { _id: 'talk', visitorId: 'visitor' } as ConversationRecord;
const other = { _id: 'other', visitorId: 'visitor' } as ConversationRecord;
const inTime = { hasPassed: false };

/** Lanes whose batches end when the test says so. */
function openLanes() {
  const batches: { runs: Run[]; end: () => void }[] = [];
  const lanes = createLanes((runs) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const end = () => {
      for (const { resolve: added } of runs.flatMap(({ adds }) => adds)) added({} as AddedMessage);
      resolve();
    };
    batches.push({ runs, end });
    return promise;
  });
  const contents = (index: number) => batches[index]?.runs.map(({ adds }) => adds.map(({ compose }) => compose(talk).content));
  const add = (conversation: ConversationRecord, content: string) => lanes.add(conversation._id, () => aMessage(conversation, { content }), inTime);
  return { lanes, batches, contents, add };
}

test('the messages of one turn are sent together, each conversation in call order', async () => {
  const { batches, contents, add } = openLanes();
  const adding = [add(talk, '1'), add(other, 'a'), add(talk, '2')];
  await expect.poll(() => batches.length).toBe(1);
  expect(contents(0)).toEqual([['1', '2'], ['a']]);
  batches[0]?.end();
  await Promise.all(adding);
});

test('an act on a conversation between two messages keeps its place', async () => {
  const { lanes, batches, contents, add } = openLanes();
  const happened: string[] = [];
  const note = (what: string) => () => happened.push(what);
  const all = [
    add(talk, '1').then(note('1')),
    lanes.run('talk', async () => void happened.push('change')),
    add(talk, '2').then(note('2')),
    lanes.run('other', async () => void happened.push('elsewhere')),
  ];
  await expect.poll(() => batches.length).toBe(1);
  await expect.poll(() => happened).toEqual(['elsewhere']);
  expect(contents(0)).toEqual([['1']]);
  batches[0]?.end();
  await expect.poll(() => batches.length).toBe(2);
  expect(happened).toEqual(['elsewhere', '1', 'change']);
  expect(contents(1)).toEqual([['2']]);
  batches[1]?.end();
  await Promise.all(all);
});

test('two batches run at once; messages that arrive meanwhile form the next', async () => {
  const { batches, contents, add } = openLanes();
  const talks = Array.from({ length: 7 }, (_, index) => ({ ...talk, _id: `talk ${index}` }));
  const adding: Promise<unknown>[] = [];
  for (const [index, each] of talks.entries()) {
    adding.push(add(each, String(index)));
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  }
  expect(batches).toHaveLength(2);
  batches[0]?.end();
  await expect.poll(() => batches.length).toBe(3);
  expect(contents(2)).toEqual([['2'], ['3'], ['4'], ['5'], ['6']]);
  for (const { end } of batches) end();
  await Promise.all(adding);
});

test('a conversation is busy until everything queued for it is done', async () => {
  const { lanes, batches, add } = openLanes();
  expect(lanes.isBusy('talk')).toBe(false);
  const all = [add(talk, '1'), lanes.run('talk', async () => {})];
  expect([lanes.isBusy('talk'), lanes.isBusy('other')]).toEqual([true, false]);
  await expect.poll(() => batches.length).toBe(1);
  batches[0]?.end();
  await Promise.all(all);
  await expect.poll(() => lanes.isBusy('talk')).toBe(false);
});

test('a failed act does not stop the ones after it', async () => {
  const { lanes } = openLanes();
  const failing = lanes.run('talk', () => Promise.reject(new Error('broken')));
  const following = lanes.run('talk', async () => 'done');
  await expect(failing).rejects.toThrow('broken');
  expect(await following).toBe('done');
});
