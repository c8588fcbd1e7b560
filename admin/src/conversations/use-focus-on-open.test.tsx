import { cleanup, render } from '@testing-library/react';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { create } from 'zustand';
import { openToWrite } from './focus.ts';
import { useFocusOnOpen } from './use-inbox.ts';

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
    </>
  );
}

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  useLoaded.setState({ isLoaded: false });
  const router = createMemoryRouter([{ path: '/', Component: Thread }], { initialEntries: [{ pathname: '/', state: openToWrite }] });
  render(<RouterProvider router={router} />);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const focused = () => document.activeElement?.id;

test('[INBOX27] the focus waits at the messages of a conversation that loads, then goes on to the message box', async () => {
  expect(focused()).toBe('messages');
  useLoaded.setState({ isLoaded: true });
  await expect.poll(focused).toBe('composer');
});

test('[INBOX27] a conversation that has loaded takes no focus from where the agent has gone meanwhile', async () => {
  document.getElementById('elsewhere')?.focus();
  useLoaded.setState({ isLoaded: true });
  await expect.poll(() => document.getElementById('composer')).not.toBeNull();
  expect(focused()).toBe('elsewhere');
});
