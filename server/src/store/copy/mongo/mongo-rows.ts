import { type Document, ObjectId } from 'mongodb';
import { COLLECTIONS } from '../../mongo/collections.ts';
import { type DocumentType, fromId, toId } from '../../mongo/documents.ts';
import type { Engine } from '../../mongo/engine.ts';
import { complete } from '../../port/record.ts';
import { type ThreadEntryRecord, threadEntryRecord } from '../../port/thread-entries.ts';
import type { Key, Part, Row, Rows } from '../rows.ts';

const DOCUMENTS = Object.fromEntries(COLLECTIONS.map((type) => [type.name, type])) as unknown as Record<Part, DocumentType<Row>>;
/** Fields that documents hold beyond the records' own, which are copied too. */
const BESIDE: Partial<Record<Part, Document>> = { conversations: { activity: 1 }, messages: { siteId: 1 } };

/** The rows after the key, ordered by key. */
export async function readRows(engine: Engine, part: Part, after: Key | null, limit: number): Promise<Row[]> {
  if (part === 'visitors') return readVisitors(engine, after, limit);
  return find(engine, part, after ? { _id: { $gt: toId(after[0] ?? '') } } : {}, { sort: { _id: 1 }, limit });
}

/** Those of the rows that are stored, in any order. */
export async function findStored(engine: Engine, part: Part, rows: Row[]): Promise<Row[]> {
  const filter = part === 'visitors' ? { $or: (rows as Rows['visitors'][]).map(({ siteId, visitorId }) => ({ siteId: toId(siteId), visitorId })) } : idIn(rows);
  return find(engine, part, filter, {});
}

export function toDocument(part: Part, row: Row): Document {
  const document = DOCUMENTS[part].toDocument(row);
  if (part === 'conversations') return { ...document, stamp: new ObjectId(), activity: (row as Rows['conversations']).activity };
  if (part !== 'messages') return document;
  return { ...document, siteId: toId((row as Rows['messages']).siteId) };
}

function toRow(part: Part, document: Document): Row {
  const record = DOCUMENTS[part].toRecord(document);
  if (part === 'conversations') return { ...record, activity: (document.activity ?? []).map(toEntry) };
  if (part === 'messages') return { ...record, siteId: fromId(document.siteId), jobs: null };
  if (part === 'jobs') return { ...record, leaseId: null, leaseUntil: null };
  return record;
}

function toEntry(entry: ThreadEntryRecord): ThreadEntryRecord {
  return complete(threadEntryRecord, { ...entry, agentName: entry.agentName ?? null });
}

/** First the rest of the key's own site, then the sites after it: each is one range of the index. */
async function readVisitors(engine: Engine, after: Key | null, limit: number): Promise<Row[]> {
  if (!after) return find(engine, 'visitors', {}, { sort: { siteId: 1, visitorId: 1 }, limit });
  const [site = '', visitorId] = after;
  const rest = await find(engine, 'visitors', { siteId: toId(site), visitorId: { $gt: visitorId } }, { sort: { visitorId: 1 }, limit });
  if (rest.length === limit) return rest;
  return [...rest, ...(await find(engine, 'visitors', { siteId: { $gt: toId(site) } }, { sort: { siteId: 1, visitorId: 1 }, limit: limit - rest.length }))];
}

async function find(engine: Engine, part: Part, filter: Document, options: { sort?: Record<string, 1>; limit?: number }): Promise<Row[]> {
  const projection = { ...DOCUMENTS[part].projection, ...BESIDE[part] };
  const found = await engine
    .collection(part)
    .find(filter, { ...options, projection, batchSize: 100_000 })
    .toArray();
  return found.map((document) => toRow(part, document));
}

function idIn(rows: Row[]): Document {
  return { _id: { $in: rows.map((row) => toId('_id' in row ? row._id : '')) } };
}
