import type { ThreadEntry } from '@supportchat/protocol';

/** The names in a sentence: the reader is "You", everyone else has their name. */
export type Names = { actor: string; isMine: boolean; isMe: (name: string) => boolean };
type Describe = (entry: ThreadEntry, names: Names) => string;

function describeAssigned({ data, actor }: ThreadEntry, names: Names): string {
  const agentName = typeof data['agentName'] === 'string' ? data['agentName'] : null;
  if (agentName === null || agentName === actor.name) return `${names.actor} assigned this to ${names.isMine ? 'yourself' : 'themselves'}`;
  return `${names.actor} assigned this to ${names.isMe(agentName) ? 'you' : agentName}`;
}

/** What an entry of each kind says. A kind that this panel does not know, because the server is newer, is not shown. */
export const ENTRY_KINDS: Readonly<Record<string, Describe>> = {
  assigned: describeAssigned,
  unassigned: (_entry, { actor }) => `${actor} unassigned this`,
  resolved: (_entry, { actor }) => `${actor} resolved the conversation`,
  closed: (_entry, { actor }) => `${actor} closed the conversation`,
  reopened: (_entry, { actor }) => `${actor} reopened the conversation`,
  'human-requested': (_entry, { actor }) => `${actor} asked for a person`,
};
