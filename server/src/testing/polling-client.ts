/** An Engine.IO client over long polling without any library: it sends what a library would not, and reads only when a test says so. */
export type PollingClient = {
  /** Sends packets such as `2` or `42/widget,["typing",{}]` in one request. */
  post(packets: readonly string[]): Promise<number>;
  /** The packets of one poll request; an empty list once the session has ended. */
  poll(): Promise<string[]>;
  /** Polls until a packet starts with this text. */
  pollFor(beginning: string): Promise<string>;
};

const SEPARATOR = '\u001e';

/** Opens a session and joins a namespace. */
export async function openPolling(url: string, namespace: '/widget' | '/admin', auth: object = {}): Promise<PollingClient> {
  const address = `${url}/socket.io/?EIO=4&transport=polling`;
  const opened = await (await fetch(address)).text();
  const { sid } = JSON.parse(opened.slice(1)) as { sid: string };
  const session = `${address}&sid=${sid}`;
  const client: PollingClient = {
    async post(packets) {
      const response = await fetch(session, { method: 'POST', body: packets.join(SEPARATOR), headers: { 'content-type': 'text/plain;charset=UTF-8' } });
      await response.text();
      return response.status;
    },
    async poll() {
      const response = await fetch(session);
      const text = await response.text();
      return response.ok ? text.split(SEPARATOR) : [];
    },
    async pollFor(beginning) {
      for (;;) {
        const packets = await client.poll();
        if (packets.includes('2')) await client.post(['3']);
        const found = packets.find((packet) => packet.startsWith(beginning));
        if (found !== undefined) return found;
        if (packets.length === 0) throw new Error(`the session ended before ${beginning}`);
      }
    },
  };
  await client.post([`40${namespace},${JSON.stringify(auth)}`]);
  await client.pollFor(`40${namespace}`);
  return client;
}

/** An event packet with an ack id, as Socket.IO writes it. */
export function eventPacket(namespace: string, event: unknown, payload: unknown, id?: number): string {
  return `42${namespace},${id ?? ''}${JSON.stringify([event, payload])}`;
}
