import { TriangleAlert } from 'lucide-react';
import { describeError } from '../http/api-error.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';

type FailureProps = {
  error: unknown;
  /** What could not be done: "The sites could not be loaded". */
  title?: string;
  onRetry?: () => void;
  className?: string;
};

/** Replaces what could not be loaded with a failure: what to do, the request id, Retry. */
export function Failure({ error, title = 'This could not be loaded', onRetry, className }: FailureProps) {
  const { message, requestId } = describeError(error);
  return (
    <div role="alert" className={classes('mx-auto flex max-w-md flex-col items-center px-6 py-12 text-center', className)}>
      <TriangleAlert className="mb-2 size-5 text-bad" aria-hidden />
      <p className="text-read font-medium">{title}</p>
      <p className="mt-1 text-ink-2">{message}</p>
      {requestId && <p className="mt-1 text-small text-ink-3 select-all">Request ID: {requestId}</p>}
      {onRetry && (
        <Button className="mt-4" onClick={onRetry}>
          Retry
        </Button>
      )}
    </div>
  );
}

/** A failure inside a form or dialog, above its buttons. Nothing without an error. */
export function FormFailure({ error }: { error: unknown }) {
  if (!error) return null;
  const { message, requestId } = describeError(error);
  return (
    <div role="alert" className="flex gap-2 rounded-m bg-bad-soft px-3 py-2 text-bad">
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <p className="min-w-0">
        {message}
        {requestId && <span className="block text-small select-all">Request ID: {requestId}</span>}
      </p>
    </div>
  );
}
