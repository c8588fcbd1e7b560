import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEmit } from '../active/emit.ts';
import { type Commands, installApi, type PageApi, runCommands } from './api.ts';

const commands = () =>
  ({ open: vi.fn(), close: vi.fn(), toggle: vi.fn(), show: vi.fn(), hide: vi.fn(), destroy: vi.fn(), setLocale: vi.fn(), update: vi.fn() }) satisfies Omit<
    Commands,
    'on'
  >;

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

const install = () => installApi() as PageApi;

test('commands queued by the page run in order once the widget is ready, and the stub keeps working', () => {
  const chat = stub();
  chat('setLocale', 'de');
  chat('open');
  const target = commands();
  const page = install();
  chat('toggle');
  runCommands(page, target);
  const calledAt = (name: 'setLocale' | 'open' | 'toggle') => target[name].mock.invocationCallOrder[0] as number;
  expect(target.setLocale).toHaveBeenCalledWith('de', undefined);
  expect(calledAt('setLocale')).toBeLessThan(calledAt('open'));
  expect(calledAt('open')).toBeLessThan(calledAt('toggle'));
  chat('close');
  window.SupportChat?.hide?.();
  expect(target.close).toHaveBeenCalledTimes(1);
  expect(target.hide).toHaveBeenCalledTimes(1);
});

test('without a stub, calls made before the widget is ready wait as well', () => {
  const page = install();
  window.SupportChat?.('update', { position: 'bottom-left' });
  const target = commands();
  runCommands(page, target);
  expect(target.update).toHaveBeenCalledWith({ position: 'bottom-left' }, undefined);
});

test('listeners are called from the start until they are removed; one that throws stops none of the others', async () => {
  const chat = stub();
  const ready = vi.fn();
  const unread = vi.fn();
  chat('on', 'ready', ready);
  const page = install();
  runCommands(page, commands());
  const emit = createEmit(page.listeners);
  const stop = window.SupportChat?.on?.('unread', unread);
  emit('unread', 2);
  await expect.poll(() => unread.mock.calls.length).toBeTruthy();
  expect(ready).toHaveBeenCalledTimes(1);
  expect(unread).toHaveBeenCalledWith(2);
  stop?.();
  emit('unread', 3);
  await Promise.resolve();
  expect(unread).toHaveBeenCalledTimes(1);
});

test('[HOST4] a listener for `ready` that is added after the widget is ready is called too', async () => {
  runCommands(install(), commands());
  const ready = vi.fn();
  window.SupportChat?.('on', 'ready', ready);
  await expect.poll(() => ready.mock.calls.length).toBeTruthy();
  expect(ready).toHaveBeenCalledTimes(1);
});

test('unknown commands do nothing', () => {
  runCommands(install(), commands());
  for (const name of ['toString', 'constructor', '__proto__', 'nonsense', undefined]) expect(window.SupportChat?.(name)).toBeUndefined();
});

test('[HOST8] `destroy` before the widget is ready removes the API immediately, so that the script can be added again', () => {
  const page = install();
  window.SupportChat?.('destroy');
  expect(page.isRemoved).toBe(true);
  expect(window.SupportChat).toBeUndefined();
  expect(installApi()).toBeDefined();
});

test('a script that runs twice is installed once', () => {
  expect(installApi()).toBeDefined();
  expect(installApi()).toBeUndefined();
});
