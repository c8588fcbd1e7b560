import { type RefObject, useEffect, useRef, useState } from 'react';
import { describeError } from '../../../http/api-error.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { loadOlder } from '../open-thread.ts';

/** Placed above the oldest message; loads the page before it when it comes near. */
export function OlderMessages({ conversationId, log, firstSeq }: { conversationId: string; log: RefObject<HTMLElement | null>; firstSeq: number }) {
  const mark = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<unknown>(null);

  useEffect(() => {
    const element = mark.current;
    if (!element || failure) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        loadOlder(conversationId).catch(setFailure);
      },
      { root: log.current, rootMargin: '500px 0px 0px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [conversationId, firstSeq, failure, log]);

  return (
    <div ref={mark} className="flex min-h-8 items-center justify-center gap-2 text-small text-ink-3">
      {failure ? (
        <span role="alert">
          Older messages could not be loaded. {describeError(failure).message}{' '}
          <PlainButton className="font-medium text-accent-text underline underline-offset-2" onClick={() => setFailure(null)}>
            Retry
          </PlainButton>
        </span>
      ) : (
        'Loading older messages…'
      )}
    </div>
  );
}
