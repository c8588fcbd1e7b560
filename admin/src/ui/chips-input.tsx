import { X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { classes } from './classes.ts';
import { useFieldControl } from './field.tsx';

/** An entry as it is kept, or what is wrong with it. */
export type ChipCheck = (text: string) => { value: string } | { error: string };

type ChipsInputProps = {
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** Reads one entry; without it any text is taken, trimmed. */
  check?: ChipCheck;
  placeholder?: string;
  /** Most entries. */
  max?: number;
  inputMode?: 'text' | 'url';
  onBlur?: () => void;
};

const takeAll: ChipCheck = (text) => ({ value: text });

/** A list of short texts: Enter adds, Backspace in the empty box takes the last back, pasted lines become one entry each. */
export function ChipsInput({ value, onChange, check = takeAll, placeholder, max = 50, inputMode, onBlur }: ChipsInputProps) {
  const field = useFieldControl();
  const [draft, setDraft] = useState('');
  const [error, setError] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const errorId = field ? `${field.id}-entry-error` : undefined;

  /** Takes each line of `text`; what cannot be taken stays in the box. */
  const add = (text: string) => {
    const { taken, left, error } = takeEntries(text, value, { check, max });
    if (taken.length > value.length) onChange(taken);
    setDraft(left);
    setError(error);
  };
  const remove = (entry: string) => {
    onChange(value.filter((one) => one !== entry));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      add(draft);
    } else if (event.key === 'Backspace' && draft === '' && value.length > 0) {
      onChange(value.slice(0, -1));
    }
  };

  return (
    <>
      <div
        className={classes(
          'flex min-h-[30px] flex-wrap items-center gap-1 rounded-s border border-line-strong bg-surface p-[3px] shadow-low transition-colors focus-within:border-accent focus-within:outline-1 focus-within:outline-accent hover:border-control pointer-coarse:min-h-10',
          (error || field?.['aria-invalid']) && 'border-bad',
        )}
      >
        {value.length > 0 && (
          <ul className="contents">
            {value.map((entry) => (
              <li key={entry} className="flex min-h-[22px] max-w-full min-w-0 items-center rounded-xs border border-line bg-sunken pl-1.5 text-small">
                <span className="min-w-0 break-words">{entry}</span>
                <button
                  type="button"
                  aria-label={`Remove ${entry}`}
                  onClick={() => remove(entry)}
                  className="grid size-[22px] shrink-0 place-items-center rounded-xs text-ink-3 hover:text-ink pointer-coarse:size-8"
                >
                  <X className="size-3" aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          ref={input}
          {...field}
          aria-describedby={[field?.['aria-describedby'], error && errorId].filter(Boolean).join(' ') || undefined}
          aria-invalid={error ? true : field?.['aria-invalid']}
          value={draft}
          placeholder={value.length === 0 ? placeholder : undefined}
          inputMode={inputMode}
          autoCapitalize="none"
          onChange={(event) => {
            setDraft(event.target.value);
            setError(null);
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text');
            if (!/[\r\n]/.test(text.trim())) return;
            event.preventDefault();
            add(text);
          }}
          onBlur={() => {
            add(draft);
            onBlur?.();
          }}
          className="h-[22px] min-w-24 flex-1 bg-transparent px-1.5 outline-none placeholder:text-ink-3 pointer-coarse:h-8 pointer-coarse:text-[16px]"
        />
      </div>
      {error && (
        <p id={errorId} className="text-small text-bad" role="alert">
          {error}
        </p>
      )}
    </>
  );
}

/** The list with each good line of `text` at its end, once; the lines that cannot be taken, and why. */
export function takeEntries(
  text: string,
  before: readonly string[],
  { check, max }: { check: ChipCheck; max: number },
): { taken: string[]; left: string; error: string | null } {
  const taken = [...before];
  const left: string[] = [];
  let error: string | null = null;
  for (const line of text.split(/[\r\n]+/)) {
    const entry = line.trim();
    if (entry === '') continue;
    const checked = taken.length >= max ? { error: `At most ${max} entries.` } : check(entry);
    if ('error' in checked) {
      error ??= checked.error;
      left.push(entry);
    } else if (!taken.includes(checked.value)) taken.push(checked.value);
  }
  return { taken, left: left.join(' '), error };
}
