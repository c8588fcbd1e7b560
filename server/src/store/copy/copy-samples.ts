import fc from 'fast-check';
import {
  addConversation,
  addSite,
  aFaq,
  anActivity,
  anAgent,
  aSession,
  at,
  aVisitor,
  idsOf,
  newId,
  ofAgent,
  ofBot,
  readPages,
  say,
} from '../contract/samples.ts';
import type { Store } from '../store.ts';
import type { Part, Rows } from './rows.ts';

/** Does with the store what people do with it: every status, mark, count and kind of row. */
export async function liveIn(store: Store): Promise<void> {
  const [shop, blog] = [
    await addSite(store, { name: 'Käserei', widgetSeenAt: at(3), widgetSeenOn: 'https://shop.example/' }),
    await addSite(store, { isActive: false }),
  ];
  const owner = anAgent({ role: 'owner', name: 'Zoë', lastSeenAt: at(9) });
  const invited = anAgent({ passwordHash: null, inviteHash: 'invited', inviteExpiresAt: at(3600), siteIds: [blog._id, shop._id] });
  for (const agent of [owner, invited, anAgent({ isActive: false, siteIds: [blog._id] })]) await store.agents.add(agent);
  const session = aSession(owner._id);
  await store.sessions.add(session);
  await store.sessions.rotate(session._id, 'first', { tokenHash: 'second', rotatedAt: at(5), expiresAt: at(99) });
  for (const visitorId of ['b', 'a', 'Ä', '😀', 'aa']) await store.visitors.add(aVisitor(shop._id, { visitorId }));
  await store.visitors.add(aVisitor(blog._id, { visitorId: 'a', lastSeenAt: new Date(1_763_000_000_123) }));
  const faq = aFaq(shop._id, { keywords: ['Käse', '配送'], updatedAt: at(30) });
  for (const added of [faq, aFaq(blog._id, { isActive: false })]) await store.faqs.add(added);
  await store.faqs.countView(faq._id);

  const claimed = await addConversation(store, { siteId: shop._id, visitorName: 'Ünal 山田', createdAt: at(100) });
  await say(
    store,
    claimed,
    { content: 'Wo ist mein Paket? 配送はいつですか', createdAt: at(101) },
    { ...ofBot, content: 'Two days.', createdAt: at(102), answer: { faqId: faq._id, question: faq.question, probability: 0.875, helpful: null } },
    { content: 'Danke', createdAt: at(103), pending: 'answer' },
    {
      ...ofAgent,
      content: 'Gern',
      createdAt: at(104),
      claimFor: { agentId: owner._id, activity: anActivity(claimed._id, { type: 'assigned', agentName: 'Zoë' }) },
    },
    { content: 'Noch etwas', createdAt: at(105), clientMessageId: null },
  );
  const { messages } = await store.messages.list(claimed._id, { limit: 10 });
  await store.messages.rateAnswer(messages[1]?._id ?? '', true);
  await store.conversations.markRead(claimed._id, 'visitor', 4, at(106));

  const waiting = await addConversation(store, { siteId: blog._id, visitorEmail: 'vera.sample@mail.example', createdAt: at(200) });
  await say(store, waiting, { content: 'Is anybody there?', createdAt: at(201), pending: 'answer' });
  await store.conversations.requestHuman(waiting._id, anActivity(waiting._id, { type: 'human-requested', createdAt: at(202) }), at(202));

  const closed = await addConversation(store, { siteId: shop._id, visitorId: 'comes-back', createdAt: at(300) });
  await say(store, closed, { content: 'First parcel', createdAt: at(301) });
  const happened = ['resolved', 'closed'] as const;
  // Both in the same moment: their order is that of their writing.
  const activity = happened.map((type) => anActivity(closed._id, { type, createdAt: at(302) })).reverse();
  await store.conversations.change(closed._id, 0, { status: 'closed', assignedAgent: null }, activity, at(302));
  const again = await addConversation(store, { siteId: shop._id, visitorId: 'comes-back', createdAt: at(310) });
  await say(store, again, { content: 'Second parcel', createdAt: at(311) });
  await store.conversations.change(again._id, 0, { status: 'resolved', assignedAgent: owner._id }, [], at(312));
  await addConversation(store, { siteId: shop._id, visitorId: 'never-wrote' });
}

