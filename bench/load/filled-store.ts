import { copyFileSync } from 'node:fs';
import { aSite } from '../../server/src/store/contract/samples.ts';
import { openConnection } from '../../server/src/store/sqlite/connection.ts';
import { indexAllMessages } from '../../server/src/store/sqlite/indexing.ts';
import { migrate } from '../../server/src/store/sqlite/migrations.ts';
import { openSqliteStore } from '../../server/src/store/sqlite/open-sqlite.ts';

/** Messages of each conversation, over the year that ends at `END`. */
export const MESSAGES_EACH = 10;
export const END = Date.UTC(2026, 10, 27);
const YEAR_MS = 365 * 24 * 3600 * 1000;
/** The same share of conversations is open or assigned in the small and the large store. */
const SITE_ID = '0'.repeat(24);
const WORDS = ['parcel', 'refund', 'order', 'delivery', 'invoice', 'please', 'thanks', 'where', 'broken', 'colour', 'size', 'tomorrow'];

const CONVERSATIONS = `
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @count)
INSERT INTO conversations (_id, siteId, visitorId, visitorName, visitorEmail, assignedAgent, status, currentPage, metadata, lastMessageAt, lastMessage, lastSeq,
  unreadCount, agentReadSeq, visitorReadSeq, agentReadAt, visitorReadAt, waitingSince, humanRequestedAt, firstVisitorMessageAt, firstResponseAt, resolvedAt,
  botAnswered, revision, createdAt, updatedAt)
SELECT printf('%024x', i), @site, 'visitor-' || i, 'Visitor ' || i, '', iif(i % 3, printf('%024x', i % 4), NULL),
  iif(i >= @count - 200, iif(i % 3, 'assigned', 'open'), iif(i % 2, 'resolved', 'closed')), 'https://shop.example/',
  '{"userAgent":"","ip":"","referrer":"","language":"en"}', at + 540000, '{"content":"","senderType":"visitor","senderName":""}', ${MESSAGES_EACH},
  iif(i >= @count - 200, i % 4, 0), 0, 0, NULL, NULL, iif(i >= @count - 200 AND i % 5 = 0, at, NULL), NULL, at, at + (i * 7919) % 600000,
  iif(i % 2 AND i < @count - 200, at + 3600000, NULL), i % 4 = 0, 0, at, at
FROM (SELECT i, @end - @year + CAST(i * (1.0 * @year / @count) AS INTEGER) AS at FROM n)`;
const MESSAGES = `
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${MESSAGES_EACH})
INSERT INTO messages (_id, conversationId, siteId, seq, clientMessageId, senderType, senderId, senderName, content, messageType, isRead, readAt, answer, pending, createdAt)
SELECT printf('%024x', c.number * 100 + i), c._id, @site, i + 1, 'sent-' || i, iif(i % 3, 'visitor', 'agent'), iif(i % 3, c.visitorId, 'agent'), 'Name',
  'message ' || (c.number * 100 + i) || ' ' || (SELECT group_concat(value, ' ') FROM json_each(@words) WHERE (key * 7 + c.number + i) % 5 = 0) || ' rare' || (c.number % 50000),
  'text', 1, NULL, NULL, NULL, c.createdAt + i * 60000
FROM conversations c CROSS JOIN n WHERE c.number > @after AND c.number <= @upTo`;

/** Fills a new file with conversations, and copies it as a killed server would leave it. */
export async function fillStore(file: string, conversations: number): Promise<void> {
  const store = openSqliteStore({ file, readsInThread: false });
  await store.sites.add(aSite({ _id: SITE_ID }));
  await store.close();
  const connection = openConnection(file);
  migrate(connection, () => new Date(END));
  const { sql } = connection;
  sql.run('BEGIN');
  sql.run(CONVERSATIONS, { count: conversations, site: SITE_ID, end: END, year: YEAR_MS });
  sql.run('COMMIT');
  for (let after = 0; after < conversations; after += 5000) {
    sql.run('BEGIN');
    sql.run(MESSAGES, { after, upTo: after + 5000, site: SITE_ID, words: JSON.stringify(WORDS) });
    indexAllMessages(sql);
    sql.run('COMMIT');
  }
  connection.close();
}

/** Copies the files while they are in use: what a kill leaves. */
export function copyAsKilled(file: string, to: string): void {
  for (const suffix of ['', '-wal']) copyFileSync(file + suffix, to + suffix);
}
