import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ViewId } from '../../../queries/conversations/views.ts';

/** Typed text is sent to the server after this pause. */
const SEARCH_DELAY_MS = 250;

/** The search box: `text` as typed (null = no box), `search` as sent; kept in the address as `?q=`. When the address or the view changes, the box follows. */
export function useSearchText(viewId: ViewId) {
  const [address, setAddress] = useSearchParams();
  const asked = address.get('q');
  const [text, setText] = useState<string | null>(asked);
  const own = useRef({ viewId, asked });
  const wanted = text?.trim() || null;

  useLayoutEffect(() => {
    if (own.current.asked === asked && own.current.viewId === viewId) return;
    own.current = { viewId, asked }; // Another view was opened, or the browser went back.
    setText(asked);
  }, [viewId, asked]);

  /** Searches for what is in the box now; false when that was already searched. */
  const ask = useCallback(() => {
    if (wanted === own.current.asked) return false;
    own.current = { ...own.current, asked: wanted };
    // Immediately: an address that is updated late would replace what was typed since.
    setAddress(wanted ? { q: wanted } : {}, { replace: true, flushSync: true });
    return true;
  }, [wanted, setAddress]);
  useEffect(() => {
    if (wanted === own.current.asked) return;
    const timer = setTimeout(ask, wanted ? SEARCH_DELAY_MS : 0);
    return () => clearTimeout(timer);
  }, [wanted, ask]);
  return { text, search: asked ?? '', setText, ask };
}
