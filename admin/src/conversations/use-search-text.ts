import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

/** What is typed goes to the server after this pause. */
const PAUSE = 250;

/** The search box: `text` as typed (null = no box), `search` as asked; kept in the address as `?q=`. */
export function useSearchText() {
  const [address, setAddress] = useSearchParams();
  const asked = address.get('q');
  const [text, setTyped] = useState<string | null>(asked);

  const setText = useCallback((next: string | null) => setTyped(next), []);
  useEffect(() => {
    const wanted = text?.trim() || null;
    if (wanted === asked) return;
    const timer = setTimeout(() => setAddress(wanted ? { q: wanted } : {}, { replace: true }), wanted ? PAUSE : 0);
    return () => clearTimeout(timer);
  }, [text, asked, setAddress]);
  return { text, search: asked ?? '', setText };
}
