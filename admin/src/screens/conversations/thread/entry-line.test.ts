import type { ThreadEntry } from '@supportchat/protocol';
import { expect, test } from 'vitest';
import { uniqueOwnName } from '../use-own-name.ts';
import { describeEntry } from './entry-line.tsx';

type Parts = { kind?: string; actorName?: string; agentName?: string };
const words = ({ kind = 'assigned', actorName = 'Ada Kern', agentName }: Parts, myName: string | null = 'Ada Kern') =>
  describeEntry({ kind, actor: { kind: 'agent', id: null, name: actorName }, data: agentName ? { agentName } : {} } as unknown as ThreadEntry, myName);

test('[INBOX10] what I did is said to me as "You", and to others by name', () => {
  expect(words({ agentName: 'Ada Kern' })).toBe('You assigned this to yourself');
  expect(words({ agentName: 'Ben Ito' })).toBe('You assigned this to Ben Ito');
  expect(words({ actorName: 'Ben Ito', agentName: 'Ada Kern' })).toBe('Ben Ito assigned this to you');
  expect(words({ actorName: 'Ben Ito', agentName: 'Ben Ito' })).toBe('Ben Ito assigned this to themselves');
  expect(words({ kind: 'resolved' })).toBe('You resolved the conversation');
  expect(words({ kind: 'resolved' }, null)).toBe('Ada Kern resolved the conversation');
  expect(words({ kind: 'reopened', actorName: '' })).toBe('The visitor reopened the conversation');
  expect(words({ kind: 'of a newer server' })).toBeNull();
});

test('[INBOX10] a name that a colleague or the visitor shares is not "You"', () => {
  const me = { _id: 'a', name: 'Ada Kern' };
  expect(uniqueOwnName(me, [me, { _id: 'b', name: 'Ben Ito' }], 'Maya')).toBe('Ada Kern');
  expect(uniqueOwnName(me, [me, { _id: 'b', name: 'Ada Kern' }], 'Maya')).toBeNull();
  expect(uniqueOwnName(me, [me], 'Ada Kern')).toBeNull();
});
