import type { Conversation } from '@supportchat/protocol';
import { describe, expect, it } from 'vitest';
import { holdRows, withOpenRow } from './hold-rows.ts';

const rowsOf = (ids: string) => Array.from(ids, (_id) => ({ _id }) as Conversation);
const draw = (rows: { conversation: Conversation; isMuted: boolean }[]) => rows.map((row) => row.conversation._id + (row.isMuted ? '-' : '')).join('');

describe('rows of the list', () => {
  it('[INBOX7] keep their places under the pointer, whatever arrives, moves or leaves', () => {
    const held = holdRows(rowsOf('xcba'), rowsOf('abcd'));
    expect(draw(held.rows)).toBe('abcd-');
    expect(held.held).toBe(1);
  });
  it('[INBOX7] continue below with pages that are loaded meanwhile', () => {
    expect(draw(holdRows(rowsOf('abyz'), rowsOf('ab')).rows)).toBe('abyz');
  });
  it('[INBOX8] keep the open conversation in place after it left the view', () => {
    const rows = rowsOf('abc').map((conversation) => ({ conversation, isMuted: false }));
    const open = { conversation: { _id: 'o' } as Conversation, belongs: false };
    expect(draw(withOpenRow(rows, open, { id: 'o', index: 1 }))).toBe('ao-bc');
    expect(draw(withOpenRow(rows, open, { id: 'o', index: 9 }))).toBe('abco-');
    const newer = { conversation: { _id: 'a', lastSeq: 2 } as Conversation, belongs: false };
    expect(withOpenRow([{ conversation: { _id: 'a', lastSeq: 1 } as Conversation, isMuted: true }], newer, null)[0]?.conversation.lastSeq).toBe(2);
    expect(draw(withOpenRow(rows, open, null))).toBe('o-abc');
    expect(draw(withOpenRow(rows, { ...open, belongs: true }, null))).toBe('oabc');
    expect(draw(withOpenRow(rows, { conversation: { _id: 'b' } as Conversation, belongs: true }, null))).toBe('abc');
    expect(draw(withOpenRow(rows, undefined, null))).toBe('abc');
  });
});
