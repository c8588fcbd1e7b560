import type { Chat } from '../chat/chat.ts';
import type { PanelView } from '../parts.ts';
import { createDates } from './dates.ts';
import { el, setText } from './el.ts';
import { drawRow, type RowActions } from './row-view.ts';
import { buildRows, type Row } from './rows.ts';

const SPOKEN_MS = 5000;
/** This near to the end counts as being there. */
const NEAR_PX = 80;

const bottomOf = (element?: HTMLElement) => (element ? element.offsetTop + element.offsetHeight : 0);

/** The messages, and where the visitor is among them. */
export function createLog({ chat, actions, awaitsHistory, isOpen }: { chat: Chat; actions: RowActions; awaitsHistory(): boolean; isOpen(): boolean }) {
  const lines = el('div', { class: 'lines', 'aria-live': 'off' });
  const typing = el('div', { class: 'typing', hidden: '' }, el('span', { 'aria-hidden': 'true' }, el('i'), el('i'), el('i')), el('span'));
  const spoken = el('p', { class: 'spoken' });
  const log = el('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: '0', scroll: onScroll, keydown: onKey }, lines, typing, spoken);
  const below = el('button', { class: 'below', hidden: '', click: () => toEnd(true) });
  const drawn = new Map<string, { signature: string; element: HTMLElement }>();

  let view: PanelView;
  let dates: ReturnType<typeof createDates>;
  let unreadAfter: number | undefined;
  let conversationId: string | undefined;
  /** Seen on the screen, and spoken by a screen reader, up to here. */
  let seenSeq = 0;
  let spokenSeq = 0;
  let loading = false;
  let unsent = 0;
  let scrolledTo: number | undefined;

  let atEnd = true;

  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight <= NEAR_PX;
  // A keyboard, a banner or a growing message box takes room: who was at the end stays there.
  const resized = new ResizeObserver(() => atEnd && toEnd());
  resized.observe(log);

  function toEnd(smooth = false): void {
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    log.scrollTo({ top: log.scrollHeight, behavior: smooth && !isCalm ? 'smooth' : 'instant' });
  }

  /** What is at the end of a visible log has been read. */
  function onScroll(): void {
    const { timeline } = chat.state();
    atEnd = isAtEnd();
    if (isOpen() && atEnd) {
      seenSeq = timeline.head;
      if (!document.hidden) chat.markRead();
    }
    const missed = timeline.messages.filter(({ seq, senderType }) => seq > seenSeq && senderType !== 'visitor').length;
    setText(below, missed ? `↓ ${view.t('newMessages', { n: missed })}` : '');
    if (isOpen() && log.scrollTop < NEAR_PX && timeline.hasOlder && !loading) void loadOlder();
  }

  async function loadOlder(): Promise<void> {
    loading = true;
    await chat.loadOlder();
    loading = false;
    onScroll();
  }

  /** ↑ ↓ Home End go from message to message. */
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
      const signature = JSON.stringify(row);
      const known = old.get(row.key);
      const element = known?.signature === signature ? known.element : drawRow(row, view, dates, actions);
      if (known && known.element !== element) {
        // A line that is drawn anew under the visitor's finger keeps the focus.
        if (known.element.contains((lines.getRootNode() as ShadowRoot).activeElement)) queueMicrotask(() => element.focus());
        known.element.replaceWith(element);
      }
      drawn.set(row.key, { signature, element });
      old.delete(row.key);
      return element;
    });
    for (const { element } of old.values()) element.remove();
    for (const [at, element] of elements.entries()) if (lines.children[at] !== element) lines.insertBefore(element, lines.children[at] ?? null);
  }

  function speak(): void {
    const fresh = chat.state().timeline.messages.filter(({ seq, senderType }) => seq > spokenSeq && senderType !== 'visitor');
    spokenSeq = Math.max(spokenSeq, chat.state().timeline.head);
    if (!fresh.length || !isOpen()) return;
    spoken.textContent = fresh.map(({ senderName, content }) => `${senderName}: ${content}`).join('\n');
    // Spoken once; who reads the log from top to bottom must not meet it again at the end.
    setTimeout(() => spoken.replaceChildren(), SPOKEN_MS);
  }

  function update(next: PanelView): void {
    if (next !== view) {
      view = next;
      dates = createDates(view.locale.tag, view.t, () => new Date());
      drawn.clear();
      lines.replaceChildren();
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
    const anchor = [...drawn].find(([key, { element }]) => key !== 'older' && bottomOf(element) > log.scrollTop)?.[0];
    const before = bottomOf(drawn.get(anchor ?? '')?.element);
    draw(buildRows({ state, unreadAfter, awaitsHistory: awaitsHistory(), now: new Date() }));
    setText(typing.lastElementChild as HTMLElement, state.typing && view.t('isTyping', { name: state.typing }));
    typing.hidden = !state.typing;
    speak();
    if (!isOpen()) return;

    if (isFirst) toUnread();
    else if (wasAtEnd || state.outbox.length > unsent) toEnd();
    // Whatever came in above: what the visitor reads stays where it is.
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
    update,
    /** The panel has become visible: to the first unread message, else to where the visitor was. */
    open(): void {
      if (drawn.has('unread') || scrolledTo === undefined) toUnread();
      else log.scrollTop = scrolledTo;
      onScroll();
    },
    /** The panel is about to be hidden. */
    close(): void {
      scrolledTo = atEnd ? undefined : log.scrollTop;
      unreadAfter = undefined;
    },
    look: onScroll,
    destroy: () => resized.disconnect(),
  };
}
