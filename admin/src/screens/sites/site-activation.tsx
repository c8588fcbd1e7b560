import type { Site } from '@supportchat/protocol';
import { useState } from 'react';
import { describeError } from '../../http/api-error.ts';
import { useUpdateSite } from '../../queries/use-site.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/overlays/confirm-dialog.tsx';
import { notify, notifyFailure } from '../../ui/overlays/toast.tsx';
import { Section } from '../../ui/page/page.tsx';

/** Switches the site's widget off and on. Switching off asks first, as it disconnects visitors. */
export function SiteActivation({ site }: { site: Site }) {
  const [asking, setAsking] = useState(false);
  const update = useUpdateSite(site._id);
  const set = (isActive: boolean) =>
    update.mutate(
      { isActive },
      {
        onSuccess: () => {
          setAsking(false);
          notify(isActive ? `${site.name} is on again` : `${site.name} is switched off`);
        },
        onError: (error) => {
          setAsking(false);
          notifyFailure({ title: isActive ? 'Not switched on' : 'Not switched off', ...describeError(error), retry: () => set(isActive) });
        },
      },
    );
  return (
    <Section
      title={site.isActive ? 'Switch off' : 'Switched off'}
      help={
        site.isActive
          ? 'The chat disappears from the site and open chats are disconnected. Nothing is deleted, and you can switch it back on at any time.'
          : 'The chat is hidden and visitors cannot write. Conversations, FAQs and settings are kept.'
      }
    >
      {site.isActive ? (
        <Button onClick={() => setAsking(true)}>Switch off…</Button>
      ) : (
        <Button busy={update.isPending} onClick={() => set(true)}>
          Switch on
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Switch ${site.name} off?`}
        action="Switch off"
        busy={update.isPending}
        onConfirm={() => set(false)}
      >
        The chat disappears from {site.domain} right away, and visitors who are writing are disconnected. Agents keep the conversations but cannot reach these
        visitors until the site is switched back on.
      </ConfirmDialog>
    </Section>
  );
}