/** Everything that the port tells of a store. */
export async function describeStore(store: Store): Promise<unknown> {
  const sites = await readPages((cursor) => store.sites.list({ limit: 1, cursor }));
  const conversations = await readPages((cursor) => store.conversations.list({ limit: 2, cursor }));
  const found: Record<string, string[]> = {};
  for (const search of ['paket', 'second parcel', 'anybody', '配送', '山', 'unal', 'vera.sample', 'mail', 'nothing'])
    found[search] = idsOf((await store.conversations.list({ limit: 10, search })).items);
  const ofEach = [];
  for (const { _id } of conversations)
    ofEach.push([_id, await store.conversations.get(_id), await store.messages.list(_id, { limit: 100 }), await store.conversations.listActivity(_id, 100)]);
  const span = { from: at(0), to: at(1000) };
  const faqs = { all: await readPages((cursor) => store.faqs.list({ limit: 1, cursor })), found: await store.faqs.list({ limit: 10, search: 'käse' }) };
  return {
    sites,
    agents: await readPages((cursor) => store.agents.list({ limit: 1, cursor })),
    faqs,
    conversations,
    found,
    ofEach,
    counts: [
      await store.conversations.count({}),
      await store.conversations.count({ waiting: true }),
      await store.conversations.count({ status: ['resolved'] }),
    ],
    pending: await store.messages.listPending(10),
    facts: await store.analytics.listConversationFacts(span),
    resolutions: await store.analytics.listResolutions(span),
    traffic: await store.analytics.countMessages({ boundaries: [span.from, at(150), span.to] }),
  };
}

