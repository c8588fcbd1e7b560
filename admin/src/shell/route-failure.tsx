import { isRouteErrorResponse, useRouteError } from 'react-router';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Failure } from '../ui/failure.tsx';
import { usePageTitle } from './page-title.ts';

/** A screen that threw: says so and offers to load the page again; the rest of the panel lives on. */
export function RouteFailure() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  if (isMissingChunk(error)) {
    return (
      <div className="grid h-full place-items-center">
        <EmptyState
          title="A new version is there"
          action={
            <Button variant="primary" onClick={() => window.location.reload()}>
              Reload
            </Button>
          }
        >
          This screen belongs to the version before, or the connection broke while it was loaded. Drafts and unsent messages are kept.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="grid h-full place-items-center">
      <Failure error={error} title="This screen failed" onRetry={() => window.location.reload()} />
    </div>
  );
}

/** The server has newer files than this page asks for, or it is away. */
const isMissingChunk = (error: unknown) => error instanceof TypeError && /dynamically imported module|module script/i.test(error.message);

export function NotFound() {
  usePageTitle('Not found');
  return (
    <div className="grid h-full place-items-center">
      <h1 className="sr-only">Not found</h1>
      <EmptyState title="There is nothing here" action={<ButtonLink to="/conversations">Go to Live Chat</ButtonLink>}>
        The address may be mistyped, or what stood here was deleted.
      </EmptyState>
    </div>
  );
}
