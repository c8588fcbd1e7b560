import type { Agent } from '@supportchat/protocol';
import { describeError } from '../../http/api-error.ts';
import { ConfirmDialog } from '../../ui/overlays/confirm-dialog.tsx';
import { notify, notifyFailure } from '../../ui/overlays/toast.tsx';
import { useLastValue } from '../../ui/overlays/use-last-value.ts';
import { useUpdateAgent } from './use-agent-changes.ts';

/** Asks before an agent is deactivated or reactivated. Null = closed. */
export function ActivationDialog({ agent: chosen, onClose }: { agent: Agent | null; onClose: () => void }) {
  const update = useUpdateAgent();
  const agent = useLastValue(chosen);
  if (!agent) return null;
  const { name, isActive } = agent;

  const change = () =>
    update.mutate(
      { id: agent._id, changes: { isActive: !isActive } },
      {
        onSuccess: () => {
          onClose();
          notify(isActive ? `${name} is deactivated` : `${name} is active again`);
        },
        onError: (error) => {
          onClose();
          notifyFailure({ title: isActive ? `${name} was not deactivated` : `${name} was not reactivated`, ...describeError(error) });
        },
      },
    );

  return (
    <ConfirmDialog
      open={chosen !== null}
      onOpenChange={(next) => !next && onClose()}
      title={isActive ? `Deactivate ${name}?` : `Reactivate ${name}?`}
      action={isActive ? 'Deactivate' : 'Reactivate'}
      danger={isActive}
      busy={update.isPending}
      onConfirm={change}
    >
      {isActive ? <DeactivateText agent={agent} /> : <ReactivateText agent={agent} />}
    </ConfirmDialog>
  );
}

function DeactivateText({ agent }: { agent: Agent }) {
  if (agent.invited) return 'This withdraws the invitation. Its link stops working right away.';
  return (
    <>
      They are signed out everywhere right away and cannot sign in again. Their name stays on their messages, and their conversations stay assigned to them
      until a colleague takes over. You can reactivate them at any time.
    </>
  );
}

const ReactivateText = ({ agent }: { agent: Agent }) =>
  agent.invited
    ? 'They have not set a password yet. Create a new invite link for them afterwards.'
    : 'They can sign in again with their password, with the role and sites they had before.';
