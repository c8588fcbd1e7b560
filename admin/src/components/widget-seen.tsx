import { useSite } from '../queries/use-site.ts';
import { classes } from '../ui/classes.ts';
import { RelativeTime } from '../ui/format/relative-time.tsx';
import { RefusedPages } from './refused-pages.tsx';

const POLL_INTERVAL_MS = 3000;

/** Whether the widget of this site has requested its settings yet, and where it was refused. Polls every 3 s while it is shown. */
export function WidgetSeen({ siteId }: { siteId: string }) {
  const { data: site } = useSite(siteId, POLL_INTERVAL_MS);
  const seenAt = site?.widgetSeenAt;
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className={classes('flex items-center gap-2 rounded-m px-3 py-2', seenAt ? 'bg-ok-soft text-ok' : 'bg-sunken text-ink-2')}>
        <span aria-hidden className={classes('size-2 shrink-0 rounded-full', seenAt ? 'bg-ok-dot' : 'breathe bg-warn-dot')} />
        {seenAt ? (
          <span className="min-w-0">
            Widget seen <RelativeTime at={seenAt} />
            {site.widgetSeenOn && ` on ${site.widgetSeenOn.replace(/^https?:\/\//, '')}`}
          </span>
        ) : (
          'Waiting for the widget. Open a page of your site that has the embed code; this updates automatically.'
        )}
      </p>
      {site && <RefusedPages site={site} />}
      {!seenAt && site?.refusedOrigins.length === 0 && (
        <p className="text-small text-ink-3">
          Trying it on your computer? Open the page through a local web server, not as a file, and its address shows up here to be allowed.
        </p>
      )}
    </div>
  );
}
