import { chooseSite, useSiteChoice } from '../queries/use-site-choice.ts';
import { useSites } from '../queries/use-sites.ts';
import { Select } from '../ui/forms/select.tsx';

const ALL = 'all';

/** The site that a screen shows: the same choice as in the navigation, where the eye is. Nothing with fewer than two sites. */
export function SiteFilter() {
  const { data: sites = [] } = useSites();
  const chosen = useSiteChoice();
  if (sites.length < 2) return null;
  return (
    <Select
      label="Site"
      value={chosen ?? ALL}
      onChange={(value) => chooseSite(value === ALL ? null : value)}
      options={[{ value: ALL, label: 'All sites' }, ...sites.map((site) => ({ value: site._id, label: site.name, hint: site.domain }))]}
      className="max-w-52"
    />
  );
}
