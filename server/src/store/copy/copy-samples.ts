import {
  addConversation,
  addSite,
  aFaq,
  aJob,
  anActivity,
  anAgent,
  aReadMark,
  aSession,
  at,
  aVisitor,
  idsOf,
  ofAgent,
  ofBot,
  readPages,
  say,
} from '../contract/samples.ts';
import type { Store } from '../store.ts';

/** Part, rows, and whether both sides match: the expected comparison of a used installation with its secrets. */
export const EXPECTED_COMPARISON = [
  ['sites', 2, true],
  ['users', 3, true],
  ['sessions', 1, true],
  ['visitors', 6, true],
  ['faqs', 2, true],
  ['conversations', 5, true],
  ['messages', 8, true],
  ['jobs', 3, true],
  ['agentReadMarks', 2, true],
  ['blobs', 0, true],
  ['secrets', 1, true],
];

/** Uses the store as people do: every status, mark, count and kind of row. */
export async function fillWithSampleData(store: Store): Promise<void> {
  const [shop, blog] = [
    await addSite(store, { name: 'Käserei', widgetSeenAt: at(3), widgetSeenOn: 'https://shop.example/' }),
    await addSite(store, { isActive: false }),
  ];
  const owner = anAgent({ role: 'owner', name: 'Zoë', lastSeenAt: at(9) });
  const invited = anAgent({ passwordHash: null, inviteHash: 'invited', inviteExpiresAt: at(3600), siteIds: [blog._id, shop._id] });
  for (const agent of [owner, invited, anAgent({ isActive: false, siteIds: [blog._id] })]) await store.agents.add(agent);
  const session = aSession(owner._id);
  await store.sessions.add(session, 'hash');
  await store.sessions.rotate(session._id, 'first', { tokenHash: 'second', previousHash: 'first', rotatedAt: at(5), expiresAt: at(99) });
  for (const visitorId of ['b', 'a', 'Ä', '😀', 'aa']) await store.visitors.add(aVisitor(shop._id, { visitorId }));
  await store.visitors.add(aVisitor(blog._id, { visitorId: 'a', lastSeenAt: new Date(1_763_000_000_123) }));
  const faq = aFaq(shop._id, { keywords: ['Käse', '配送'], updatedAt: at(30) });
  for (const added of [faq, aFaq(blog._id, { isActive: false })]) await store.faqs.add(added);
  await store.faqs.countView(faq._id);

  const claimed = await addConversation(store, { siteId: shop._id, visitorName: 'Ünal 山田', createdAt: at(100) });
  const talk = await say(
    store,
    claimed,
    { content: 'Wo ist mein Paket? 配送はいつですか', createdAt: at(101) },
    { ...ofBot, content: 'Two days.', createdAt: at(102), answer: { faqId: faq._id, question: faq.question, probability: 0.875, helpful: null } },
    { content: 'Danke', createdAt: at(103), jobs: [aJob()] },
    {
      ...ofAgent,
      content: 'Gern',
      createdAt: at(104),
      assignIfUnassigned: { agentId: owner._id, activity: anActivity(claimed._id, { type: 'assigned', agentName: 'Zoë' }) },
    },
    { content: 'Noch etwas', createdAt: at(105), clientMessageId: null },
  );
  const { messages } = await store.messages.list(claimed._id, { limit: 10 });
  await store.messages.rateAnswer(messages[1]?._id ?? '', true);
  await store.conversations.markRead(claimed._id, 'visitor', 4, at(106));
  await store.agentReadMarks.set(aReadMark(claimed, { agentId: owner._id, isUnread: true }));

  const waiting = await addConversation(store, { siteId: blog._id, visitorEmail: 'vera.sample@mail.example', createdAt: at(200) });
  const [question] = await say(store, waiting, {
    content: 'Is anybody there?',
    createdAt: at(201),
    jobs: [aJob(), aJob({ due: { at: at(900) }, lane: 'lane' })],
  });
  // What a process holds is a job of any process from the next start on.
  for (const { jobs } of [...talk, ...(question ? [question] : [])]) for (const job of jobs) await store.jobs.end(job, { retryAfterMs: 0, error: 'not ended' });
  await store.agentReadMarks.set(aReadMark(waiting, { seq: 1 }));
  await store.conversations.requestHuman(waiting._id, anActivity(waiting._id, { type: 'human-requested', createdAt: at(202) }), at(202));

  const closed = await addConversation(store, { siteId: shop._id, visitorId: 'comes-back', createdAt: at(300) });
  await say(store, closed, { content: 'First parcel', createdAt: at(301) });
  const happened = ['resolved', 'closed'] as const;
  // Both at the same moment: they are ordered by when they were written.
  const activity = happened.map((type) => anActivity(closed._id, { type, createdAt: at(302) })).reverse();
  await store.conversations.change(closed._id, 0, { status: 'closed', assignedAgent: null }, activity, at(302));
  const again = await addConversation(store, { siteId: shop._id, visitorId: 'comes-back', createdAt: at(310) });
  await say(store, again, { content: 'Second parcel', createdAt: at(311) });
  await store.conversations.change(again._id, 0, { status: 'resolved', assignedAgent: owner._id }, [], at(312));
  await addConversation(store, { siteId: shop._id, visitorId: 'never-wrote' });
}

/** Everything that the port returns about a store. */
export async function describeStore(store: Store): Promise<unknown> {
  const sites = await readPages((cursor) => store.sites.list({ limit: 1, cursor }));
  const conversations = await readPages((cursor) => store.conversations.list({ limit: 2, cursor }));
  const found: Record<string, string[]> = {};
  for (const search of ['paket', 'second parcel', 'anybody', '配送', '山', 'unal', 'vera.sample', 'mail', 'nothing'])
    found[search] = idsOf((await store.conversations.search({ limit: 10, search })).items);
  const ofEach = [];
  for (const { _id } of conversations)
    ofEach.push([_id, await store.conversations.get(_id), await store.messages.list(_id, { limit: 100 }), await store.conversations.listEntries(_id, 100)]);
  const faqs = { all: await readPages((cursor) => store.faqs.list({ limit: 1, cursor })), found: await store.faqs.list({ limit: 10, search: 'käse' }) };
  return {
    sites,
    agents: await readPages((cursor) => store.agents.list({ limit: 1, cursor })),
    faqs,
    conversations,
    found,
    ofEach,
    counts: await store.conversations.countInbox({ agentId: null }),
    // Whoever held one has died by then.
    jobs: (await store.jobs.list({ limit: 10 })).items.map(({ leaseId: _id, leaseUntil: _until, ...job }) => job),
    figures: await store.analytics.report({ boundaries: [at(0), at(150), at(1000)], of: ['conversations', 'resolutions', 'messages'] }),
  };
}
