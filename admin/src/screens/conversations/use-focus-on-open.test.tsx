import { cleanup, render } from '@testing-library/react';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { create } from 'zustand';
import { openToWrite } from '../../queries/conversations/open-state.ts';
import { openDrafts, saveDraft, useDraft } from '../../unsent/drafts.ts';
import { useFocusOnOpen } from './use-focus-on-open.ts';

const useLoaded = create(() => ({ isLoaded: false }));

/** A conversation whose messages load; the message box appears with them. */
function Thread() {
  const isLoaded = useLoaded((state) => state.isLoaded);
  useFocusOnOpen({ openId: 'c1', isLoaded, box: { current: null } });
  return (
    <>
      <input id="elsewhere" />
      <div id="messages" tabIndex={-1} />
      {isLoaded && <textarea id="composer" />}
      <output>{useDraft('c1')}</output>
    </>
  );
}

/** A browser that reports this pointer, or none. */
const reportPointer = (reported: 'fine' | 'coarse' | null) => vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === `(pointer: ${reported})` }));

/** Types into the focused element. Returns the keys that were left to the single-key shortcuts. */
function type(keys: string) {
  const left: string[] = [];
  const note = ({ key }: KeyboardEvent) => void left.push(key);
  window.addEventListener('keydown', note);
  for (const key of keys) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  window.removeEventListener('keydown', note);
  return left.join('');
}

let closeDrafts: () => void;
beforeEach(() => {
  reportPointer('fine');
  closeDrafts = openDrafts('u');
  useLoaded.setState({ isLoaded: false });
  const router = createMemoryRouter([{ path: '/', Component: Thread }], { initialEntries: [{ pathname: '/', state: openToWrite }] });
  render(<RouterProvider router={router} />);
});
afterEach(() => {
  cleanup();
  saveDraft('c1', '');
  closeDrafts();
  vi.unstubAllGlobals();
});
const focused = () => document.activeElement?.id;

test('[INBOX27] the focus waits at the messages of a loading conversation, then moves to the message box', async () => {
  expect(focused()).toBe('messages');
  useLoaded.setState({ isLoaded: true });
  await expect.poll(focused).toBe('composer');
});

test('[INBOX27] a conversation that has loaded does not steal the focus from where the agent has moved meanwhile', async () => {
  document.getElementById('elsewhere')?.focus();
  useLoaded.setState({ isLoaded: true });
  await expect.poll(() => document.getElementById('composer')).not.toBeNull();
  expect(focused()).toBe('elsewhere');
});

test('[INBOX3] the message box has the focus where the browser reports no pointer, too', async () => {
  reportPointer(null);
  useLoaded.setState({ isLoaded: true });
  await expect.poll(focused).toBe('composer');
});

test('[INBOX25] text typed while the conversation loads is in its message box once it is there', async () => {
  expect(type('We do')).toBe('');
  await expect.poll(() => document.querySelector('output')?.textContent).toBe('We do');
});

test('[INBOX25] a key typed on a touch screen goes to the message box, which has no focus before that', async () => {
  reportPointer('coarse');
  useLoaded.setState({ isLoaded: true });
  await expect.poll(() => document.getElementById('composer')).not.toBeNull();
  expect(focused()).toBe('messages');
  expect(type('W')).toBe('');
  expect(focused()).toBe('composer');
  expect(document.querySelector('output')?.textContent).toBe('');
});

test('[INBOX25] once the agent has moved elsewhere, keys are shortcuts again', () => {
  document.getElementById('elsewhere')?.focus();
  expect(type('e')).toBe('e');
});
