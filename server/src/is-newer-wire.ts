import { WIRE } from '@supportchat/protocol';

/** Whether the client that sent this number, as a number or as text, is newer than this server. Anything else counts as no number. */
export function isNewerWire(sent: unknown): boolean {
  const wire = typeof sent === 'string' && /^\d{1,9}$/.test(sent) ? Number(sent) : sent;
  return Number.isSafeInteger(wire) && Number(wire) > WIRE;
}
