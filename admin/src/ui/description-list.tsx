import type { ReactNode } from 'react';

/** Names and values in two columns. An empty value shows as a dash. */
export function DescriptionList({
  items,
}: {
  items: readonly {
    name: string;
    value: ReactNode;
    /** Full text on hover when the value is cut. */
    title?: string;
  }[];
}) {
  return (
    <dl className="grid grid-cols-[84px_minmax(0,1fr)] gap-x-2 gap-y-[5px]">
      {items.map((item) => (
        <div key={item.name} className="contents">
          <dt className="text-ink-3">{item.name}</dt>
          <dd className="truncate" title={item.title}>
            {item.value === '' || item.value == null ? <span className="text-ink-3">–</span> : item.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
