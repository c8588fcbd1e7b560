import { Menu as MenuIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { NavLink, useLocation, useMatch } from 'react-router';
import { MAIN_ITEMS } from '../navigation-items.ts';
import { useConversationCounts } from '../queries/use-conversation-counts.ts';
import { useSiteChoice } from '../queries/use-site-choice.ts';
import { classes } from '../ui/classes.ts';
import { Drawer } from '../ui/overlays/drawer.tsx';
import { PlainButton } from '../ui/plain-button.tsx';
import { Count } from '../ui/tag.tsx';
import { Navigation } from './navigation.tsx';

const itemClasses = 'relative flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-tiny text-ink-3 focus-visible:outline-offset-[-2px]';

/** Navigation on a phone: four screens and a drawer with everything. */
export function BottomBar() {
  const [open, setOpen] = useState(false);
  const inThread = useMatch('/conversations/:view/:conversationId') !== null;
  const { key } = useLocation();
  // Any navigation closes the drawer.
  useEffect(() => setOpen(false), [key]);
  const { data: counts } = useConversationCounts(useSiteChoice());
  if (inThread) return null; // the thread has its own way back, and needs the room
  return (
    <div className="border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] print:hidden sm:hidden">
      <nav aria-label="Places" className="flex h-14">
        {MAIN_ITEMS.slice(0, 4).map(({ path, name, icon: Icon }) => (
          <NavLink key={path} to={path} className={({ isActive }) => classes(itemClasses, isActive && 'font-medium text-accent-text')}>
            <Icon className="size-5" strokeWidth={1.8} aria-hidden />
            {name}
            {path === '/conversations' && (
              <Count value={counts?.attention ?? 0} label="unread, yours or unassigned" className="absolute top-1 left-1/2 ml-1.5" />
            )}
          </NavLink>
        ))}
        <PlainButton className={itemClasses} onClick={() => setOpen(true)}>
          <MenuIcon className="size-5" strokeWidth={1.8} aria-hidden />
          More
        </PlainButton>
      </nav>
      <Drawer open={open} onOpenChange={setOpen} title="SupportChat" side="left">
        <Navigation onNavigate={() => setOpen(false)} />
      </Drawer>
    </div>
  );
}
