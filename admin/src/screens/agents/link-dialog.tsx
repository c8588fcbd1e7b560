import type { Agent } from '@supportchat/protocol';
import { FormFailure } from '../../components/failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { useLastValue } from '../../ui/overlays/use-last-value.ts';
import { InviteLink } from './invite-link.tsx';
import { useRenewInvite } from './use-agent-changes.ts';

/** A new invite link for an agent who has not accepted yet. Null = closed. */
export function LinkDialog({ agent: chosen, onClose }: { agent: Agent | null; onClose: () => void }) {
  const agent = useLastValue(chosen);
  const renew = useRenewInvite();
  const close = () => {
    onClose();
    renew.reset();
  };
  return (
    <Dialog
      open={chosen !== null}
      onOpenChange={(next) => !next && close()}
      dismissible={!renew.data}
      title={renew.data ? `Send this link to ${renew.data.agent.name}` : `New invite link for ${agent?.name ?? ''}`}
      actions={
        renew.data ? (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        ) : (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" busy={renew.isPending} onClick={() => agent && renew.mutate(agent)}>
              Create link
            </Button>
          </>
        )
      }
    >
      {renew.data ? (
        <InviteLink link={renew.data.inviteLink} email={renew.data.agent.email} />
      ) : (
        <div className="flex flex-col gap-3">
          <p className="text-ink-2">Use this if the first link was lost or has expired. The old link stops working.</p>
          <FormFailure error={renew.error} />
        </div>
      )}
    </Dialog>
  );
}
