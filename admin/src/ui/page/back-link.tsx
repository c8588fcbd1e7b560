import { ArrowLeft } from 'lucide-react';
import { Link } from 'react-router';

/** The way back to the list, above a page's heading. */
export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="mb-2 -ml-1.5 inline-flex h-7 items-center gap-1.5 rounded-s px-1.5 text-ink-3 transition-colors hover:bg-hover hover:text-ink">
      <ArrowLeft className="size-3.5" aria-hidden />
      {children}
    </Link>
  );
}
