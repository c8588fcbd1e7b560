import type { Conversation } from '@supportchat/protocol';

type Named = Pick<Conversation, 'visitorName' | 'visitorEmail' | 'visitorId'>;

/** What a visitor is called: the name they gave, else their e-mail, else "Visitor" and four digits that stay theirs. */
export function visitorLabel({ visitorName, visitorEmail, visitorId }: Named): string {
  if (visitorName) return visitorName;
  if (visitorEmail) return visitorEmail;
  let sum = 0;
  for (const letter of visitorId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9000;
  return `Visitor ${1000 + sum}`;
}

/** First name, for "Write to Maya". */
export const shortLabel = (visitor: Named) => (visitor.visitorName ? (visitor.visitorName.trim().split(/\s+/)[0] ?? '') : visitorLabel(visitor));
