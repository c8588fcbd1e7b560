import type { ReactNode } from 'react';

/** A group of fields under one heading, in one column. */
export function FormSection({ title, help, children }: { title: string; help?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t border-line pt-5 not-first:mt-6 first:border-0 first:pt-0">
      <h2 className="text-read font-semibold">{title}</h2>
      {help && <p className="mt-0.5 text-ink-2">{help}</p>}
      <div className="mt-3 flex flex-col gap-4">{children}</div>
    </section>
  );
}
