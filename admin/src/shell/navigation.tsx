import { Search } from 'lucide-react';
import { NavLink, useLocation } from 'react-router';
import { MAIN_ITEMS, type NavigationItem } from '../navigation-items.ts';
import { VIEWS } from '../queries/conversations/views.ts';
import { useConversationCounts } from '../queries/use-conversation-counts.ts';
import { useSiteChoice } from '../queries/use-site-choice.ts';
import { classes } from '../ui/classes.ts';
import { Keys } from '../ui/keys.tsx';
import { MOD } from '../ui/modifier.ts';
import { Tooltip } from '../ui/overlays/tooltip.tsx';
import { openPalette } from '../ui/palette-state.ts';
import { PlainButton } from '../ui/plain-button.tsx';
import { Count } from '../ui/tag.tsx';
import { ConnectionPill } from './connection-pill.tsx';
import { MeMenu } from './me-menu.tsx';
import { SiteSwitcher } from './site-switcher.tsx';

/** The column at the left: site, search, screens, views of Live Chat, me. `compact` shows icons only. */
export function Navigation({ compact = false, onNavigate }: { compact?: boolean; onNavigate?: () => void }) {
  const inChat = useLocation().pathname.startsWith('/conversations');
  const { data: counts } = useConversationCounts(useSiteChoice());

  return (
    <nav aria-label="Main" className="flex h-full min-h-0 flex-col gap-0.5 overflow-x-hidden overflow-y-auto px-2 py-3 [scrollbar-width:none]">
      <SiteSwitcher compact={compact} />
      <SearchButton compact={compact} />
      {MAIN_ITEMS.map((item) => (
        <NavigationLink
          key={item.path}
          item={item}
          compact={compact}
          attention={item.path === '/conversations' ? (counts?.attention ?? 0) : 0}
          onClick={onNavigate}
        />
      ))}
      {inChat && !compact && (
        <>
          <h2 className="px-2 pt-3.5 pb-1 text-tiny font-medium text-ink-3">Views</h2>
          {VIEWS.map((view) => (
            <NavLink key={view.id} to={`/conversations/${view.id}`} onClick={onNavigate} className={linkClasses}>
              <span className="min-w-0 flex-1 truncate">{view.name}</span>
              {view.count && counts && <span className="text-small text-ink-3 tabular-nums">{counts[view.count]}</span>}
            </NavLink>
          ))}
        </>
      )}
      <div className="mt-auto pt-3">
        <ConnectionPill compact={compact} />
        <MeMenu compact={compact} />
      </div>
    </nav>
  );
}

const linkClasses = ({ isActive }: { isActive: boolean }) =>
  classes(
    'flex h-[30px] shrink-0 items-center gap-[9px] rounded-s px-2 text-ink-2 transition-colors hover:bg-hover hover:text-ink pointer-coarse:h-10',
    isActive && 'bg-hover font-medium text-ink',
  );

function NavigationLink({ item, compact, attention, onClick }: { item: NavigationItem; compact: boolean; attention: number; onClick?: () => void }) {
  const Icon = item.icon;
  const link = (
    <NavLink to={item.path} className={(state) => classes(linkClasses(state), compact && 'relative justify-center px-0')} onClick={onClick}>
      <Icon className="size-4 shrink-0" strokeWidth={1.8} aria-hidden />
      <span className={compact ? 'sr-only' : 'min-w-0 flex-1 truncate'}>{item.name}</span>
      <Count value={attention} label="unread, yours or unassigned" className={compact ? 'absolute -top-1 right-0' : undefined} />
    </NavLink>
  );
  return compact ? (
    <Tooltip label={item.name} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}

function SearchButton({ compact }: { compact: boolean }) {
  const button = (
    <PlainButton
      onClick={openPalette}
      className={classes(
        'mb-2.5 flex h-[30px] shrink-0 items-center gap-2 rounded-s border border-line bg-surface px-2 text-ink-3 transition-colors hover:border-line-strong hover:text-ink-2 pointer-coarse:h-10',
        compact && 'justify-center',
      )}
    >
      <Search className="size-4 shrink-0" strokeWidth={1.8} aria-hidden />
      <span className={compact ? 'sr-only' : 'flex-1 text-left'}>Search</span>
      {!compact && <Keys>{`${MOD}K`}</Keys>}
    </PlainButton>
  );
  return compact ? (
    <Tooltip label="Search" side="right" keys={`${MOD}K`}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
