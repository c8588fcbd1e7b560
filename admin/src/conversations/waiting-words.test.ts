import type { Conversation } from '@supportchat/protocol';
import { expect, it } from 'vitest';
import { waitingWords } from './waiting-words.ts';

const now = Date.parse('2025-10-12T12:00:00.000Z');
const at = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const waits = (more: Partial<Conversation>) => waitingWords({ waitingSince: at(3), humanRequestedAt: null, status: 'open', ...more } as Conversation, now);

it.each([
  [{}, 'waiting 3 min'],
  [{ waitingSince: at(0.5) }, null],
  [{ waitingSince: null }, null],
  [{ status: 'resolved' } as const, null],
  [{ humanRequestedAt: at(2) }, 'wants a person, 3 min'],
  [{ waitingSince: at(0.5), humanRequestedAt: at(0.5) }, 'wants a person'],
  [{ humanRequestedAt: at(60) }, 'waiting 3 min'],
])('%j reads %j', (more, words) => expect(waits(more)).toBe(words));
