import { X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { classes } from '../classes.ts';
import { PlainButton } from '../plain-button.tsx';
import { useFieldControl } from './field.tsx';

/** An entry in its stored form, or what is wrong with it. */
export type ChipCheck = (text: string) => { value: string } | { error: string };

type ChipsInputProps = {
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** Parses one entry; by default any text is accepted, trimmed. */
  check?: ChipCheck;
  placeholder?: string;
  /** The maximum number of entries. */
  max?: number;
  inputMode?: 'text' | 'url';
  onBlur?: () => void;
};

const acceptAny: ChipCheck = (text) => ({ value: text });

/**
 * A list of short texts: Enter adds, Backspace in the empty box puts the last one back into it, pasted lines become one entry each. Text still
 * in the box counts as the last entry of the value, so that a form saves it and knows that it has changed.
 */
export function ChipsInput({ value, onChange, check = acceptAny, placeholder, max = 50, inputMode, onBlur }: ChipsInputProps) {
  const field = useFieldControl();
  const [typed, setTyped] = useState({ draft: '', entry: null as string | null });
  const [error, setError] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const errorId = field ? `${field.id}-entry-error` : undefined;

  // The form was reset, and the text in the box with it.
  const isKept = typed.entry === null || value.at(-1) === typed.entry;
  const draft = isKept ? typed.draft : '';
  const chips = typed.entry !== null && isKept ? value.slice(0, -1) : value;

  const type = (text: string) => {
    const entry = pendingEntry(text, chips, check);
    setTyped({ draft: text, entry });
    onChange(entry === null ? [...chips] : [...chips, entry]);
  };
  /** Adds each line of `text`; invalid ones stay in the box. */
  const add = (text: string) => {
    const { taken, left, error } = splitEntries(text, chips, { check, max });
    setTyped({ draft: left, entry: left || null });
    onChange(left ? [...taken, left] : taken);
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
    } else if (event.key === 'Backspace' && draft === '' && chips.length > 0) {
      onChange(chips.slice(0, -1));
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
        {chips.length > 0 && (
          <ul className="contents">
            {chips.map((entry) => (
              <li key={entry} className="flex min-h-[22px] max-w-full min-w-0 items-center rounded-xs border border-line bg-sunken pl-1.5 text-small">
                <span className="min-w-0 break-words">{entry}</span>
                <PlainButton
                  aria-label={`Remove ${entry}`}
                  onClick={() => remove(entry)}
                  className="grid size-[22px] shrink-0 place-items-center rounded-xs text-ink-3 hover:text-ink pointer-coarse:size-10"
                >
                  <X className="size-3" aria-hidden />
                </PlainButton>
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
          placeholder={chips.length === 0 ? placeholder : undefined}
          inputMode={inputMode}
          autoCapitalize="none"
          onChange={(event) => {
            type(event.target.value);
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
            if (draft !== '') add(draft);
            onBlur?.();
          }}
          className="h-[22px] min-w-24 flex-1 bg-transparent px-1.5 outline-none placeholder:text-ink-3 pointer-coarse:h-8 pointer-coarse:text-[16px]"
        />
      </div>
      {error && !field?.['aria-invalid'] && (
        <p id={errorId} className="text-small text-bad" role="alert">
          {error}
        </p>
      )}
    </>
  );
}

/** The text in the box, as an entry: in its stored form, or unchanged when it is invalid. Null when it adds nothing. */
export function pendingEntry(text: string, before: readonly string[], check: ChipCheck): string | null {
  const entry = text.trim();
  if (entry === '') return null;
  const checked = check(entry);
  const kept = 'error' in checked ? entry : checked.value;
  return before.includes(kept) ? null : kept;
}

/** The list with each valid line of `text` appended, once; the invalid lines, and why. */
export function splitEntries(
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
