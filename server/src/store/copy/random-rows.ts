import fc from 'fast-check';
import { newId } from '../contract/samples.ts';
import type { Part, Rows } from './rows.ts';

/** Random rows of every part that can exist together in one installation. */
export function randomRows(): fc.Arbitrary<Rows[Part][][]> {
  // Includes unpaired surrogates and NUL: a program may send those.
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
