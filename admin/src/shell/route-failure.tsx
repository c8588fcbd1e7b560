import { isRouteErrorResponse, useRouteError } from 'react-router';
import { Failure } from '../components/failure.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { usePageTitle } from '../ui/page/page-title.ts';

/** Replaces a screen that threw; the rest of the panel stays. */
export function RouteFailure() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  return (
    <div className="grid h-full place-items-center">
      <Failure error={error} title="This screen stopped working" onRetry={() => window.location.reload()} />
    </div>
  );
}

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
