import { expect, test, vi } from 'vitest';
import type { Chat } from '../chat/chat.ts';
import { IDLE } from '../chat/chat-state.ts';
import type { PanelView } from '../parts.ts';
import { texts as de } from './email/locales/de.ts';
import { texts as en } from './email/locales/en.ts';
import { createView } from './email/view.ts';
import { mountViews } from './mount-views.ts';

const CONVERSATION = { _id: 'c1', status: 'open', agentName: null, visitorEmail: '' };

function setUp(conversation: object = CONVERSATION, kept: Record<string, string> = {}) {
  const state = { ...IDLE, conversation: { ...CONVERSATION, ...conversation } };
  const log = { element: document.createElement('div'), isUnattended: () => isUnattended, look() {} };
  let isUnattended = false;
  let language = 'en';
  const tell = vi.fn(async (_: string, { visitorEmail }: { visitorEmail?: string }) => {
    Object.assign(state.conversation, { visitorEmail });
    return true;
  });
  const load = vi.fn(async (name: string) => (name === 'view-email' ? { createView } : { texts: name.endsWith('de') ? de : en }));
  const said: string[] = [];
  const rest = vi.fn();
  const views = mountViews({
    chat: { state: () => state, tell } as unknown as Chat,
    launcher: { addSheet() {} } as never,
    announcer: { say: (text: string) => text && said.push(text) } as never,
    storage: { get: (key: string) => kept[key] ?? null, set: (key: string, value: string) => void (kept[key] = value) } as never,
    siteKey: 'k',
    load: load as never,
    log,
    rest,
  });
  const update = async () => {
    views.update({ locale: { language, tag: language, rtl: false } } as PanelView);
    await new Promise<void>((resolve) => setTimeout(resolve));
  };
  const find = <T extends HTMLElement>(selector: string) => log.element.querySelector<T>(selector);
  return {
    state,
    kept,
    tell,
    load,
    said,
    rest,
    update,
    find,
    isShown: () => Boolean(find('.email') && !find('.email')?.hidden),
    leaveAlone: () => (isUnattended = true),
    speak: (next: string) => (language = next),
    async save(address: string) {
      (find<HTMLInputElement>('input') as HTMLInputElement).value = address;
      find('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
      await update();
    },
  };
}

test('[WID20] a view is fetched when it is wanted, once', async () => {
  const { load, update, leaveAlone, isShown } = setUp();
  await update();
  expect(load).not.toHaveBeenCalled();
  leaveAlone();
  await update();
  await update();
  expect(load.mock.calls.map(([name]) => name)).toEqual(['view-email', 'texts-email-en']);
  expect(isShown()).toBe(true);
});

test('[WID20] a view follows the language of the panel', async () => {
  const { update, leaveAlone, find, speak } = setUp();
  leaveAlone();
  await update();
  speak('de');
  await update();
  expect(find('label')?.textContent).toBe(de.ask);
  expect(Object.keys(de)).toEqual(Object.keys(en));
});

test('[WID21] a visitor whose address is known is not asked, and neither is one whom an agent has joined', async () => {
  for (const known of [{ visitorEmail: 'known@mail.example' }, { agentName: 'Ada' }, { status: 'resolved' }]) {
    const { update, leaveAlone, isShown } = setUp(known);
    leaveAlone();
    await update();
    expect(isShown(), JSON.stringify(known)).toBe(false);
  }
});

test('[WID21] "Not now" is kept for the conversation; the next one asks again', async () => {
  const { update, leaveAlone, find, isShown, kept, state, rest } = setUp();
  leaveAlone();
  await update();
  find('.link')?.click();
  expect(isShown()).toBe(false);
  expect(rest).toHaveBeenCalled();
  const again = setUp({}, kept);
  again.leaveAlone();
  await again.update();
  expect(again.isShown()).toBe(false);
  Object.assign(state.conversation, { _id: 'c2' });
  await update();
  expect(isShown()).toBe(true);
});

test('[WID22] what is not an address is named beside the field and to screen readers, and not sent', async () => {
  const { update, leaveAlone, find, save, said, tell } = setUp();
  leaveAlone();
  await update();
  await save('vera@');
  expect(tell).not.toHaveBeenCalled();
  expect(find('input')?.getAttribute('aria-invalid')).toBe('true');
  expect(find(`#${find('input')?.getAttribute('aria-describedby')}`)?.textContent).toBe(en.invalid);
  expect(said).toEqual([en.ask, en.invalid]);
});

test('[WID22] an address that could not be saved stays in the field', async () => {
  const { update, leaveAlone, find, save, said, tell } = setUp();
  leaveAlone();
  await update();
  tell.mockResolvedValueOnce(false);
  await save('vera@mail.example');
  expect(find<HTMLInputElement>('input')?.value).toBe('vera@mail.example');
  expect(said.at(-1)).toBe(en.failed);
  await save('vera@mail.example');
  expect(said.at(-1)).toBe('Thanks. The team can reach you at vera@mail.example.');
  expect(find('form')?.hidden).toBe(true);
});
