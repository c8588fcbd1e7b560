import type { Conversation } from '@supportchat/protocol';
import { useColleagues } from '../../../queries/conversations/colleagues.ts';
import { useIsVisitorTyping } from '../../../queries/conversations/typing-visitors.ts';
import { shortLabel } from '../../../queries/conversations/visitor-label.ts';

/** Between messages and message box: who is typing. Keeps its height, so that nothing jumps. */
export function TypingLine({ conversation }: { conversation: Conversation }) {
  const isVisitorTyping = useIsVisitorTyping(conversation._id);
  const colleagues = useColleagues(conversation._id).filter(({ isTyping }) => isTyping);
  const names = [...(isVisitorTyping ? [shortLabel(conversation)] : []), ...colleagues.map(({ name }) => name)];
  return (
    <div role="status" className="thread-column flex h-[26px] shrink-0 items-center gap-2 text-small text-ink-3 print:hidden">
      {names.length > 0 && (
        <>
          <span aria-hidden className="inline-flex gap-[3px]">
            {[0, 1, 2].map((dot) => (
              <i key={dot} className="breathe size-[5px] rounded-full bg-ink-3" />
            ))}
          </span>
          <span className="min-w-0 truncate">
            <bdi>{names.join(' and ')}</bdi> {names.length === 1 ? 'is' : 'are'} typing
            {!isVisitorTyping && colleagues.length > 0 && ' an answer'}
          </span>
        </>
      )}
    </div>
  );
}
