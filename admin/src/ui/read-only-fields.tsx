import type { ReactNode } from 'react';

/** Read-only settings, one below another with room for long values: for users who may not change them. */
export function ReadOnlyFields({ items }: { items: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="max-w-[560px] overflow-hidden rounded-l border border-line bg-surface">
      {items.map(({ name, value }) => (
        <div key={name} className="gap-x-4 px-4 py-2.5 not-last:border-b not-last:border-line sm:grid sm:grid-cols-[160px_minmax(0,1fr)]">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0 break-words">{value === '' || value == null ? <span className="text-ink-3">–</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
