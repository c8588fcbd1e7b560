import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Commands, installApi } from './api.ts';

const commands = () =>
  ({ open: vi.fn(), close: vi.fn(), toggle: vi.fn(), show: vi.fn(), hide: vi.fn(), destroy: vi.fn(), setLocale: vi.fn(), update: vi.fn() }) satisfies Commands;

beforeEach(() => {
  delete window.SupportChat;
});
afterEach(() => {
  delete window.SupportChat;
});

/** The page's own stub, as the README gives it. */
function stub() {
  const chat = function (...call: unknown[]) {
    (chat.q = chat.q || []).push(call);
  } as NonNullable<typeof window.SupportChat> & { q: unknown[] };
  window.SupportChat = chat;
  return chat;
}

test('what the page has queued runs in order once the widget stands, and the stub goes on working', () => {
  const chat = stub();
  chat('setLocale', 'de');
  chat('open');
  const target = commands();
  installApi()?.ready(target);
  expect(target.setLocale).toHaveBeenCalledWith('de');
  expect(target.setLocale.mock.invocationCallOrder[0]).toBeLessThan(target.open.mock.invocationCallOrder[0] as number);
  chat('close');
  window.SupportChat?.hide?.();
  expect(target.close).toHaveBeenCalledTimes(1);
  expect(target.hide).toHaveBeenCalledTimes(1);
});

test('without a stub, calls between the script and its readiness wait as well', () => {
  const api = installApi();
  window.SupportChat?.('update', { position: 'bottom-left' });
  window.SupportChat?.open?.();
  const target = commands();
  api?.ready(target);
  expect(target.update).toHaveBeenCalledWith({ position: 'bottom-left' });
  expect(target.open).toHaveBeenCalledTimes(1);
});

test('listeners hear from the start, until they stop; one that throws stops nobody', async () => {
  const chat = stub();
  const ready = vi.fn();
  const unread = vi.fn();
  chat('on', 'ready', ready);
  const api = installApi();
  const stop = window.SupportChat?.on?.('unread', unread);
  api?.ready(commands());
  api?.emit('unread', 2);
  await vi.waitUntil(() => unread.mock.calls.length);
  expect(ready).toHaveBeenCalledTimes(1);
  expect(unread).toHaveBeenCalledWith(2);
  stop?.();
  api?.emit('unread', 3);
  await Promise.resolve();
  expect(unread).toHaveBeenCalledTimes(1);
});

test('a script that runs twice installs once', () => {
  expect(installApi()).toBeDefined();
  expect(installApi()).toBeUndefined();
});
