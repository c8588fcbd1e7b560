import type { Conversation } from '@supportchat/protocol';
import { MAX_MESSAGE_LENGTH } from '@supportchat/protocol/widget-config';
import { countCharacters } from '@supportchat/text/length';
import { CornerDownLeft } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { releaseUnread } from '../../../queries/conversations/held-unread.ts';
import { shortLabel } from '../../../queries/conversations/visitor-label.ts';
import { storage } from '../../../session/storage.ts';
import { Button } from '../../../ui/button.tsx';
import { classes } from '../../../ui/classes.ts';
import { keepFocus } from '../../../ui/forms/keep-focus.ts';
import { clearDraft, saveDraft, useDraft } from '../../../unsent/drafts.ts';
import { getOutbox } from '../../../unsent/open-outbox.ts';
import { changeConversation } from '../actions/change-conversation.ts';
import { focusRow } from '../focus.ts';
import { createTypingSignal } from './typing-signal.ts';
import { useConcurrentAnswer } from './use-concurrent-answer.ts';

/** From this length on the counter is shown. */
const SHOW_COUNTER_FROM = MAX_MESSAGE_LENGTH - 500;
const growsByItself = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content');

/** The message box. Its text is a draft until it is sent; sending hands it to the outbox. Give it the conversation's id as `key`. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { _id: id } = conversation;
  const text = useDraft(id);
  const box = useRef<HTMLTextAreaElement>(null);
  const anyway = useRef<HTMLButtonElement>(null);
  const isSending = useRef(false);
  const typing = useRef<ReturnType<typeof createTypingSignal> | null>(null);
  const content = text.trim();
  const length = countCharacters(content);
  const tooLong = length > MAX_MESSAGE_LENGTH;
  const isResolved = conversation.status === 'resolved';
  const { answeredBy, accept } = useConcurrentAnswer(id, content !== '');

  useEffect(() => {
    typing.current = createTypingSignal(id);
    return () => typing.current?.stop();
  }, [id]);
  useLayoutEffect(() => {
    if (box.current && !growsByItself) grow(box.current);
  }, [text]);

  const send = async ({ reopen = false, evenSo = false } = {}) => {
    if (content === '' || tooLong || isSending.current) return;
    if (answeredBy !== null && !evenSo) return anyway.current?.focus();
    accept();
    typing.current?.stop();
    if (reopen) {
      isSending.current = true;
      const isReopened = await changeConversation(conversation, { status: 'open' }); // Before the message: that may assign it, and the change would be stale.
      isSending.current = false;
      if (!isReopened) return; // The text stays.
    }
    releaseUnread(id);
    getOutbox().add(id, content);
    clearDraft(id, text);
    box.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') return focusRow(id);
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || isComposing(event)) return;
    // On a touch keyboard Enter is the only way to a new line.
    if (window.matchMedia('(pointer: coarse)').matches && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    void send();
  };

  return (
    <form
      className="thread-column shrink-0 pb-3 sm:pb-5 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {answeredBy !== null && (
        <div role="alert" className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-m bg-warn-soft py-1.5 pr-1.5 pl-3.5 text-warn">
          <span className="min-w-0 flex-1">
            <bdi className="font-medium">{answeredBy}</bdi> answered while you were writing.
          </span>
          <Button ref={anyway} onClick={() => void send({ evenSo: true })}>
            Send anyway
          </Button>
        </div>
      )}
      {isResolved && <p className="mb-2 px-1 text-small text-ink-3">This conversation is resolved. A reply alone does not reopen it.</p>}
      <div className="rounded-l border border-line-strong bg-surface shadow-low transition-colors focus-within:border-accent">
        <textarea
          ref={box}
          id="composer"
          rows={1}
          dir="auto"
          aria-label={`Message to ${shortLabel(conversation)}`}
          aria-describedby="composer-state"
          placeholder={`Write to ${shortLabel(conversation)}…`}
          value={text}
          onChange={(event) => {
            saveDraft(id, event.target.value);
            typing.current?.key(event.target.value);
          }}
          onBlur={() => typing.current?.stop()}
          onKeyDown={onKeyDown}
          className="block field-sizing-content max-h-[min(240px,32dvh)] min-h-[44px] w-full resize-none bg-transparent px-3.5 pt-2.5 pb-1 text-read outline-none placeholder:text-ink-3 pointer-coarse:text-[16px]"
        />
        <div className="flex items-center gap-2 pr-2 pb-2 pl-3.5">
          <p
            id="composer-state"
            className={classes('min-w-0 flex-1 truncate text-small text-ink-3', tooLong && 'text-bad')}
            aria-live={tooLong ? 'polite' : undefined}
          >
            {length >= SHOW_COUNTER_FROM ? `${length.toLocaleString('en')} of ${MAX_MESSAGE_LENGTH.toLocaleString('en')} characters` : <Hint />}
          </p>
          {isResolved && (
            <Button disabled={content === '' || tooLong} onMouseDown={keepFocus} onClick={() => void send({ reopen: true })}>
              Send & reopen
            </Button>
          )}
          <Button type="submit" variant="primary" disabled={content === '' || tooLong} onMouseDown={keepFocus}>
            Send <CornerDownLeft className="!size-3.5 opacity-75 pointer-coarse:hidden" aria-hidden />
          </Button>
        </div>
      </div>
    </form>
  );
}

function Hint() {
  if (storage.isBlocked()) return 'This browser keeps nothing: unsent text is lost when the tab closes.';
  return <span className="max-sm:hidden pointer-coarse:hidden">Shift ⏎ for a new line</span>;
}

/** Enter that chooses a word in an input method does not submit. */
const isComposing = (event: KeyboardEvent) => event.nativeEvent.isComposing || event.keyCode === 229;

function grow(box: HTMLTextAreaElement) {
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight}px`;
}
