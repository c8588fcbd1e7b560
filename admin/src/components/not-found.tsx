import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { usePageTitle } from '../ui/page/page-title.ts';

/** Replaces a screen whose address leads nowhere. */
export function NotFound() {
  usePageTitle('Not found');
  return (
    <div className="grid h-full place-items-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState title="Page not found" action={<ButtonLink to="/conversations">Go to Live Chat</ButtonLink>}>
        Check the address. The page may have been moved or deleted.
      </EmptyState>
    </div>
  );
}