/** Random rows of every part that may stand together in one installation. */
export function randomRows(): fc.Arbitrary<Rows[Part][][]> {
  // Halves of characters and NUL among them: somebody's program may send those.
  const half = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ unit: half, maxLength: 10 }));
  const flag = fc.boolean();
  const date = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
  const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
  const id = fc.constant(null).map(newId);
  const count = fc.nat(1000);
  const many = <T>(row: fc.Arbitrary<T>) => fc.array(row, { maxLength: 6 });
  const site = fc.record({
    _id: id,
    name: text,
    domain: text,
    allowedDomains: fc.array(text, { maxLength: 3 }),
    siteKey: id,
    userId: id,
    widgetSettings: fc.record({
      position: fc.constantFrom('bottom-right' as const, 'bottom-left' as const),
      primaryColor: text,
      autoOpen: flag,
      autoOpenDelay: count,
      welcomeMessage: text,
      placeholderText: text,
      showOnPages: fc.array(text, { maxLength: 2 }),
      hideOnPages: fc.array(text, { maxLength: 2 }),
      locale: text,
      customCSS: text,
    }),
    aiSettings: fc.record({ enabled: flag, fallbackToHuman: flag, threshold: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0) }),
    isActive: flag,
    widgetSeenAt: orNull(date),
    widgetSeenOn: orNull(text),
    createdAt: date,
    updatedAt: date,
  });
  const user = fc.record({
    _id: id,
    email: id,
    name: text,
    role: fc.constantFrom('owner' as const, 'admin' as const, 'agent' as const),
    siteIds: fc.array(id, { maxLength: 3 }),
    isActive: flag,
    passwordHash: orNull(text),
    inviteHash: orNull(id),
    inviteExpiresAt: orNull(date),
    lastSeenAt: orNull(date),
    createdAt: date,
    updatedAt: date,
  });
  const session = (userId: string) =>
    fc.record({
      _id: id,
      userId: fc.constant(userId),
      tokenHash: text,
      previousHash: orNull(text),
      rotatedAt: date,
      expiresAt: date,
      userAgent: text,
      createdAt: date,
    });
  const visitor = (siteId: string) =>
    fc.record({
      siteId: fc.constant(siteId),
      visitorId: fc.tuple(text, id).map(([name, unique]) => name + unique),
      tokenHash: text,
      tokenExpiresAt: date,
      createdAt: date,
      lastSeenAt: date,
    });
  const faq = (siteId: string) =>
    fc.record({
      _id: id,
      siteId: fc.constant(siteId),
      question: text,
      answer: text,
      category: text,
      keywords: fc.array(text, { maxLength: 3 }),
      pageSpecific: text,
      isActive: flag,
      viewCount: count,
      helpfulCount: count,
      createdAt: date,
      updatedAt: date,
    });
  const activity = fc.record({
    _id: id,
    type: fc.constantFrom('assigned' as const, 'resolved' as const, 'human-requested' as const),
    actorName: text,
    agentName: orNull(text),
    createdAt: date,
  });
  const conversation = (siteId: string) =>
    fc
      .record({
        _id: id,
        siteId: fc.constant(siteId),
        visitorId: id,
        visitorName: text,
        visitorEmail: text,
        assignedAgent: orNull(id),
        status: fc.constantFrom('open' as const, 'assigned' as const, 'resolved' as const, 'closed' as const),
        currentPage: text,
        metadata: fc.record({ userAgent: text, ip: text, referrer: text, language: text }),
        lastMessageAt: orNull(date),
        lastMessage: orNull(fc.record({ content: text, senderType: fc.constantFrom('visitor' as const, 'bot' as const), senderName: text })),
        lastSeq: fc.constant(1000),
        unreadCount: count,
        agentReadSeq: count,
        visitorReadSeq: count,
        agentReadAt: orNull(date),
        visitorReadAt: orNull(date),
        waitingSince: orNull(date),
        humanRequestedAt: orNull(date),
        firstVisitorMessageAt: orNull(date),
        firstResponseAt: orNull(date),
        resolvedAt: orNull(date),
        botAnswered: flag,
        revision: count,
        createdAt: date,
        updatedAt: date,
        activity: fc.array(activity, { maxLength: 4 }),
      })
      .map((row) => ({ ...row, activity: row.activity.map((happened) => ({ ...happened, conversationId: row._id })) }));
  const message = ({ _id, siteId }: { _id: string; siteId: string }) =>
    fc.record({
      _id: id,
      conversationId: fc.constant(_id),
      siteId: fc.constant(siteId),
      seq: fc.integer({ min: 1, max: 1000 }),
      clientMessageId: orNull(id),
      senderType: fc.constantFrom('visitor' as const, 'agent' as const, 'bot' as const),
      senderId: text,
      senderName: text,
      content: text,
      messageType: fc.constantFrom('text' as const, 'image' as const, 'file' as const),
      isRead: flag,
      readAt: orNull(date),
      answer: orNull(
        fc.record({ faqId: id, question: text, probability: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0), helpful: orNull(flag) }),
      ),
      pending: orNull(fc.constant('answer' as const)),
      createdAt: date,
    });
  const ofEach = <P, C>(parents: P[], child: (parent: P) => fc.Arbitrary<C>) =>
    fc.tuple(...parents.map((parent) => many(child(parent)))).map((lists) => lists.flat());
  return fc.tuple(many(site), many(user)).chain(([sites, users]) => {
    const siteIds = sites.map(({ _id }) => _id);
    return fc
      .tuple(
        ofEach(
          users.map(({ _id }) => _id),
          session,
        ),
        ofEach(siteIds, visitor),
        ofEach(siteIds, faq),
        ofEach(siteIds, conversation),
      )
      .chain(([sessions, visitors, faqs, conversations]) =>
        ofEach(conversations, message).map((messages) => {
          const numbered = [...new Map(messages.map((row) => [`${row.conversationId} ${row.seq}`, row])).values()];
          return [sites, users, sessions, visitors, faqs, conversations, numbered];
        }),
      );
  });
}
