import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { clearDraft, useDraft } from '../../../unsent/drafts.ts';

/** Text that can no longer be sent: to read and copy until it is discarded. Nothing without one. */
export function KeptDraft({ conversationId }: { conversationId: string }) {
  const text = useDraft(conversationId);
  if (text === '') return null;
  return (
    <section aria-label="Your unsent text" className="mx-auto mb-4 w-[calc(100%-24px)] max-w-[760px] rounded-l border border-line bg-sunken">
      <h3 className="px-3.5 pt-2.5 text-small font-medium text-ink-3">Your unsent text</h3>
      <p dir="auto" className="max-h-40 overflow-y-auto px-3.5 py-1 text-read break-words whitespace-pre-wrap">
        {text}
      </p>
      <div className="flex justify-end gap-2 p-2">
        <Button variant="quiet" onClick={() => clearDraft(conversationId, text)}>
          Discard
        </Button>
        <CopyButton text={text} />
      </div>
    </section>
  );
}
