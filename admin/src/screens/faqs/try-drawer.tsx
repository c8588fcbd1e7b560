import { useSites } from '../../queries/use-sites.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Drawer } from '../../ui/overlays/drawer.tsx';
import { TryForm } from './try-form.tsx';

type TryDrawerProps = { open: boolean; siteId: string | null; onClose: () => void };

/** "What would the bot answer?", beside whatever is on the screen. Nothing is sent or counted. */
export function TryDrawer({ open, siteId, onClose }: TryDrawerProps) {
  const { data: sites = [] } = useSites();
  const first = sites.find((site) => site._id === siteId) ?? sites[0];
  return (
    <Drawer open={open} onOpenChange={(next) => !next && onClose()} title="What would the bot answer?" wide>
      {first ? (
        <TryForm key={first._id} sites={sites} startWith={first._id} />
      ) : (
        <EmptyState title="No site yet">The bot answers from a site’s FAQs. Create a site first.</EmptyState>
      )}
    </Drawer>
  );
}
