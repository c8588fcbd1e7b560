import { Check } from 'lucide-react';
import { classes } from '../../ui/classes.ts';

/** The current step in a wizard. */
export function Steps({ names, current }: { names: readonly string[]; current: number }) {
  return (
    <ol className="mb-6 flex flex-wrap gap-x-4 gap-y-1 text-small text-ink-3">
      {names.map((name, index) => (
        <li
          key={name}
          aria-current={index === current ? 'step' : undefined}
          className={classes('flex items-center gap-1.5', index === current && 'font-medium text-ink')}
        >
          <span
            className={classes(
              'grid size-[18px] place-items-center rounded-full border text-tiny',
              index < current && 'border-transparent bg-ok-soft text-ok',
              index === current && 'border-transparent bg-accent text-on-accent',
              index > current && 'border-line-strong',
            )}
          >
            {index < current ? <Check className="size-3" aria-label="done" /> : index + 1}
          </span>
          {name}
        </li>
      ))}
    </ol>
  );
}
