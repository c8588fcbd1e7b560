import { act, render } from '@testing-library/react';
import { useEffect } from 'react';
import { createMemoryRouter, useParams } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ViewId } from '../../../queries/conversations/views.ts';
import { useSearchText } from './use-search-text.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The search box of a list at `address`. */
async function show(address: string) {
  let box = {} as ReturnType<typeof useSearchText>;
  function Box() {
    const current = useSearchText(useParams()['view'] as ViewId);
    useEffect(() => {
      box = current;
    });
    return null;
  }
  const router = createMemoryRouter([{ path: '/:view/:id?', Component: Box }], { initialEntries: [address] });
  render(<RouterProvider router={router} useTransitions={false} />);
  return {
    text: () => box.text,
    address: () => router.state.location.pathname + router.state.location.search,
    type: (text: string) => act(async () => box.setText(text)),
    ask: () => act(async () => void box.ask()),
    go: (to: string | -1) => act(async () => (to === -1 ? router.navigate(-1) : router.navigate(to))),
    wait: () => act(async () => void (await vi.advanceTimersByTimeAsync(1000))),
  };
}

test('[INBOX14] choosing a view ends a search that was not sent yet', async () => {
  const box = await show('/unassigned');
  await box.type('needle');
  await box.go('/mine');
  await box.wait();
  expect(box.text()).toBe(null);
  expect(box.address()).toBe('/mine');
});

test('[INBOX25] opening a conversation while typing takes nothing from the box', async () => {
  const box = await show('/unassigned?q=nee');
  await box.type('needle');
  await box.go('/unassigned/c1?q=nee');
  expect(box.text()).toBe('needle');
  await box.wait();
  expect(box.address()).toBe('/unassigned/c1?q=needle');
  await box.type('needles');
  await box.ask();
  expect(box.address()).toBe('/unassigned/c1?q=needles');
});

test('[INBOX14] the box follows the address when the browser goes back', async () => {
  const box = await show('/mine');
  await box.go('/unassigned?q=needle');
  expect(box.text()).toBe('needle');
  await box.go(-1);
  expect(box.text()).toBe(null);
});
