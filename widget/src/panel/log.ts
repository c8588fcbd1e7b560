import type { Announcer } from '../active/announcer.ts';
import type { Chat } from '../chat/chat.ts';
import type { PanelView } from '../parts.ts';
import { createDates } from './dates.ts';
import { el, setText } from './el.ts';
import { drawRow, type RowActions } from './row-view.ts';
import { buildRows, type Row } from './rows.ts';

/** Within this distance, the log counts as scrolled to the end. */
const NEAR_PX = 80;
/** An automatic answer comes sooner than this. */
const QUIET_AFTER_MS = 2500;

const bottomOf = (element?: HTMLElement) => (element ? element.offsetTop + element.offsetHeight : 0);

export type LogOptions = {
  chat: Chat;
  actions: RowActions;
  announcer: Announcer;
  awaitsHistory(): boolean;
  isOpen(): boolean;
  focus(): void;
  /** The last line may have changed, as nothing followed the newest message for a while. */
  onQuiet(): void;
};

/** The messages, and where the visitor is among them. */
export function createLog({ chat, actions, announcer, awaitsHistory, isOpen, focus, onQuiet }: LogOptions) {
  const lines = el('div', { class: 'lines' });
  const typing = el('div', { class: 'typing', hidden: '' }, el('span', { 'aria-hidden': 'true' }, el('i'), el('i'), el('i')), el('span'));
  // New messages are announced once and in full by the announcer; typing is not.
  const log = el('div', { class: 'log', role: 'log', 'aria-live': 'off', tabindex: '0', scroll: onScroll, keydown: onKey }, lines, typing);
  const below = el('button', { class: 'below', hidden: '', click: goToEnd });
  const drawn = new Map<string, { signature: string; element: HTMLElement; kind: Row['kind'] }>();

  let view: PanelView;
  let dates: ReturnType<typeof createDates>;
  let unreadAfter: number | undefined;
  let conversationId: string | undefined;
  /** Seen on the screen, and announced by a screen reader, up to here. */
  let seenSeq = 0;
  let spokenSeq = 0;
  let spokenState = '';
  let loading = false;
  let unsent = 0;
  let scrolledTo: number | undefined;
  let quiet: { id: string; timer: ReturnType<typeof setTimeout>; isOver: boolean } | undefined;

  let atEnd = true;
  /** All lines are drawn again: in another language, or with links. */
  let isStale = false;

  const now = () => new Date(Date.now() - chat.state().clockAhead);
  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight <= NEAR_PX;
  // A keyboard, a banner or a growing message box takes room: a log scrolled to the end stays there.
  const resized = new ResizeObserver(() => atEnd && toEnd());
  resized.observe(log);

  function toEnd(smooth = false): void {
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    log.scrollTo({ top: log.scrollHeight, behavior: smooth && !isCalm ? 'smooth' : 'instant' });
  }

  function goToEnd(): void {
    toEnd(true);
    focus();
  }

  /** What is at the end of a visible log has been read. */
  function onScroll(): void {
    const { timeline, earlier, hasEarlier, live } = chat.state();
    atEnd = isAtEnd();
    if (isOpen() && atEnd) {
      seenSeq = timeline.head;
      if (!document.hidden) chat.markRead();
    }
    const missed = timeline.messages.filter(({ seq, senderType }) => seq > seenSeq && senderType !== 'visitor').length;
    setText(below, missed ? `↓ ${view.t('newMessages', { n: missed })}` : '');
    const hasMore = (earlier[0] ?? timeline).hasOlder || hasEarlier;
    if (isOpen() && log.scrollTop < NEAR_PX && hasMore && live && !loading) void loadOlder();
  }

  async function loadOlder(): Promise<void> {
    loading = true;
    await chat.loadOlder();
    // Each page is drawn, with the reading position restored, before the next one is loaded.
    setTimeout(() => {
      loading = false;
      if (view) onScroll();
    });
  }

  /** ↑ ↓ Home End move from message to message. */
  function onKey(event: KeyboardEvent): void {
    const all = [...lines.querySelectorAll<HTMLElement>('.row')];
    const current = all.indexOf((event.target as HTMLElement).closest('.row') as HTMLElement);
    const next = { ArrowUp: current < 0 ? all.length - 1 : current - 1, ArrowDown: current + 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined || !all[next]) return;
    event.preventDefault();
    all[next].focus();
  }

  function draw(rows: Row[]): void {
    const old = new Map(drawn);
    drawn.clear();
    const elements = rows.map((row) => {
      const { key, kind } = row;
      // A day becomes "Yesterday" by itself.
      const signature = JSON.stringify(row) + (kind === 'day' ? dates.day(row.createdAt) : '');
      const known = old.get(key);
      const element = known?.signature === signature && !isStale ? known.element : drawRow(row, view, dates, actions);
      if (known && known.element !== element) {
        // A line that is redrawn under the visitor's finger keeps the focus.
        if (known.element.contains((lines.getRootNode() as ShadowRoot).activeElement)) queueMicrotask(() => element.focus());
        known.element.replaceWith(element);
      }
      drawn.set(key, { signature, element, kind });
      old.delete(key);
      return element;
    });
    isStale = false;
    for (const { element } of old.values()) element.remove();
    elements.forEach((element, at) => {
      if (lines.children[at] !== element) lines.insertBefore(element, lines.children[at] ?? null);
    });
    log.classList.toggle('first', rows.length === 1 && rows[0]?.kind === 'welcome');
  }

  /** New messages of the other side, and the outcome of the visitor's own. */
  function speak(rows: Row[]): void {
    const { messages, head } = chat.state().timeline;
    const fresh = messages.filter(({ seq, senderType }) => seq > spokenSeq && senderType !== 'visitor');
    spokenSeq = Math.max(spokenSeq, head);
    const end = rows.at(-1);
    const state = end?.kind === 'message' ? (end.unsent.length ? end.state : '') : (end?.kind ?? '');
    const hasChanged = state !== spokenState;
    spokenState = state;
    if (!isOpen()) return;
    for (const { senderType, senderName, content } of fresh)
      announcer.say(`${senderType === 'bot' ? `${view.siteName}, ${view.t('automaticAnswer')}` : senderName}: ${content}`);
    if (hasChanged && (state === 'late' || state === 'failed')) announcer.say(view.t(state === 'late' ? 'notSentYet' : 'notSent', { n: 1 }));
    else if (hasChanged && /notified|personRequested|resolved|closed/.test(state)) announcer.say(lines.lastElementChild?.textContent ?? '');
  }

  /** Whether the newest message has been there for a while. */
  function isQuiet(): boolean {
    const id = chat.state().timeline.messages.at(-1)?._id ?? '';
    if (quiet?.id !== id) {
      clearTimeout(quiet?.timer);
      const timer = setTimeout(() => {
        if (quiet) quiet.isOver = true;
        onQuiet();
      }, QUIET_AFTER_MS);
      quiet = { id, timer, isOver: false };
    }
    return quiet.isOver;
  }

  function update(next: PanelView): void {
    if (next !== view) {
      view = next;
      dates = createDates(view.locale.tag, view.t, now);
      isStale = true;
      log.setAttribute('aria-label', view.t('messages'));
    }
    const state = chat.state();
    const isFirst = conversationId !== state.timeline.conversationId;
    if (isFirst) {
      conversationId = state.timeline.conversationId;
      spokenSeq = seenSeq = state.timeline.head;
      unreadAfter = chat.unread().length ? state.readSeq : undefined;
    } else if (unreadAfter === undefined && chat.unread().length && (!isOpen() || document.hidden)) unreadAfter = state.readSeq;
    if (state.outbox.length) unreadAfter = undefined;

    const wasAtEnd = atEnd;
    // A message, since everything between messages moves when older ones are added.
    const anchor = [...drawn].find(([, { kind, element }]) => kind === 'message' && bottomOf(element) > log.scrollTop)?.[0];
    const before = bottomOf(drawn.get(anchor ?? '')?.element);
    const rows = buildRows({ state, unreadAfter, awaitsHistory: awaitsHistory(), isQuiet: isQuiet(), now: now() });
    draw(rows);
    setText(typing.lastElementChild as HTMLElement, state.typing && view.t('isTyping', { name: state.typing }));
    typing.hidden = !state.typing;
    speak(rows);
    if (!isOpen()) return;

    if (isFirst) toUnread();
    else if (wasAtEnd || state.outbox.length > unsent) toEnd();
    // Whatever is added above, what the visitor reads stays in place.
    else if (before) log.scrollTop += (bottomOf(drawn.get(anchor ?? '')?.element) || before) - before;
    unsent = state.outbox.length;
    onScroll();
  }

  function toUnread(): void {
    const divider = drawn.get('unread')?.element;
    if (divider) log.scrollTop = divider.offsetTop - 12;
    else toEnd();
  }

  return {
    element: log,
    below,
    /** The last line says that no one is online. */
    isUnattended: () => /notified|personRequested/.test(spokenState) && chat.state().team?.agentsOnline === 0,
    update,
    /** The panel has become visible: scroll to the first unread message, otherwise to where the visitor was. */
    open(): void {
      update(view);
      if (drawn.has('unread') || scrolledTo === undefined) toUnread();
      else log.scrollTop = scrolledTo;
      onScroll();
    },
    /** The panel is about to be hidden: new messages have been seen. */
    close(): void {
      scrolledTo = atEnd ? undefined : log.scrollTop;
      if (!chat.unread().length) unreadAfter = undefined;
    },
    look: () => (isOpen() ? update(view) : onScroll()),
    destroy(): void {
      clearTimeout(quiet?.timer);
      resized.disconnect();
    },
  };
}
