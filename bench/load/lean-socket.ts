import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { createFrameReader, encodeFrame } from './frames.ts';

export type LeanOptions = {
  port: number;
  namespace: '/widget' | '/admin';
  auth?: Record<string, string>;
};

type Settle = { resolve: () => void; reject: (failure: Error) => void };

/** As browsers send them: they are a part of what a server retains for each connection. */
const BROWSER_HEADERS = [
  'User-Agent: Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Accept-Encoding: gzip, deflate, br, zstd',
  'Accept-Language: en-US,en;q=0.9,de;q=0.8',
  'Cache-Control: no-cache',
  'Pragma: no-cache',
];

/**
 * A minimal Socket.IO client over WebSocket, so that a generator can act as many: one namespace, text frames, acks, no reconnecting, and
 * events passed on as text. `lean-socket.test.ts` compares it with socket.io-client.
 */
export class LeanSocket {
  /** Every event as its JSON array, `["new-message",{…}]`. */
  onEvent: (json: string) => void = () => {};
  onClose: () => void = () => {};
  closed = false;
  #tcp: Socket;
  #prefix: string;
  #acks = new Map<number, { onAck: (json: string) => void; onLost: (() => void) | undefined }>();
  #nextAck = 0;
  #joined: Settle;

  private constructor(tcp: Socket, namespace: string, joined: Settle) {
    this.#tcp = tcp;
    this.#prefix = `${namespace},`;
    this.#joined = joined;
  }

  /** Resolves when the namespace is joined; rejects with the server's reason. */
  static connect({ port, namespace, auth }: LeanOptions): Promise<LeanSocket> {
    return new Promise((resolve, reject) => {
      const tcp = connect({ port, host: '127.0.0.1', noDelay: true });
      const socket = new LeanSocket(tcp, namespace, { resolve: () => resolve(socket), reject });
      tcp.on('error', reject);
      tcp.on('close', () => {
        reject(new Error('the server closed the connection'));
        socket.#end();
      });
      const key = randomBytes(16).toString('base64');
      const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${key}`];
      tcp.write(['GET /socket.io/?EIO=4&transport=websocket HTTP/1.1', `Host: 127.0.0.1:${port}`, ...BROWSER_HEADERS, ...upgrade, '', ''].join('\r\n'));
      socket.#awaitUpgrade(key, `40${namespace},${auth ? JSON.stringify(auth) : ''}`);
    });
  }

  /** Emits an event with one payload, given as JSON; `onAck` receives the reply as its JSON array, `[{…}]`, `onLost` is called when none will come. */
  emit(event: string, payload: string, onAck?: (json: string) => void, onLost?: () => void): void {
    let id = '';
    if (onAck) {
      this.#acks.set(this.#nextAck, { onAck, onLost });
      id = String(this.#nextAck++);
    }
    this.#write(`42${this.#prefix}${id}["${event}",${payload}]`);
  }

  /** The ack of an event; rejects when the connection closes first. */
  ask<T>(event: string, payload: object): Promise<T> {
    return new Promise((resolve, reject) => {
      const onLost = () => reject(new Error(`the connection ended before ${event} was answered`));
      if (this.closed) onLost();
      else this.emit(event, JSON.stringify(payload), (json) => resolve(JSON.parse(json)[0]), onLost);
    });
  }

  close(): void {
    this.#tcp.destroy();
    this.#end();
  }

  #write(text: string): void {
    this.#tcp.write(encodeFrame(Buffer.from(text)));
  }

  #end(): void {
    if (this.closed) return;
    this.closed = true;
    for (const { onLost } of this.#acks.values()) onLost?.();
    this.#acks.clear();
    this.onClose();
  }

  #awaitUpgrade(key: string, join: string): void {
    let head = Buffer.alloc(0);
    const read = createFrameReader({ onText: (text) => this.#take(text, join), onPong: (frame) => this.#tcp.write(frame), onClose: () => this.#tcp.end() });
    const upgrade = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const text = head.toString('latin1', 0, end);
      const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
      if (!text.startsWith('HTTP/1.1 101') || !text.includes(accept)) {
        this.#joined.reject(new Error(`no websocket: ${text.split('\r\n')[0]}`));
        return void this.#tcp.destroy();
      }
      this.#tcp.off('data', upgrade).on('data', read);
      if (head.length > end + 4) read(head.subarray(end + 4));
    };
    this.#tcp.on('data', upgrade);
  }

  /** An Engine.IO packet: 0 open, 2 ping, 4 message, which carries a Socket.IO packet: 0 connect, 2 event, 3 ack, 4 refused. */
  #take(text: string, join: string): void {
    if (text === '2') return this.#write('3');
    if (text.startsWith('0')) return this.#write(join);
    if (!text.startsWith('4') || !text.startsWith(this.#prefix, 2)) return;
    const body = 2 + this.#prefix.length;
    if (text[1] === '2') this.onEvent(text.slice(text.indexOf('[', body)));
    else if (text[1] === '3') this.#acked(text, body);
    else if (text[1] === '0') this.#joined.resolve();
    else if (text[1] === '4') this.#joined.reject(new Error(text.slice(body)));
  }

  #acked(text: string, body: number): void {
    const start = text.indexOf('[', body);
    const id = Number(text.slice(body, start));
    const waiting = this.#acks.get(id);
    this.#acks.delete(id);
    waiting?.onAck(text.slice(start));
  }
}
