import { useRef } from 'react';

/** The value, or the previous one when it is null now: a dialog keeps its text while it closes. */
export function useLastValue<T>(value: T | null): T | null {
  const last = useRef(value);
  if (value !== null) last.current = value;
  return last.current;
}
