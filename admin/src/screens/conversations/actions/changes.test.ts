import type { Conversation, ThreadEntry } from '@supportchat/protocol';
import { expect, test } from 'vitest';
import { conflictText, isAlreadyApplied, undoOf } from './changes.ts';

const conversation = (parts: Partial<Conversation>) =>
  ({ status: 'open', assignedAgent: null, updatedAt: '2025-01-01T10:00:00.000Z', ...parts }) as Conversation;
const nameOf = (id: string | null) => ({ ada: 'Ada Kern', ben: 'Ben Ito' })[id ?? ''];

test('[INBOX5] undo restores status and agent; closing cannot be undone', () => {
  expect(undoOf(conversation({}), { status: 'resolved' })).toEqual({ status: 'open', assignedAgent: null });
  expect(undoOf(conversation({ status: 'assigned', assignedAgent: 'ben' }), { status: 'resolved' })).toEqual({ status: 'open', assignedAgent: 'ben' });
  expect(undoOf(conversation({ status: 'resolved', assignedAgent: 'ben' }), { status: 'open' })).toEqual({ status: 'resolved', assignedAgent: 'ben' });
  expect(undoOf(conversation({ assignedAgent: 'ben' }), { assignedAgent: 'me' })).toEqual({ assignedAgent: 'ben' });
  expect(undoOf(conversation({}), { status: 'closed' })).toBeNull();
});

test('[INBOX6] when two agents wanted the same, neither sees a message', () => {
  expect(isAlreadyApplied(conversation({ status: 'resolved' }), { status: 'resolved' }, 'ben')).toBe(true);
  expect(isAlreadyApplied(conversation({ assignedAgent: 'ben' }), { assignedAgent: 'me' }, 'ben')).toBe(true);
  expect(isAlreadyApplied(conversation({ status: 'assigned', assignedAgent: 'ada' }), { status: 'open' }, 'ben')).toBe(true);
  expect(isAlreadyApplied(conversation({ assignedAgent: 'ada' }), { assignedAgent: 'me' }, 'ben')).toBe(false);
  expect(isAlreadyApplied(conversation({ status: 'closed' }), { status: 'resolved' }, 'ben')).toBe(false);
});

test('[INBOX6] the loser of a race reads who did what', () => {
  const before = conversation({});
  const did = (actorName: string) => [{ actor: { name: actorName }, at: '2025-01-01T10:00:05.000Z' } as ThreadEntry];
  const text = (now: Partial<Conversation>, activity: ThreadEntry[] = []) =>
    conflictText({ before, now: conversation(now), activity, myId: 'me', myName: 'Mia Roth', nameOf });
  expect(text({ assignedAgent: 'ada' })).toBe('Ada Kern took this conversation just before you.');
  expect(text({ assignedAgent: 'ben' }, did('Ada Kern'))).toBe('Ada Kern assigned this conversation to Ben Ito just before you.');
  expect(text({ status: 'resolved' }, did('Ada Kern'))).toBe('Ada Kern resolved this conversation just before you.');
  expect(text({ status: 'closed' })).toBe('A colleague closed this conversation just before you.');
  expect(text({ assignedAgent: 'gone' })).toBe('A colleague took this conversation just before you.');
  expect(text({ assignedAgent: 'me' }, did('Ada Kern'))).toBe('Ada Kern has just assigned this conversation to you.');
  expect(text({ assignedAgent: 'me' })).toBe('This conversation has just been assigned to you.');
});

test('[INBOX6] a visitor without a name is not mistaken for a colleague', () => {
  const activity = [{ kind: 'reopened', actor: { name: '' }, at: '2025-01-01T10:00:05.000Z' } as ThreadEntry];
  const text = conflictText({ before: conversation({ status: 'resolved' }), now: conversation({}), activity, myId: 'me', myName: null, nameOf });
  expect(text).toBe('The visitor reopened this conversation just before you.');
});

test('[INBOX6 INBOX10] what I did myself, for example in another tab, is not attributed to a colleague', () => {
  const did = [{ actor: { name: 'Mia Roth' }, at: '2025-01-01T10:00:05.000Z' } as ThreadEntry];
  const text = (was: Partial<Conversation>, now: Partial<Conversation>, myName: string | null = 'Mia Roth') =>
    conflictText({ before: conversation(was), now: conversation(now), activity: did, myId: 'me', myName, nameOf });
  expect(text({ status: 'resolved' }, { status: 'assigned', assignedAgent: 'me' })).toBe('You have already reopened this conversation.');
  expect(text({}, { status: 'resolved' })).toBe('You have already resolved this conversation.');
  expect(text({}, { status: 'assigned', assignedAgent: 'me' })).toBe('You have already taken this conversation.');
  expect(text({}, { status: 'assigned', assignedAgent: 'ben' })).toBe('You have already assigned this conversation to Ben Ito.');
  expect(text({ assignedAgent: 'ben' }, {})).toBe('You have already unassigned this conversation.');
  expect(text({}, { status: 'resolved' }, null)).toBe('Mia Roth resolved this conversation just before you.');
});
