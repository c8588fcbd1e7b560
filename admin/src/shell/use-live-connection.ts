import { useEffect } from 'react';
import { joinSites } from '../live/join-sites.ts';
import { onConnect, startLive, stopLive } from '../live/live-connection.ts';
import { useSites } from '../queries/use-sites.ts';
import { useMe } from '../session/session.ts';
import { openDrafts } from '../unsent/drafts.ts';
import { closeOutbox, openOutbox } from '../unsent/open-outbox.ts';

/** While an agent is signed in: the live connection, every site's room, the outbox. */
export function useLiveConnection() {
  const { _id: userId } = useMe();
  const { data: sites } = useSites();

  useEffect(() => {
    const closeDrafts = openDrafts(userId);
    const outbox = openOutbox(userId);
    const stop = onConnect(() => outbox.wake());
    startLive();
    return () => {
      stop();
      stopLive();
      closeOutbox();
      closeDrafts();
    };
  }, [userId]);

  useEffect(() => {
    if (sites) joinSites(sites.map((site) => site._id));
  }, [sites]);
}
