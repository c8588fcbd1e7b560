import type { Site } from '@supportchat/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { describeError } from '../../http/api-error.ts';
import { keys } from '../../queries/keys.ts';
import { api } from '../../session/api.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/overlays/confirm-dialog.tsx';
import { notify, notifyFailure } from '../../ui/overlays/toast.tsx';
import { Section } from '../../ui/page/page.tsx';

/** Deletes the site with everything that belongs to it, once its name was typed. */
export function DeleteSite({ site }: { site: Site }) {
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const removal = useMutation({
    mutationFn: () => api.delete(`/sites/${site._id}`),
    onSuccess: async () => {
      await navigate('/sites');
      queryClient.removeQueries({ queryKey: keys.site(site._id) });
      await queryClient.invalidateQueries();
      notify(`${site.name} deleted`);
    },
    onError: (error) => {
      setAsking(false);
      notifyFailure({ title: `${site.name} was not deleted`, ...describeError(error), retry: () => removal.mutate() });
    },
  });
  return (
    <Section title="Delete site" help="Deletes all its conversations, messages and FAQs. This cannot be undone.">
      <Button variant="danger-quiet" className="-ml-2.5" onClick={() => setAsking(true)}>
        Delete site…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${site.name}?`}
        typed={site.name}
        action="Delete site"
        busy={removal.isPending}
        onConfirm={() => removal.mutate()}
      >
        <p>This permanently deletes:</p>
        <ul className="mt-1.5 list-disc pl-5">
          <li>all conversations with visitors of {site.domain} and every message in them</li>
          <li>all FAQs of this site and their statistics</li>
          <li>the site key, so the embed code on {site.domain} stops working</li>
        </ul>
        <p className="mt-1.5">Agents keep their accounts. To pause the chat instead, switch the site off.</p>
      </ConfirmDialog>
    </Section>
  );
}
