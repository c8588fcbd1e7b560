import type { Conversation } from '@supportchat/protocol';
import { expect, it } from 'vitest';
import { waitingOf } from './waiting.ts';

const now = Date.parse('2025-10-12T12:00:00.000Z');
const at = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const waits = (more: Partial<Conversation>) => waitingOf({ waitingSince: at(3), humanRequestedAt: null, status: 'open', ...more } as Conversation, now);

it.each([
  [{}, { label: 'Waiting 3 min', tone: 'neutral', asked: false }],
  [{ waitingSince: at(0) }, { label: 'New', tone: 'neutral', asked: false }],
  [{ waitingSince: at(5) }, { label: 'Waiting 5 min', tone: 'warn', asked: false }],
  [{ waitingSince: at(90) }, { label: 'Waiting 1 h', tone: 'bad', asked: false }],
  [{ waitingSince: null }, null],
  [{ status: 'resolved' } as const, null],
  [{ humanRequestedAt: at(2) }, { label: 'Waiting 3 min', tone: 'neutral', asked: true }],
  [{ humanRequestedAt: at(60) }, { label: 'Waiting 3 min', tone: 'neutral', asked: false }],
])('[INBOX9] an unanswered conversation shows its wait from the first second: %j', (more, expected) => expect(waits(more)).toEqual(expected));
