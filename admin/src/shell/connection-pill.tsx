import { useEffect, useState } from 'react';
import { useConnection } from '../live/connection.ts';
import { connectNow } from '../live/watch-network.ts';
import { classes } from '../ui/classes.ts';
import { PlainButton } from '../ui/plain-button.tsx';

const TEXTS = {
  online: 'No answer from the server. Still trying.',
  connecting: 'Connecting…',
  offline: 'Offline. Messages will be sent when you’re back.',
  restarting: 'Server is restarting…',
};

/** Describes a connection that is lost for more than one second. Nothing while it works. */
export function ConnectionPill({ compact = false }: { compact?: boolean }) {
  const state = useConnection((connection) => connection.state);
  const isSlow = useConnection((connection) => connection.isSlow);
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (state === 'online') return setLate(false);
    const timer = setTimeout(() => setLate(true), 1000);
    return () => clearTimeout(timer);
  }, [state]);

  const shown = (late && state !== 'online') || (isSlow && state === 'online');
  const text = TEXTS[state];
  return (
    <div role="status" className="empty:hidden">
      {shown && (
        <PlainButton
          onClick={connectNow}
          title="Connect now"
          className={classes(
            'mb-1 flex w-full items-center gap-2 rounded-s px-2 py-1 text-left text-small',
            state === 'offline' ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn',
          )}
        >
          <span aria-hidden className={classes('size-2 shrink-0 rounded-full', state === 'offline' ? 'bg-bad-dot' : 'breathe bg-warn-dot')} />
          <span className={compact ? 'sr-only' : 'min-w-0 flex-1'}>{text}</span>
        </PlainButton>
      )}
    </div>
  );
}
