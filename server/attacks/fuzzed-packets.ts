import { AdminClientEvents, WidgetClientEvents } from '@supportchat/protocol';
import { seeded } from '../faults/seeded.ts';
import type { Attack } from './attack.ts';
import { HOSTILE_VALUES, sampleOf, schemaOf } from './hostile-values.ts';
import type { Target } from './target.ts';

const SEED = 20_261_129;
const PACKETS_PER_SESSION = 120;
const ABREAST = 4;
const BEGINNINGS = [
  '0',
  '1',
  '2',
  '3',
  '4',
  '40',
  '41',
  '42',
  '43',
  '44',
  '45',
  '46',
  '450-',
  '451-',
  '459-',
  '42/widget,',
  '42/admin,',
  '42/x,',
  '4',
  'b',
  '',
];
const BITS = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\\',
  '\u0000',
  '\u001e',
  'null',
  '1e999',
  '-',
  '"$gt"',
  '"__proto__"',
  '{"_placeholder":true,"num":0}',
  '𐍈',
  '\ud800',
];

/** Packets of Engine.IO and Socket.IO, mutated from good ones, over long-polling and websockets. The same seed sends the same packets. */
export const fuzzedPackets: Attack = {
  name: 'fuzzed packets',
  async run(target, { packets }) {
    const random = seeded(SEED);
    let sent = 0;
    const work = async () => {
      while (sent < packets) {
        const batch = Array.from({ length: PACKETS_PER_SESSION }, () => mutate(goodPacket(random, target), random));
        sent += batch.length;
        await (random() < 0.8 ? sendByPolling(target, batch) : sendByWebsocket(target, batch));
      }
    };
    await Promise.all(Array.from({ length: ABREAST }, work));
    return sent;
  },
};

function goodPacket(random: () => number, { siteKey, siteId }: Target): string {
  const [namespace, events] = random() < 0.8 ? (['/widget', WidgetClientEvents] as const) : (['/admin', AdminClientEvents] as const);
  const [event, schema] = pick(Object.entries(events), random);
  const payload = sampleOf(schemaOf(schema), { siteKey, siteId }) as Record<string, unknown>;
  if (random() < 0.5)
    payload[pick(Object.keys(payload), random)] = pick(
      HOSTILE_VALUES.filter((value) => JSON.stringify(value).length < 500),
      random,
    );
  return `42${namespace},${random() < 0.5 ? Math.floor(random() * 1e6) : ''}${JSON.stringify([random() < 0.05 ? Math.floor(random() * 9) : event, payload])}`;
}

function mutate(packet: string, random: () => number): string {
  let text = packet;
  for (let times = Math.floor(random() * 4); times > 0; times -= 1) {
    const at = Math.floor(random() * text.length);
    const act = Math.floor(random() * 5);
    if (act === 0) text = text.slice(0, at);
    else if (act === 1) text = text.slice(0, at) + pick(BITS, random) + text.slice(at);
    else if (act === 2) text = text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 8));
    else if (act === 3) text = pick(BEGINNINGS, random) + text.slice(Math.min(at, 12));
    else text = text.slice(0, at) + text.slice(Math.floor(at / 2));
  }
  return text.slice(0, 2000);
}

const pick = <T>(from: readonly T[], random: () => number): T => from[Math.floor(random() * from.length)] as T;
const HEADERS = { 'x-forwarded-for': '203.0.113.3', 'content-type': 'text/plain;charset=UTF-8' };

async function sendByPolling({ url }: Target, packets: string[]): Promise<void> {
  const address = `${url}/socket.io/?EIO=4&transport=polling`;
  const opened = await (await fetch(address, { headers: HEADERS })).text();
  if (!opened.startsWith('0')) return;
  const session = `${address}&sid=${(JSON.parse(opened.slice(1)) as { sid: string }).sid}`;
  for (const body of ['40/widget,', packets.join('\u001e').slice(0, 60_000), '1']) {
    await (await fetch(session, { method: 'POST', headers: HEADERS, body: body.toWellFormed() })).text();
  }
}

function sendByWebsocket({ url }: Target, packets: string[]): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
    socket.addEventListener('error', () => undefined);
    socket.addEventListener('close', () => resolve());
    socket.addEventListener('open', () => {
      socket.send('40/widget,');
      for (const packet of packets) socket.send(packet.length % 17 === 0 ? Buffer.from(packet) : packet);
      socket.close();
    });
  });
}
