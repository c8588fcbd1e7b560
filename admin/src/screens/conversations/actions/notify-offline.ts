import { useConnection } from '../../../live/connection.ts';
import { closeToast, notifyFailure } from '../../../ui/overlays/toast.tsx';

let shown: string | null = null;
let stopWatching: (() => void) | null = null;

/** One message for everything attempted without a connection, the newest replacing the previous one; gone once online. */
export function notifyOffline(title: string, retry: () => void) {
  dismiss();
  shown = notifyFailure({ title, message: 'Try again when you are back online.', retry });
  stopWatching = useConnection.subscribe(({ state }) => state === 'online' && dismiss());
}

function dismiss() {
  if (shown !== null) closeToast(shown);
  shown = null;
  stopWatching?.();
  stopWatching = null;
}
