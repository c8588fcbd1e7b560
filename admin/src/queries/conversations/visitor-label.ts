import type { Conversation } from '@supportchat/protocol';

type Named = Pick<Conversation, 'visitorName' | 'visitorEmail' | 'visitorId'>;

/** Without vowels and look-alikes: no words, nothing to confuse on the phone. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 6;

/** What a visitor is called: the name they gave, otherwise their email address, otherwise "Visitor" and six stable characters. */
export function visitorLabel({ visitorName, visitorEmail, visitorId }: Named): string {
  return visitorName || visitorEmail || `Visitor ${shortCodeOf(visitorId)}`;
}

/** First name, for "Write to Maya". */
export const shortLabel = (visitor: Named) => (visitor.visitorName ? (visitor.visitorName.trim().split(/\s+/)[0] ?? '') : visitorLabel(visitor));

/** One of 28⁶ (480 million): among a thousand visitors two share it once in a thousand installations. FNV-1a. */
function shortCodeOf(visitorId: string): string {
  let hash = 0x811c9dc5;
  for (const letter of visitorId) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0; // spreads the last letters over all characters
  let code = '';
  for (; code.length < CODE_LENGTH; hash = Math.floor(hash / ALPHABET.length)) code += ALPHABET[hash % ALPHABET.length];
  return code;
}
