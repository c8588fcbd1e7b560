import { expect, test } from 'vitest';
import type { HeldJob } from '../port/jobs.ts';
import type { Store } from '../store.ts';
import { addConversation, addSite, aJob, aMessage, anActivity, at, newId, type OpenStore, say } from './samples.ts';

const LEASE_MS = 60_000;
const KINDS = ['answer'];

const claim = (store: Store, limit = 10, leaseMs = LEASE_MS) => store.jobs.claim(KINDS, limit, leaseMs);
const keysOf = (jobs: { key: string }[]) => jobs.map(({ key }) => key);
async function claimOne(store: Store, leaseMs = LEASE_MS): Promise<HeldJob> {
  const [job] = await claim(store, 1, leaseMs);
  if (!job) throw new Error('No job is due.');
  return job;
}

export function jobsContract(open: OpenStore): void {
  test('[ST70] a job comes back as it was added; a known kind and key stays as it is', async () => {
    const store = await open();
    const site = await addSite(store);
    const job = aJob({ key: 'same', siteId: site._id, conversationId: newId(), lane: 'lane', payload: { to: 'Ünal', list: [1, { deep: null }] } });
    await store.jobs.add([job, aJob({ key: 'same', payload: {} }), aJob({ key: 'same', kind: 'mail' })]);
    await store.jobs.add([aJob({ key: 'same', payload: {} })]);
    expect(await store.jobs.get(job._id)).toMatchObject({
      ...job,
      state: 'waiting',
      attempts: 0,
      lastError: null,
      leaseId: null,
      leaseUntil: null,
      endedAt: null,
    });
    expect(await store.jobs.get(newId())).toBeNull();
    const { _id, kind, key, siteId, conversationId, payload } = job;
    const [held] = await claim(store);
    expect(held).toMatchObject({ _id, kind, key, siteId, conversationId, payload, attempts: 1 });
    expect(await store.jobs.end(held as HeldJob, { done: [] })).toBe(true);
    await store.jobs.add([aJob({ key: 'same' })]);
    expect(await claim(store)).toEqual([]);
  });

  test('[ST71] due jobs of the asked kinds are leased, first due first, once', async () => {
    const store = await open();
    const added = [
      aJob({ key: 'third', due: { at: at(-1) } }),
      aJob({ key: 'first', due: { at: at(-3) } }),
      aJob({ key: 'second', due: { at: at(-2) } }),
      aJob({ key: 'later', due: { afterMs: 3_600_000 } }),
      aJob({ key: 'other', kind: 'mail' }),
    ];
    await store.jobs.add(added);
    const [one, two] = await Promise.all([claim(store, 2), claim(store, 2)]);
    expect([...keysOf(one), ...keysOf(two)].toSorted()).toEqual(['first', 'second', 'third']);
    expect(await claim(store)).toEqual([]);
    expect(keysOf(await store.jobs.claim(['mail', 'answer'], 10, LEASE_MS))).toEqual(['other']);
  });

  test('[ST71] a lease that has run out frees the job; each claim counts as a try', async () => {
    const store = await open();
    await store.jobs.add([aJob()]);
    for (const attempts of [1, 2, 3]) expect(await claimOne(store, 0)).toMatchObject({ attempts });
  });

  test('[ST71] of a lane one job runs at a time, the one due first', async () => {
    const store = await open();
    const inLane = (key: string, second: number, lane: string | null = 'lane') => aJob({ key, lane, due: { at: at(second) } });
    await store.jobs.add([inLane('two', -8), inLane('one', -9), inLane('beside', -7, 'other lane'), inLane('free', -6, null)]);
    const held = await claim(store);
    expect(keysOf(held)).toEqual(['one', 'beside', 'free']);
    expect(await claim(store)).toEqual([]);
    await store.jobs.end(held[0] as HeldJob, { retryAfterMs: 3_600_000, error: 'busy' });
    // A job between two tries holds up none.
    expect(keysOf(await claim(store))).toEqual(['two']);
  });

  test('[ST71] an expired job ends instead of running', async () => {
    const store = await open();
    const expired = aJob({ expiresAt: at(-1) });
    await store.jobs.add([expired, aJob({ key: 'in time', expiresAt: new Date('2100-01-01') })]);
    expect(keysOf(await claim(store))).toEqual(['in time']);
    expect(await store.jobs.get(expired._id)).toMatchObject({ state: 'done', lastError: 'expired' });
  });

  test('[ST72] whoever lost the lease ends and prolongs nothing', async () => {
    const store = await open();
    await store.jobs.add([aJob()]);
    const lost = await claimOne(store, 0);
    const held = await claimOne(store);
    expect(await store.jobs.renew(lost, LEASE_MS)).toBeNull();
    for (const outcome of [{ done: [aJob({ key: 'follows' })] }, { retryAfterMs: 0, error: 'no' }, { dead: 'no' }])
      expect(await store.jobs.end(lost, outcome)).toBe(false);
    expect(await claim(store)).toEqual([]);
    expect(await store.jobs.renew(held, LEASE_MS)).not.toBeNull();
    expect(await store.jobs.end(held, { done: [] })).toBe(true);
    expect(await store.jobs.end(held, { done: [] })).toBe(false);
  });

  test('[ST72] a job of a lane whose lease ran out cannot be prolonged beside the next one of its lane', async () => {
    const store = await open();
    await store.jobs.add([aJob({ key: 'one', lane: 'lane', due: { at: at(-2) } }), aJob({ key: 'two', lane: 'lane', due: { at: at(-1) } })]);
    const one = await claimOne(store, 0);
    await store.jobs.end(await claimOne(store), { retryAfterMs: 3_600_000, error: 'slow' });
    expect(keysOf(await claim(store))).toEqual(['two']);
    expect(await store.jobs.renew(one, LEASE_MS)).toBeNull();
    expect(await store.jobs.end(one, { done: [] })).toBe(false);
  });

  test('[ST72] whoever lost the first try of a message ends nothing and adds nothing', async () => {
    const store = await open();
    const [added] = await say(store, await addConversation(store), { jobs: [aJob({ key: 'first' })] });
    const lost = added?.jobs[0] as HeldJob;
    expect(await store.jobs.end(lost, { retryAfterMs: 0, error: 'no' })).toBe(true);
    for (const outcome of [{ done: [aJob({ key: 'follows' })] }, { retryAfterMs: 0, error: 'no' }, { dead: 'no' }])
      expect(await store.jobs.end(lost, outcome)).toBe(false);
    expect(keysOf(await claim(store))).toEqual(['first']);
  });

  test('[JOB5] 10,000 due jobs are claimed in order, a few at a time, and expired ones hold up none', async () => {
    const store = await open();
    const expired = Array.from({ length: 100 }, (_, index) => aJob({ key: `expired ${index}`, due: { at: at(-20_000) }, expiresAt: at(-1) }));
    const due = Array.from({ length: 10_000 }, (_, index) => aJob({ key: String(index), due: { at: at(index - 15_000) } }));
    const added = [...expired, ...due];
    for (let start = 0; start < added.length; start += 1000) await store.jobs.add(added.slice(start, start + 1000));
    const claimed: string[] = [];
    for (let round = 0; round < 5; round++) claimed.push(...keysOf(await claim(store, 10)));
    expect(claimed).toEqual(Array.from({ length: 50 }, (_, index) => String(index)));
  });

  test('[ST72] what follows from a job is added with its end', async () => {
    const store = await open();
    await store.jobs.add([aJob()]);
    await store.jobs.end(await claimOne(store), { done: [aJob({ key: 'one' }), aJob({ key: 'two' })] });
    expect(keysOf(await claim(store)).toSorted()).toEqual(['one', 'two']);
  });

  test('[ST72] a failed try is due again later; one that does not count leaves the number of tries', async () => {
    const store = await open();
    await store.jobs.add([aJob()]);
    await store.jobs.end(await claimOne(store), { retryAfterMs: 0, error: 'first' });
    const second = await claimOne(store);
    expect(second.attempts).toBe(2);
    await store.jobs.end(second, { retryAfterMs: 0, error: 'no network', counts: false });
    const third = await claimOne(store);
    expect(third.attempts).toBe(2);
    expect(await store.jobs.get(third._id)).toMatchObject({ lastError: 'no network' });
    await store.jobs.end(third, { retryAfterMs: 3_600_000, error: 'later' });
    expect(await claim(store)).toEqual([]);
  });

  test('[ST73] the jobs of a message exist exactly when it does; those that are due are leased to the caller', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    const due = aJob({ key: 'due', conversationId: conversation._id, siteId: conversation.siteId });
    const jobs = [due, aJob({ key: 'laned', lane: 'lane' }), aJob({ key: 'later', due: { afterMs: 3_600_000 } })];
    const added = await store.messages.add(conversation._id, () => aMessage(conversation, { clientMessageId: 'same', content: 'Hi', jobs }));
    const { _id, kind, key, siteId, conversationId, payload } = due;
    expect(added.jobs).toMatchObject([{ _id, kind, key, siteId, conversationId, payload, attempts: 1 }]);
    await expect(
      store.messages.add(conversation._id, () => aMessage(conversation, { clientMessageId: 'same', content: 'Other', jobs: [aJob()] })),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    const [again] = await say(store, conversation, { clientMessageId: 'same', content: 'Hi', jobs: [aJob()] });
    expect(again).toMatchObject({ duplicate: true, jobs: [] });
    await expect.poll(async () => keysOf(await claim(store))).toEqual(['laned']);
    expect(await store.jobs.end(added.jobs[0] as HeldJob, { done: [aJob({ key: 'follows' })] })).toBe(true);
    expect(await store.jobs.end(added.jobs[0] as HeldJob, { done: [] })).toBe(false);
    expect(keysOf(await claim(store))).toEqual(['follows']);
  });

  test('[ST73] a try that the storing process did not bring to an end is made again by any', async () => {
    const store = await open();
    const conversation = await addConversation(store);
    const jobsOf = async (job = aJob()) => (await say(store, conversation, { jobs: [job] }))[0]?.jobs[0] as HeldJob;
    const failed = await jobsOf();
    expect(await store.jobs.end(failed, { retryAfterMs: 0, error: 'no' })).toBe(true);
    expect(await claimOne(store)).toMatchObject({ key: failed.key, payload: failed.payload, attempts: 2 });
    const givenUp = await jobsOf();
    await store.jobs.end(givenUp, { dead: 'refused' });
    expect(await store.jobs.get(givenUp._id)).toMatchObject({ state: 'dead', lastError: 'refused' });
    const long = await jobsOf();
    const prolonged = await store.jobs.renew(long, LEASE_MS);
    expect(await claim(store)).toEqual([]);
    expect(await store.jobs.end(prolonged as HeldJob, { done: [] })).toBe(true);
  });

  test('[ST73] the jobs of a change and of a request for a person exist exactly when these happen', async () => {
    const store = await open();
    const [conversation] = (await say(store, await addConversation(store), {})).map((added) => added.conversation);
    if (!conversation) throw new Error('There is no conversation.');
    const { _id } = conversation;
    const change = (revision: number, key: string) =>
      store.conversations.change(_id, revision, { status: 'resolved', assignedAgent: null, jobs: [aJob({ key })] }, [], at(2));
    expect(await change(7, 'refused')).toBeNull();
    expect(await change(0, 'resolved')).not.toBeNull();
    const ask = (key: string) => store.conversations.requestHuman(_id, anActivity(_id, { type: 'human-requested' }), at(3), [aJob({ key })]);
    expect([await ask('asked'), await ask('asked again')]).toMatchObject([{ first: true }, { first: false }]);
    const keys: string[] = [];
    await expect.poll(async () => keys.push(...keysOf(await claim(store)))).toBe(2);
    expect(keys.toSorted()).toEqual(['asked', 'resolved']);
  });

  test('[ST74] a dead job stays until it is retried or discarded', async () => {
    const store = await open();
    await store.jobs.add([aJob({ key: 'one' }), aJob({ key: 'two' }), aJob({ key: 'waits', due: { at: at(-60) } })]);
    const dead = (await claim(store)).filter(({ key }) => key !== 'waits');
    for (const job of dead) await store.jobs.end(job, { dead: 'refused' });
    const [one, two] = dead as [HeldJob, HeldJob];
    const { items, nextCursor } = await store.jobs.list({ limit: 1, state: 'dead' });
    const rest = await store.jobs.list({ limit: 5, state: 'dead', cursor: nextCursor ?? undefined });
    expect([...items, ...rest.items].map(({ _id, lastError }) => [_id, lastError])).toEqual([
      [two._id, 'refused'],
      [one._id, 'refused'],
    ]);
    expect(await store.jobs.summarize()).toEqual([{ kind: 'answer', waiting: 1, dead: 2, oldestDueAt: at(-60) }]);
    expect(await claim(store)).toEqual([]);
    expect([await store.jobs.retry(one._id), await store.jobs.retry(one._id)]).toEqual([true, false]);
    expect(await claim(store)).toMatchObject([{ key: one.key, attempts: 1 }]);
    expect([await store.jobs.discard(one._id), await store.jobs.discard(two._id)]).toEqual([false, true]);
    expect(await store.jobs.get(two._id)).toBeNull();
  });

  test('[JOB7] a removed conversation takes along the jobs that its acts still hold, and no others', async () => {
    const store = await open();
    const [removed, other] = [await addConversation(store), await addConversation(store)];
    const jobOf = ({ _id, siteId }: typeof other, key: string) => aJob({ key, conversationId: _id, siteId });
    const [ofMessage] = await say(store, removed, { jobs: [jobOf(removed, 'message')] });
    const [kept] = await say(store, other, { jobs: [jobOf(other, 'kept')] });
    await store.conversations.change(removed._id, 0, { status: 'resolved', assignedAgent: null, jobs: [jobOf(removed, 'change')] }, [], at(2));
    await store.conversations.remove(removed._id);
    await expect.poll(() => store.jobs.end(ofMessage?.jobs[0] as HeldJob, { retryAfterMs: 0, error: 'no' })).toBe(false);
    await expect.poll(async () => keysOf((await store.jobs.list({ limit: 10 })).items).filter((key) => key !== 'kept')).toEqual([]);
    expect(await store.jobs.end(kept?.jobs[0] as HeldJob, { retryAfterMs: 0, error: 'again' })).toBe(true);
    expect(keysOf(await claim(store))).toEqual(['kept']);
  });

  test('[ST11] jobs are removed with their conversation and site', async () => {
    const store = await open();
    const [conversation, other] = [await addConversation(store), await addConversation(store)];
    const ofConversation = aJob({ key: 'conversation', conversationId: conversation._id, siteId: conversation.siteId });
    const ofSite = aJob({ key: 'site', siteId: other.siteId });
    await store.jobs.add([ofConversation, ofSite]);
    await store.conversations.remove(conversation._id);
    await expect.poll(() => store.jobs.get(ofConversation._id)).toBeNull();
    await store.sites.remove(other.siteId);
    await expect.poll(() => store.jobs.get(ofSite._id)).toBeNull();
  });
}
