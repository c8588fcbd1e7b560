import type { Site } from '@supportchat/protocol';
import { useQuery } from '@tanstack/react-query';
import { api } from './api.ts';
import { keys } from './queries.ts';
import { AgoPhrase } from './ui/ago-phrase.tsx';
import { classes } from './ui/classes.ts';

/** Has the widget of this site asked for its settings yet? Asks every 3 s until it has. */
export function WidgetSeen({ siteId }: { siteId: string }) {
  const { data: site } = useQuery({
    queryKey: keys.site(siteId),
    queryFn: ({ signal }) => api.get<Site>(`/sites/${siteId}`, {}, signal),
    refetchInterval: (query) => (query.state.data?.widgetSeenAt ? 30_000 : 3000),
  });
  const seenAt = site?.widgetSeenAt;
  return (
    <p role="status" className={classes('flex items-center gap-2 rounded-m px-3 py-2', seenAt ? 'bg-ok-soft text-ok' : 'bg-sunken text-ink-2')}>
      <span aria-hidden className={classes('size-2 shrink-0 rounded-full', seenAt ? 'bg-ok-dot' : 'breathe bg-warn-dot')} />
      {seenAt ? (
        <span className="min-w-0">
          Widget seen <AgoPhrase at={seenAt} />
          {site.widgetSeenOn && ` on ${site.widgetSeenOn.replace(/^https?:\/\//, '')}`}
        </span>
      ) : (
        'Not seen yet. Open a page of your site with these lines in it; this line changes by itself.'
      )}
    </p>
  );
}
