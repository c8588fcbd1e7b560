import { ChevronDown, Search, X } from 'lucide-react';
import type { RefObject } from 'react';
import { useNavigate } from 'react-router';
import type { View, ViewId } from '../../../queries/conversations/views.ts';
import { VIEWS } from '../../../queries/conversations/views.ts';
import { useConversationCounts } from '../../../queries/use-conversation-counts.ts';
import { useSiteChoice } from '../../../queries/use-site-choice.ts';
import { SearchInput } from '../../../ui/forms/search-input.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuChoice } from '../../../ui/overlays/menu.tsx';
import { useWideScreen } from '../../../ui/page/use-media.ts';
import { PlainButton } from '../../../ui/plain-button.tsx';

type HeaderProps = {
  view: View;
  /** Null while the search box is closed. */
  search: string | null;
  onSearch: (text: string | null) => void;
  box: RefObject<HTMLInputElement | null>;
  /** From the search box into the rows: to continue with keys, or to write. */
  onIntoList: (focus: 'row' | 'composer') => void;
};

/** Name of the view with its count, or the search box. */
export function ListHeader({ view, search, onSearch, box, onIntoList }: HeaderProps) {
  const { data: counts } = useConversationCounts(useSiteChoice());
  const count = view.count && counts ? counts[view.count] : null;
  return (
    <div className="flex h-[49px] shrink-0 items-center gap-1.5 border-b border-line pr-2.5 pl-3.5">
      {search === null ? (
        <>
          <ViewTitle view={view} count={count} />
          <IconButton label="Search conversations" keys="/" icon={<Search />} className="ml-auto" onClick={() => onSearch('')} />
        </>
      ) : (
        <>
          <h1 className="sr-only">Search conversations</h1>
          <SearchInput
            ref={box}
            value={search}
            onChange={onSearch}
            label="Search conversations"
            placeholder="Name, email or words"
            className="flex-1"
            onKeyDown={(event) => {
              const goes = event.key === 'ArrowDown' ? 'row' : event.key === 'Enter' && !event.nativeEvent.isComposing ? 'composer' : null;
              if (goes && search !== '') {
                event.preventDefault();
                onIntoList(goes);
              }
              if (event.key !== 'Escape' || search !== '') return;
              event.preventDefault();
              onSearch(null);
            }}
          />
          <IconButton
            label="Close search"
            icon={<X />}
            onClick={() => onSearch(null)}
            onKeyDown={(event) => event.key === 'Escape' && (event.preventDefault(), onSearch(null))}
          />
        </>
      )}
    </div>
  );
}

/** A plain heading beside the wide navigation; where that shows no views, a menu to choose one. */
function ViewTitle({ view, count }: { view: View; count: number | null }) {
  const wide = useWideScreen();
  const navigate = useNavigate();
  const { data: counts } = useConversationCounts(useSiteChoice());
  const number = count !== null && <span className="text-ink-3 tabular-nums">{count}</span>;
  if (wide) {
    return (
      <>
        <h1 className="truncate text-read font-semibold tracking-[-0.01em]">{view.name}</h1>
        {number}
      </>
    );
  }
  return (
    <>
      <h1 className="sr-only">{view.name}</h1>
      <Menu
        trigger={
          <PlainButton className="-ml-1.5 flex h-8 min-w-0 items-center gap-1.5 rounded-s px-1.5 text-read font-semibold tracking-[-0.01em] hover:bg-hover">
            <span className="sr-only">View:</span>
            <span className="truncate">{view.name}</span>
            <span className="font-normal">{number}</span>
            <ChevronDown className="size-4 shrink-0 text-ink-3" aria-hidden />
          </PlainButton>
        }
      >
        <MenuChoice<ViewId>
          label="View"
          value={view.id}
          onChange={(id) => void navigate(`/conversations/${id}`)}
          options={VIEWS.map(({ id, name, count: key }) => ({ value: id, label: key && counts ? `${name} (${counts[key]})` : name }))}
        />
      </Menu>
    </>
  );
}
