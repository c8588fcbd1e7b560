import type { Site } from '@supportchat/protocol';
import { describeError } from '../http/api-error.ts';
import { useUpdateSite } from '../queries/use-site.ts';
import { may, useMe } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { RelativeTime } from '../ui/format/relative-time.tsx';
import { notify, notifyFailure } from '../ui/overlays/toast.tsx';
import { domainToAllow, isLocalhost } from './allow-domain.ts';

/** Pages that requested the widget and were refused, each with a button to allow it. */
export function RefusedPages({ site }: { site: Site }) {
  const manages = may(useMe(), 'manage-sites');
  const update = useUpdateSite(site._id);
  if (site.refusedOrigins.length === 0) return null;

  const allow = (origin: string) => {
    const domain = domainToAllow(origin);
    update.mutate(
      { allowedDomains: [...site.allowedDomains, domain] },
      {
        onSuccess: () => notify({ title: `${domain} is allowed`, description: 'Reload the page to see the chat there.' }),
        onError: (error) => notifyFailure({ title: `${domain} was not allowed`, ...describeError(error), retry: () => allow(origin) }),
      },
    );
  };
  return (
    <ul className="flex flex-col gap-2" aria-label="Pages that are not allowed">
      {site.refusedOrigins.map(({ origin, at }) => {
        const { host, hostname } = new URL(origin);
        return (
          <li key={origin} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-m bg-warn-soft px-3 py-2 text-warn">
            <p className="min-w-48 flex-1 break-words">
              Seen <RelativeTime at={at} /> on <strong className="font-semibold">{host}</strong>, which isn’t allowed yet.
              {isLocalhost(hostname) && ' localhost, 127.0.0.1 and [::1] count as different domains.'}
            </p>
            {manages && (
              <Button busy={update.isPending} onClick={() => allow(origin)}>
                Allow
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
