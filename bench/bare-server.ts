import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Server, type Socket } from 'socket.io';
import { batchWrites } from '../server/src/realtime/batch-writes.ts';

/**
 * The baseline for SupportChat: plain Socket.IO with the same options, the same frames per message and the same durable group commit, with all
 * writes of an event-loop turn leaving a socket together as in SupportChat, and nothing else. No validation, no rules, no accounts, no limits,
 * no search; one INSERT per message. It implements the part of the protocol that the load needs. `DATA_DIR` is its folder; it prints its port.
 */
const SITE = 'site';

const database = new Database(join(process.env['DATA_DIR'] ?? '.', 'bare.db'));
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`CREATE TABLE messages (
  _id TEXT PRIMARY KEY, conversationId TEXT NOT NULL, seq INTEGER NOT NULL, clientMessageId TEXT, senderType TEXT NOT NULL, senderId TEXT NOT NULL,
  senderName TEXT NOT NULL, content TEXT NOT NULL, messageType TEXT NOT NULL, isRead INTEGER NOT NULL, createdAt TEXT NOT NULL, UNIQUE (conversationId, seq)
)`);
const insert = database.prepare(`INSERT INTO messages VALUES
  (@_id, @conversationId, @seq, @clientMessageId, @senderType, @senderId, @senderName, @content, @messageType, 0, @createdAt)`);

type Message = { _id: string; conversationId: string; seq: number; content: string; senderType: string; senderName: string; createdAt: string };
const commit = database.transaction((messages: Message[]) => messages.forEach((message) => insert.run(message)));

/** Messages of this event-loop turn, and what to do once they are durable. */
let waiting: { message: Message; whenDurable: () => void }[] = [];
function store(message: Message, whenDurable: () => void): void {
  if (waiting.push({ message, whenDurable }) === 1) setImmediate(flush);
}
function flush(): void {
  const stored = waiting;
  waiting = [];
  commit(stored.map(({ message }) => message));
  for (const { whenDurable } of stored) whenDurable();
}

const http = createServer();
const io = new Server(http, { serveClient: false, maxHttpBufferSize: 64 * 1024, perMessageDeflate: false, httpCompression: false });
batchWrites(io);
const widget = io.of('/widget');
const admin = io.of('/admin');
const newId = () => randomBytes(12).toString('hex');
const lastSeqOf = new Map<string, number>();

function onMessage(
  senderType: string,
  senderId: string,
  { conversationId, content, clientMessageId }: Record<string, string>,
  ack: (reply: object) => void,
): void {
  if (conversationId === undefined || content === undefined) return;
  const seq = (lastSeqOf.get(conversationId) ?? 0) + 1;
  lastSeqOf.set(conversationId, seq);
  const createdAt = new Date().toISOString();
  const message = {
    _id: newId(),
    conversationId,
    seq,
    clientMessageId,
    senderType,
    senderId,
    senderName: '',
    content,
    messageType: 'text',
    isRead: false,
    createdAt,
  };
  store(message, () => {
    const room = `conversation:${conversationId}`;
    widget.to(room).emit('new-message', message);
    admin.to(room).emit('new-message', message);
    const conversation = { _id: conversationId, siteId: SITE, status: 'open', lastSeq: seq, lastMessageAt: createdAt, lastMessage: { content, senderType } };
    admin.to(`site:${SITE}`).emit('conversation-update', { conversation });
    ack({ ok: true, _id: message._id, seq, conversationId, clientMessageId, createdAt });
  });
}

widget.on('connection', (socket: Socket) => {
  socket.on('join-conversation', async ({ visitorId }, ack) => {
    const conversation = { _id: newId() };
    await socket.join(`conversation:${conversation._id}`);
    socket.on('send-message', (input, reply) => onMessage('visitor', visitorId, input, reply));
    ack({ ok: true, conversation, messages: [], visitorId });
  });
});
admin.on('connection', (socket: Socket) => {
  socket.on('join-site', async (_input, ack) => {
    await socket.join(`site:${SITE}`);
    ack({ ok: true });
  });
  socket.on('join-conversation', async ({ conversationId }, ack) => {
    await socket.join(`conversation:${conversationId}`);
    ack({ ok: true, messages: [] });
  });
  socket.on('send-message', (input, reply) => onMessage('agent', socket.id, input, reply));
});

http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => process.stdout.write(`listening on ${(http.address() as AddressInfo).port}\n`));
