import type { Agent } from '@supportchat/protocol';
import { useSites } from '../../queries/use-sites.ts';

/** The sites of an agent: two names, then how many more; all of them on hover. */
export function SiteNames({ agent }: { agent: Agent }) {
  const { data: sites } = useSites();
  if (!sites) return null;
  const names = agent.role === 'agent' ? sites.filter((site) => agent.siteIds.includes(site._id)).map((site) => site.name) : null;
  const text =
    names === null
      ? 'All sites'
      : names.length === 0
        ? 'No sites yet'
        : names.length > 2
          ? `${names.slice(0, 2).join(', ')} + ${names.length - 2}`
          : names.join(', ');
  return (
    <div className="truncate text-small text-ink-3 max-sm:text-body" title={names?.join(', ')}>
      {text}
    </div>
  );
}
