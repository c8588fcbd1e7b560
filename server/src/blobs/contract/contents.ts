/** Bytes that differ at each place, and by seed. */
export function bytes(size: number, seed = 7): Buffer {
  const content = Buffer.alloc(size);
  for (let index = 0, value = seed; index < size; index++) {
    value = (value * 1_103_515_245 + 12_345) & 0x7fffffff;
    content[index] = value >> 16;
  }
  return content;
}

/** In pieces whose sizes fit no one's buffers. */
export async function* chunksOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < content.length; start += 70_001) yield content.subarray(start, start + 70_001);
}

/** Fails after this many bytes. */
export async function* failing(size: number, failure: Error): AsyncGenerator<Uint8Array> {
  yield* chunksOf(bytes(size));
  throw failure;
}

/** Never ends by itself; reports how much it has sent. */
export async function* endless(onSent: (total: number) => unknown): AsyncGenerator<Uint8Array> {
  const chunk = bytes(50_000);
  for (let total = chunk.length; ; total += chunk.length) {
    yield chunk;
    onSent(total);
  }
}
