import { createHash } from 'node:crypto';
import { anAgent, aSite } from '../store/contract/samples.ts';
import { openTarget } from '../store/copy/open-installation.ts';
import type { Part, Rows } from '../store/copy/rows.ts';
import { conversationRecord } from '../store/port/conversations.ts';
import { complete } from '../store/port/record.ts';

/** An installation with one site: this many conversations with this many messages each, over a year, in chronological order. */
export type Size = { conversations: number; messagesEach: number };

const BEGIN = Date.UTC(2026, 0, 1);
const SITE = idOf(1, 'site');
const AGENT = idOf(1, 'agent');
const YEAR_MS = 365 * 86_400_000;
const MINUTE_MS = 60_000;
const BATCH = 5000;
const WORDS =
  'order parcel delivery address invoice refund password account discount shipping size colour return exchange payment card broken missing late thanks please where when how much today tomorrow week question'.split(
    ' ',
  );

/** Fills the file with an installation of that size. */
export async function fillFile(file: string, { conversations, messagesEach }: Size): Promise<void> {
  const target = await openTarget({ engine: 'sqlite', file }, () => new Date(BEGIN));
  await target.begin({ source: { name: 'nowhere', secrets: '' }, progress: {} });
  await target.writeSecrets({ accessTokenKey: 'of-a-measurement-'.padEnd(43, '-') });
  const fill = async <P extends Part>(part: P, count: number, rowOf: (number: number) => Rows[P]) => {
    for (let first = 0; first < count; first += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, count - first) }, (_row, index) => rowOf(first + index));
      await target.write(part, rows, { after: [], rows: first + rows.length });
    }
  };
  const startedAt = (conversation: number) => BEGIN + Math.floor((conversation / conversations) * YEAR_MS);
  await fill('sites', 1, () => aSite({ _id: SITE, userId: AGENT }));
  await fill('users', 1, () => anAgent({ _id: AGENT, role: 'owner' }));
  await fill('visitors', conversations, (number) => aVisitor(number, new Date(startedAt(number))));
  await fill('conversations', conversations, (number) => aConversation(number, new Date(startedAt(number)), messagesEach));
  // Conversations overlap: the messages of twenty of them are interleaved.
  const together = 20;
  await fill('messages', conversations * messagesEach, (number) => {
    const group = Math.floor(number / (together * messagesEach));
    const within = number % (together * messagesEach);
    const conversation = Math.min(group * together + (within % together), conversations - 1);
    return aMessage(number, conversation, Math.floor(within / together) + 1, new Date(startedAt(conversation) + Math.floor(within / together) * MINUTE_MS));
  });
  await target.finish();
  await target.close();
}

function idOf(number: number, kind: string): string {
  const seconds = Math.floor(BEGIN / 1000);
  return seconds.toString(16).padStart(8, '0') + number.toString(16).padStart(8, '0') + createHash('md5').update(`${kind} ${number}`).digest('hex').slice(0, 8);
}

function aVisitor(number: number, at: Date): Rows['visitors'] {
  return { siteId: SITE, visitorId: idOf(number, 'visitor'), tokenHash: 'f'.repeat(64), tokenExpiresAt: at, createdAt: at, lastSeenAt: at };
}

function aConversation(number: number, at: Date, messages: number): Rows['conversations'] {
  const _id = idOf(number, 'conversation');
  const activity = {
    _id: idOf(number, 'activity'),
    conversationId: _id,
    type: 'resolved' as const,
    actorName: 'Ann',
    agentName: null,
    createdAt: at,
    actor: null,
    data: {},
  };
  const conversation = complete(conversationRecord, {
    _id,
    siteId: SITE,
    visitorId: idOf(number, 'visitor'),
    visitorName: `Visitor ${number}`,
    visitorEmail: `visitor${number}@mail.example`,
    assignedAgent: AGENT,
    status: number % 10 === 0 ? 'assigned' : 'resolved',
    currentPage: 'https://shop.example/checkout',
    metadata: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', ip: '192.0.2.0', referrer: 'https://search.example/', language: 'en' },
    lastMessageAt: at,
    lastMessage: { content: sentence(number), senderType: 'agent', senderName: 'Ann' },
    lastSeq: messages,
    unreadCount: 0,
    agentReadSeq: messages,
    visitorReadSeq: messages,
    agentReadAt: at,
    visitorReadAt: at,
    waitingSince: null,
    humanRequestedAt: null,
    firstVisitorMessageAt: at,
    firstResponseAt: at,
    resolvedAt: number % 10 === 0 ? null : at,
    botAnswered: false,
    revision: 2,
    createdAt: at,
    updatedAt: at,
  });
  return { ...conversation, activity: [activity] };
}

function aMessage(number: number, conversation: number, seq: number, at: Date): Rows['messages'] {
  const isVisitors = seq % 2 === 1;
  return {
    _id: idOf(number, 'message'),
    conversationId: idOf(conversation, 'conversation'),
    siteId: SITE,
    seq,
    clientMessageId: `${idOf(number, 'sent')}-${number}`,
    senderType: isVisitors ? 'visitor' : 'agent',
    senderId: isVisitors ? idOf(conversation, 'visitor') : AGENT,
    senderName: isVisitors ? `Visitor ${conversation}` : 'Ann',
    content: sentence(number),
    messageType: 'text',
    isRead: true,
    readAt: at,
    answer: null,
    jobs: null,
    createdAt: at,
  };
}

/** Some 90 characters, sometimes with a unique word. */
function sentence(number: number): string {
  const words = Array.from({ length: 13 }, (_word, index) => WORDS[(number * 7 + index * index * 3 + (number >> index)) % WORDS.length]);
  return `${words.join(' ')} ${number}`;
}
