import { isRouteErrorResponse, useRouteError } from 'react-router';
import { Failure } from '../components/failure.tsx';
import { NotFound } from '../components/not-found.tsx';

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
