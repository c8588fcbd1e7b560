import type { Ports } from './ports.ts';

/** Reads what version 0.1 of the panel stored as well: `queuedAt`, and a `failure` that was null while a message waited. The release after 0.2 drops this. */
export function readingOldItems(storage: Ports['storage']): Ports['storage'] {
  return { ...storage, get: (key) => upgrade(storage.get(key)) };
}

function upgrade(text: string | null): string | null {
  try {
    const { queuedAt, failure, ...item } = JSON.parse(text ?? '');
    if (!queuedAt) return text;
    return JSON.stringify({ ...item, createdAt: queuedAt, ...(failure && { isRefused: true, failure }) });
  } catch {
    return text;
  }
}
