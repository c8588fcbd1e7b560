import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

/** What is typed goes to the server after this pause. */
const PAUSE = 250;

/** The search box: `text` as typed (null = no box), `search` as asked; kept in the address as `?q=`. When the address changes, the box follows. */
export function useSearchText() {
  const [address, setAddress] = useSearchParams();
  const asked = address.get('q');
  const [text, setTyped] = useState<string | null>(asked);
  const own = useRef(asked);

  const setText = useCallback((next: string | null) => setTyped(next), []);
  useEffect(() => {
    if (own.current === asked) return;
    own.current = asked; // another view was opened, or the browser went back
    setTyped(asked);
  }, [asked]);
  useEffect(() => {
    const wanted = text?.trim() || null;
    if (wanted === own.current) return;
    const ask = () => {
      own.current = wanted;
      setAddress(wanted ? { q: wanted } : {}, { replace: true });
    };
    const timer = setTimeout(ask, wanted ? PAUSE : 0);
    return () => clearTimeout(timer);
  }, [text, setAddress]);
  return { text, search: asked ?? '', setText };
}
