import type { Conversation } from '@supportchat/protocol';
import { MAX_MESSAGE_LENGTH } from '@supportchat/protocol/widget-config';
import { CornerDownLeft } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { storage } from '../storage.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { saveDraft, useDraft } from './drafts.ts';
import { createTypingSignal } from './typing-signal.ts';
import { getOutbox } from './unsent.ts';
import { shortLabel } from './visitor-label.ts';

/** From here on the counter shows. */
const COUNT_FROM = MAX_MESSAGE_LENGTH - 500;
const canGrowAlone = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content');

/** The message box. Its text is a draft until it is sent; sending hands it to the outbox. Give it the conversation's id as `key`. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { _id: id } = conversation;
  const text = useDraft(id);
  const box = useRef<HTMLTextAreaElement>(null);
  const typing = useRef<ReturnType<typeof createTypingSignal> | null>(null);
  const content = text.trim();
  const tooLong = content.length > MAX_MESSAGE_LENGTH;

  useEffect(() => {
    typing.current = createTypingSignal(id);
    return () => typing.current?.stop();
  }, [id]);
  useLayoutEffect(() => {
    if (box.current && !canGrowAlone) grow(box.current);
  }, [text]);

  const send = () => {
    if (content === '' || tooLong) return;
    getOutbox().add(id, content);
    saveDraft(id, '');
    typing.current?.stop();
    box.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') return event.currentTarget.blur();
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || isComposing(event)) return;
    // On a touch keyboard Enter is the only way to a new line.
    if (window.matchMedia('(pointer: coarse)').matches && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="mx-3 mb-3 rounded-l border border-line-strong bg-surface shadow-low transition-colors focus-within:border-accent sm:mx-5 sm:mb-5"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
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
      <div className="flex items-center gap-3 pr-2 pb-2 pl-3.5">
        <p
          id="composer-state"
          className={classes('min-w-0 flex-1 truncate text-small text-ink-3', tooLong && 'text-bad')}
          aria-live={tooLong ? 'polite' : undefined}
        >
          {content.length >= COUNT_FROM ? `${content.length.toLocaleString('en')} of ${MAX_MESSAGE_LENGTH.toLocaleString('en')} characters` : <Hint />}
        </p>
        <Button type="submit" variant="primary" disabled={content === '' || tooLong} onMouseDown={(event) => event.preventDefault()}>
          Send <CornerDownLeft className="!size-3.5 opacity-75" aria-hidden />
        </Button>
      </div>
    </form>
  );
}

function Hint() {
  if (storage.isBlocked()) return 'This browser keeps nothing: unsent text is lost when the tab closes.';
  return <span className="max-sm:hidden pointer-coarse:hidden">Shift ⏎ for a new line</span>;
}

/** Enter that picks a word in an input method is not Enter. */
const isComposing = (event: KeyboardEvent) => event.nativeEvent.isComposing || event.keyCode === 229;

function grow(box: HTMLTextAreaElement) {
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight}px`;
}
