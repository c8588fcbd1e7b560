import { describeError } from '../../../http/api-error.ts';
import { readThread } from '../../../queries/conversations/apply-events.ts';
import { notifyFailure } from '../../../ui/overlays/toast.tsx';
import { loadOlder } from '../open-thread.ts';

const PAGE = 100;

/** Prints the open conversation from its first message on, so its whole history is loaded first. */
export async function printTranscript(conversationId: string) {
  // This prints the page: once the agent has moved to another conversation, that would be the wrong one.
  const isOpen = () => window.location.pathname.split('/').at(-1) === conversationId;
  try {
    while (isOpen() && readThread(conversationId)?.hasOlder) await loadOlder(conversationId, PAGE);
  } catch (error) {
    if (!isOpen()) return;
    notifyFailure({ title: 'The transcript could not be loaded', ...describeError(error), retry: () => void printTranscript(conversationId) });
    return;
  }
  requestAnimationFrame(() => requestAnimationFrame(() => isOpen() && window.print())); // Once it is drawn.
}
