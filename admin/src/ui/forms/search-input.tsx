import { Search, X } from 'lucide-react';
import type { KeyboardEvent, Ref } from 'react';
import { classes } from '../classes.ts';
import { PlainButton } from '../plain-button.tsx';

type SearchInputProps = {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder?: string;
  ref?: Ref<HTMLInputElement>;
  className?: string;
  /** Before the box itself reacts, which it does not when the default is prevented. */
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/** A search box that clears with Escape or its cross. */
export function SearchInput({ value, onChange, label, placeholder = 'Search', ref, className, onKeyDown }: SearchInputProps) {
  return (
    <div className={classes('relative flex min-w-0 items-center', className)}>
      <Search className="pointer-events-none absolute left-2 size-4 text-ink-3" aria-hidden />
      <input
        ref={ref}
        type="text"
        role="searchbox"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          onKeyDown?.(event);
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          if (value === '') event.currentTarget.blur();
          onChange('');
        }}
        className="h-[30px] w-full min-w-0 rounded-s border border-line bg-surface pr-7 pl-[30px] placeholder:text-ink-3 hover:border-line-strong focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 pointer-coarse:h-10 pointer-coarse:text-[16px]"
      />
      {value !== '' && (
        <PlainButton
          aria-label="Clear search"
          className="absolute right-1 grid size-6 place-items-center rounded-s text-ink-3 hover:text-ink"
          onClick={() => onChange('')}
        >
          <X className="size-3.5" aria-hidden />
        </PlainButton>
      )}
    </div>
  );
}
