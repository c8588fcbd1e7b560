import { ChevronsUpDown, Plus } from 'lucide-react';
import { useNavigate } from 'react-router';
import { chooseSite, useSiteChoice } from '../queries/use-site-choice.ts';
import { useSites } from '../queries/use-sites.ts';
import { may, useMe } from '../session/session.ts';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/overlays/menu.tsx';
import { PlainButton } from '../ui/plain-button.tsx';

const ALL = 'all';

/** The head of the navigation: the selected site. */
export function SiteSwitcher({ compact = false }: { compact?: boolean }) {
  const me = useMe();
  const navigate = useNavigate();
  const { data: sites = [] } = useSites();
  const chosen = useSiteChoice();
  const name = sites.find((site) => site._id === chosen)?.name ?? (sites.length === 1 ? (sites[0]?.name ?? '') : 'All sites');

  return (
    <Menu
      trigger={
        <PlainButton
          aria-label={`Site: ${name}`}
          className="mb-2 flex h-8 w-full min-w-0 items-center gap-2 rounded-s px-2 text-left font-semibold tracking-[-0.01em] hover:bg-hover data-popup-open:bg-hover"
        >
          <span className="size-5 shrink-0 rounded-[6px_6px_6px_2px] bg-accent" aria-hidden />
          {!compact && (
            <>
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <ChevronsUpDown className="size-3.5 shrink-0 text-ink-3" aria-hidden />
            </>
          )}
        </PlainButton>
      }
    >
      <MenuChoice
        label="Site"
        value={chosen ?? ALL}
        onChange={(value) => chooseSite(value === ALL ? null : value)}
        options={[{ value: ALL, label: 'All sites' }, ...sites.map((site) => ({ value: site._id, label: site.name }))]}
      />
      {may(me, 'manage-sites') && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Plus />} onSelect={() => navigate('/sites/new')}>
            New site
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
