// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { expect, test, vi } from 'vitest';

/** The module as a tab has it after loading the page: what the tab keeps is in its sessionStorage. */
async function loadPage() {
  vi.resetModules();
  const held = await import('./held-unread.ts');
  return { ...held, isHeld: (id: string) => renderHook(() => held.useIsHeldUnread(id)).result.current };
}

test('[INBOX33] a conversation that was marked as unread while it was open is held until it is left, over a reload', async () => {
  sessionStorage.clear();
  const page = await loadPage();
  page.openUnread('open');
  page.holdUnread('open');
  page.holdUnread('elsewhere');
  expect([page.isHeld('open'), page.isHeld('elsewhere')]).toEqual([true, true]);

  const reloaded = await loadPage();
  const leave = reloaded.openUnread('open');
  expect(reloaded.isHeld('open')).toBe(true);
  leave();
  expect(reloaded.isHeld('open')).toBe(false);
  reloaded.openUnread('open');
  expect(reloaded.isHeld('open')).toBe(false);
});

test('[INBOX33] opening a conversation that was marked as unread before, or in another tab, reads it; so does answering', async () => {
  sessionStorage.setItem('supportchat.heldUnread', '{broken');
  const page = await loadPage();
  page.holdUnread('open');
  page.openUnread('open');
  expect(page.isHeld('open')).toBe(false);
  page.holdUnread('open');
  page.releaseUnread('open');
  expect(page.isHeld('open')).toBe(false);
});
