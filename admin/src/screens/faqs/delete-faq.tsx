import type { Faq } from '@supportchat/protocol';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useNavigate } from 'react-router';
import { describeError } from '../../http/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { plural } from '../../ui/format/format-number.ts';
import { ConfirmDialog } from '../../ui/overlays/confirm-dialog.tsx';
import { notify, notifyFailure } from '../../ui/overlays/toast.tsx';
import { useDeleteFaq } from './use-faqs.ts';

type DeleteFaqProps = {
  faq: Faq;
  list: string;
  /** Called first, so that nothing unsaved holds the page. */
  onDelete: () => void;
};

export function DeleteFaq({ faq, list, onDelete }: DeleteFaqProps) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const removal = useDeleteFaq(async () => {
    flushSync(onDelete);
    await navigate(`/faqs${list}`);
    notify('FAQ deleted');
  });
  const remove = () =>
    removal.mutate(faq, {
      onError: (error) => {
        setAsking(false);
        notifyFailure({ title: 'The FAQ was not deleted', ...describeError(error), retry: remove });
      },
    });
  return (
    <div className="mt-8 border-t border-line pt-4">
      <Button variant="danger-quiet" className="-ml-2.5" onClick={() => setAsking(true)}>
        Delete FAQ…
      </Button>
      <ConfirmDialog open={asking} onOpenChange={setAsking} title="Delete this FAQ?" action="Delete FAQ" busy={removal.isPending} onConfirm={remove}>
        This permanently deletes “{faq.question}” and its statistics ({plural(faq.viewCount, 'answer')}, {faq.helpfulCount} helpful). Messages the bot already
        sent stay in their conversations. To stop using it instead, switch it off.
      </ConfirmDialog>
    </div>
  );
}
