import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clearDraft, openDrafts, saveDraft, useDraft } from './drafts.ts';

let close: () => void;
beforeEach(() => {
  localStorage.clear();
  close = openDrafts('u');
});
afterEach(() => close());

/** Another tab writes: storage changes, then this tab is notified. */
const otherTabWrites = (text: string | null) =>
  act(() => {
    const key = 'sc_draft:u:c1';
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    window.dispatchEvent(new StorageEvent('storage', { key, newValue: text }));
  });
const shown = () => renderHook(() => useDraft('c1')).result.current;

it('[INBOX13] two tabs show one draft', () => {
  act(() => saveDraft('c1', 'from this tab'));
  expect(shown()).toBe('from this tab');
  otherTabWrites('from the other');
  expect(shown()).toBe('from the other');
  otherTabWrites(null);
  expect(shown()).toBe('');
});

it('[INBOX13] sending clears the text that was sent and nothing that was written since', () => {
  act(() => saveDraft('c1', 'sent'));
  localStorage.setItem('sc_draft:u:c1', 'sent, and more in the other tab');
  act(() => clearDraft('c1', 'sent'));
  expect(localStorage.getItem('sc_draft:u:c1')).toBe('sent, and more in the other tab');
  expect(shown()).toBe('sent, and more in the other tab');
  act(() => clearDraft('c1', 'sent, and more in the other tab'));
  expect(localStorage.getItem('sc_draft:u:c1')).toBeNull();
});
