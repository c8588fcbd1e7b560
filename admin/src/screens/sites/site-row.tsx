import type { Site } from '@supportchat/protocol';
import { ChevronRight } from 'lucide-react';
import { Link } from 'react-router';
import { classes } from '../../ui/classes.ts';
import { RelativeTime } from '../../ui/format/relative-time.tsx';
import { Tag } from '../../ui/tag.tsx';

/** One site of the list; the whole row opens it. */
export function SiteRow({ site }: { site: Site }) {
  return (
    <li className="relative flex items-center gap-4 px-4 py-3 transition-colors not-last:border-b not-last:border-line hover:bg-sunken sm:px-5">
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-2">
          <Link
            to={`/sites/${site._id}`}
            className="truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
          >
            {site.name}
          </Link>
          {!site.isActive && <Tag className="shrink-0">Switched off</Tag>}
        </div>
        <div className="truncate text-ink-3">{site.domain}</div>
        <SeenLine site={site} className="mt-1 sm:hidden" />
      </div>
      <SeenLine site={site} className="max-sm:hidden" />
      <ChevronRight className="size-4 shrink-0 text-ink-3" aria-hidden />
    </li>
  );
}

function SeenLine({ site, className }: { site: Site; className: string }) {
  const seen = site.widgetSeenAt;
  return (
    <div className={classes('flex shrink-0 items-center gap-2 text-small text-ink-2', className)} title={site.widgetSeenOn ?? undefined}>
      <span aria-hidden className={classes('size-2 shrink-0 rounded-full', seen ? 'bg-ok-dot' : 'bg-warn-dot')} />
      {seen ? (
        <span>
          Widget seen <RelativeTime at={seen} />
        </span>
      ) : (
        'Widget not seen yet'
      )}
    </div>
  );
}
