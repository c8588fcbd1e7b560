/** How much of something is done, as a thin bar; say it in words beside it. */
export function Progress({ done, of, label, className = 'w-[120px]' }: { done: number; of: number; label: string; className?: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={done}
      className={`h-1 shrink-0 overflow-hidden rounded-full bg-hover ${className}`}
    >
      <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${of === 0 ? 0 : (done / of) * 100}%` }} />
    </div>
  );
}
