import { classes } from './classes.ts';

/** A grey bar in place of something that is loading; appears only after 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span className="late block" aria-hidden>
      <span className={classes('breathe block h-3 rounded-xs bg-hover', className)} />
    </span>
  );
}

/** `count` rows of a list that is loading. Announces "Loading" to screen readers. */
export function SkeletonRows({ count = 6, label = 'Loading' }: { count?: number; label?: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: count }, (_, row) => (
        <div key={row} className="flex items-center gap-3 border-b border-line px-4 py-3">
          <Skeleton className="size-[26px] rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className={['w-2/5', 'w-1/3', 'w-1/2'][row % 3]} />
            <Skeleton className={['w-4/5', 'w-3/5', 'w-2/3'][row % 3]} />
          </div>
        </div>
      ))}
    </div>
  );
}
