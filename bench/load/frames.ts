/** WebSocket frames (RFC 6455) as far as a load client needs them: unfragmented text, close, ping and pong. */

const MASK = Buffer.from([0x5a, 0xc3, 0x17, 0x6e]);
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/** A masked frame, as clients must send. */
export function encodeFrame(payload: Buffer, opcode = TEXT): Buffer {
  const { length } = payload;
  const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + extra + 4 + length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (extra === 0 ? length : extra === 2 ? 126 : 127);
  if (extra === 2) frame.writeUInt16BE(length, 2);
  if (extra === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  MASK.copy(frame, 2 + extra);
  const start = 2 + extra + 4;
  for (let at = 0; at < length; at += 1) frame[start + at] = (payload[at] as number) ^ (MASK[at & 3] as number);
  return frame;
}

export type FrameListener = {
  onText(text: string): void;
  /** A ping of the WebSocket layer, to be answered with this frame. */
  onPong(frame: Buffer): void;
  onClose(): void;
};

/** Takes incoming data in any chunks, and emits whole frames. */
export function createFrameReader({ onText, onPong, onClose }: FrameListener): (chunk: Buffer) => void {
  let rest: Buffer | null = null;

  function take(opcode: number, payload: Buffer): void {
    if (opcode === TEXT) onText(payload.toString('utf8'));
    else if (opcode === PING) onPong(encodeFrame(payload, PONG));
    else if (opcode === CLOSE) onClose();
    else if (opcode !== PONG) throw new Error(`a frame with opcode ${opcode} is not expected`);
  }

  return (chunk) => {
    const buffer = rest ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    while (buffer.length - at >= 2) {
      const first = buffer[at] as number;
      if ((first & 0x80) === 0) throw new Error('a fragmented message is not expected');
      let length = (buffer[at + 1] as number) & 0x7f;
      let start = at + 2;
      if (length >= 126) {
        const bytes = length === 126 ? 2 : 8;
        if (buffer.length - start < bytes) break;
        length = bytes === 2 ? buffer.readUInt16BE(start) : Number(buffer.readBigUInt64BE(start));
        start += bytes;
      }
      if (buffer.length - start < length) break;
      take(first & 0x0f, buffer.subarray(start, start + length));
      at = start + length;
    }
    rest = at < buffer.length ? buffer.subarray(at) : null;
  };
}
