import { classes } from '../../../ui/classes.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';

const SHAPES = [
  ['in', 'w-64'],
  ['out', 'w-80'],
  ['in', 'w-48'],
  ['in', 'w-72'],
  ['out', 'w-56'],
] as const;

export function ThreadSkeleton() {
  return (
    <div role="status" aria-label="Loading messages" className="flex flex-col gap-3">
      {SHAPES.map(([side, width]) => (
        <Skeleton key={width} className={classes('h-9 max-w-[70%] rounded-l', width, side === 'out' && 'ml-auto')} />
      ))}
    </div>
  );
}
