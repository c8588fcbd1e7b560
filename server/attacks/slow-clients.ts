import { connect, type Socket } from 'node:net';
import { pause } from '../faults/until.ts';
import { eventPacket } from '../src/testing/polling-client.ts';
import { connectVisitor } from '../src/testing/test-client.ts';
import { type Attack, expectThat } from './attack.ts';

const EACH = 60;
const HEADERS = 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n';
const UPGRADE = `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.20\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`;

/** Connections that send nothing, headers or a body byte by byte, and websockets that never read. */
export const slowClients: Attack = {
  name: 'slow clients',
  async run(target, { slowForMs }) {
    const writer = await connectVisitor(target.url, { siteKey: target.siteKey }, { extraHeaders: { 'x-forwarded-for': '203.0.113.20' } });
    const { visitorId, visitorToken } = writer.joined;
    const join = { siteKey: target.siteKey, visitorId, visitorToken };
    const open = (first: string) => {
      const socket = connect(target.port, '127.0.0.1').on('error', () => undefined);
      if (first) socket.write(first);
      return socket;
    };
    const many = (first: string) => Array.from({ length: EACH }, () => open(first));
    const slow = { silent: many(''), headers: many('GET / HTTP/1.1\r\nHost: x\r\nX-A: '), body: many(`${HEADERS}\r\n{"email":"`) };
    const deaf = Array.from({ length: 5 }, () => open(UPGRADE));
    await pause(200);
    for (const socket of deaf) {
      socket.write(frame('40/widget,'));
      socket.write(frame(eventPacket('/widget', 'join-conversation', join, 1)));
      socket.pause();
    }
    const until = performance.now() + slowForMs;
    let sent = 0;
    for (; performance.now() < until; sent += 1) {
      for (const socket of [...slow.headers, ...slow.body]) if (socket.writable) socket.write('x');
      if (sent % 20 === 0) await writer.send('漢'.repeat(4000)).catch(() => undefined);
      await pause(100);
    }
    // Longer than the longest of the times that the server allows.
    if (slowForMs > 36_000) for (const [kind, sockets] of Object.entries(slow)) expectThat(sockets.every(isEnded), `${kind}: slow connections are not closed`);
    for (const socket of [...Object.values(slow).flat(), ...deaf]) socket.destroy();
    writer.client.close();
    return EACH * 3 + deaf.length;
  },
};

const isEnded = (socket: Socket) => socket.destroyed || socket.readableEnded || !socket.writable;

/** A websocket frame of a client, masked with zeros. */
function frame(text: string): Buffer {
  const data = Buffer.from(text);
  const length = data.length < 126 ? Buffer.from([0x80 | data.length]) : Buffer.from([0x80 | 126, data.length >> 8, data.length & 255]);
  return Buffer.concat([Buffer.from([0x81]), length, Buffer.alloc(4), data]);
}
