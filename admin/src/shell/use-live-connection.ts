import { useEffect } from 'react';
import { live, loadNewer, request } from '../live/live.ts';
import { useSites } from '../queries/queries.ts';
import { useMe } from '../session/session.ts';
import { openDrafts } from '../unsent/drafts.ts';
import { closeOutbox, openOutbox } from '../unsent/unsent.ts';

/** While an agent is signed in: the live connection, every site's room, the outbox. */
export function useLiveConnection() {
  const { _id: userId } = useMe();
  const { data: sites } = useSites();

  useEffect(() => {
    const closeDrafts = openDrafts(userId);
    const outbox = openOutbox(userId, {
      send: ({ conversationId, content, clientMessageId }) => request('send-message', { conversationId, content, clientMessageId }),
      onGap: (conversationId, afterSeq) => void loadNewer(conversationId, afterSeq).catch(() => undefined), // the next connect catches up
    });
    const stop = live.onConnect(() => outbox.wake());
    live.start();
    return () => {
      stop();
      live.stop();
      closeOutbox();
      closeDrafts();
    };
  }, [userId]);

  useEffect(() => {
    if (sites) live.joinSites(sites.map((site) => site._id));
  }, [sites]);
}
