import fc from 'fast-check';
import { newId } from '../contract/samples.ts';
import { agentReadMarkRecord } from '../port/agent-read-marks.ts';
import { agentRecord } from '../port/agents.ts';
import { conversationRecord } from '../port/conversations.ts';
import { faqRecord } from '../port/faqs.ts';
import { jobRecord } from '../port/jobs.ts';
import { storedMessageRecord } from '../port/messages.ts';
import { type Field, fieldsOf, type RecordDescription } from '../port/record.ts';
import { sessionRecord } from '../port/sessions.ts';
import { siteRecord } from '../port/sites.ts';
import { threadEntryRecord } from '../port/thread-entries.ts';
import { visitorRecord } from '../port/visitors.ts';
import type { Part, Rows } from './rows.ts';

type Overrides<R> = { [K in keyof R & string]?: fc.Arbitrary<R[K]> };

// Includes unpaired surrogates and NUL: a program may send those.
const half = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ unit: half, maxLength: 10 }));
const flag = fc.boolean();
const date = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
const id = fc.constant(null).map(newId);
const count = fc.nat(1000);
const NOTHING = fc.constant(null) as fc.Arbitrary<never>;
const json = fc.dictionary(
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 }).filter((name) => !/^[$_]|\./.test(name)),
  fc.oneof(text, count, flag, fc.array(text, { maxLength: 2 })),
  { maxKeys: 3, noNullPrototype: true },
);

/** A random value of each field; `overrides` where a field refers to another row, or holds an object. */
function rowOf<R>(described: RecordDescription<R>, overrides: Overrides<R>): fc.Arbitrary<R> {
  const values = fieldsOf(described).map(({ field, ...type }) => {
    const value = overrides[field] ?? valueOf(type);
    return [field, type.isNullable ? fc.option(value, { nil: null, freq: 2 }) : value] as const;
  });
  return fc.record(Object.fromEntries(values)) as fc.Arbitrary<R>;
}

function valueOf({ kind, oneOf }: Field<unknown>): fc.Arbitrary<unknown> {
  if (oneOf) return fc.constantFrom(...oneOf);
  return { id, text, number: count, flag, date, ids: fc.array(id, { maxLength: 3 }), list: fc.array(text, { maxLength: 3 }), object: json }[kind];
}

const many = <T>(row: fc.Arbitrary<T>) => fc.array(row, { maxLength: 6 });
/** Between 0 and 1, without a negative zero. */
const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0);

const site = rowOf(siteRecord, {
  siteKey: id,
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
  aiSettings: fc.record({ enabled: flag, fallbackToHuman: flag, threshold: share }),
});
const user = rowOf(agentRecord, { email: id, inviteHash: id });
const session = (userId: string) => rowOf(sessionRecord, { userId: fc.constant(userId) });
const visitor = (siteId: string) => rowOf(visitorRecord, { siteId: fc.constant(siteId), visitorId: fc.tuple(text, id).map(([name, unique]) => name + unique) });
const faq = (siteId: string) => rowOf(faqRecord, { siteId: fc.constant(siteId) });
const conversation = (siteId: string) =>
  fc
    .tuple(
      rowOf(conversationRecord, {
        siteId: fc.constant(siteId),
        visitorId: id,
        metadata: fc.record({ userAgent: text, ip: text, referrer: text, language: text }),
        lastMessage: fc.record({ content: text, senderType: fc.constantFrom('visitor' as const, 'bot' as const), senderName: text }),
        lastSeq: fc.constant(1000),
        pages: fc.array(fc.record({ url: text, at: count }), { maxLength: 3 }),
      }),
      fc.array(rowOf(threadEntryRecord, {}), { maxLength: 4 }),
    )
    .map(([row, activity]) => ({ ...row, activity: activity.map((happened) => ({ ...happened, conversationId: row._id })) }));
const message = ({ _id, siteId }: { _id: string; siteId: string }) =>
  rowOf(storedMessageRecord, {
    conversationId: fc.constant(_id),
    siteId: fc.constant(siteId),
    jobs: NOTHING,
    seq: fc.integer({ min: 1, max: 1000 }),
    clientMessageId: id,
    answer: fc.record({ faqId: id, question: text, probability: share, helpful: fc.option(flag, { nil: null, freq: 2 }) }),
  });

const readMark = ({ _id, siteId }: { _id: string; siteId: string }) =>
  rowOf(agentReadMarkRecord, { conversationId: fc.constant(_id), siteId: fc.constant(siteId) });

const job = rowOf(jobRecord, { key: id, leaseId: NOTHING, leaseUntil: NOTHING });

/** Random rows of every part that can exist together in one installation. */
export function randomRows(): fc.Arbitrary<Rows[Part][][]> {
  const ofEach = <P, C>(parents: P[], child: (parent: P) => fc.Arbitrary<C>) =>
    fc.tuple(...parents.map((parent) => many(child(parent)))).map((lists) => lists.flat());
  return fc.tuple(many(site), many(user), many(job)).chain(([sites, users, jobs]) => {
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
        fc.tuple(ofEach(conversations, message), ofEach(conversations, readMark)).map(([messages, readMarks]) => {
          const numbered = [...new Map(messages.map((row) => [`${row.conversationId} ${row.seq}`, row])).values()];
          return [sites, users, sessions, visitors, faqs, conversations, numbered, jobs, readMarks];
        }),
      );
  });
}
