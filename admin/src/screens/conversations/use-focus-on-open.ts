import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { type OpenState } from '../../queries/conversations/open-state.ts';
import { addToDraft } from '../../unsent/drafts.ts';
import { focusComposer, focusRow, openAssignMenu } from './focus.ts';

type FocusInput = { openId: string | undefined; isLoaded: boolean; box: RefObject<HTMLInputElement | null> };

/**
 * Moves the focus where the navigation asked for it, before the next key can be pressed. If that is not loaded yet, the focus waits on
 * what is there, and moves on unless the agent has moved it since.
 */
export function useFocusOnOpen({ openId, isLoaded, box }: FocusInput) {
  const { key, state } = useLocation();
  const focus = (state as Partial<OpenState> | null)?.focus;
  const waits = useRef<{ key: string; at: Element | null } | null>(null);
  useLayoutEffect(() => {
    if (!focus) return;
    const { activeElement } = document;
    if (waits.current?.key === key && activeElement !== waits.current.at && activeElement !== document.body) return;
    if (focus === 'search') box.current?.focus();
    else if (focus === 'composer' && openId) focusComposer();
    else focusRow(openId);
    if (focus === 'assign') openAssignMenu();
    waits.current = { key, at: document.activeElement };
  }, [key, focus, openId, isLoaded, box]);

  // Opened to write: a character is text, not a shortcut, even before the message box exists or, on a touch screen, before it is focused.
  useEffect(() => {
    if (focus !== 'composer' || !openId) return;
    const write = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      const composer = document.getElementById('composer');
      const { activeElement } = document;
      if (activeElement !== waits.current?.at || activeElement === composer || (!composer && isLoaded)) return;
      event.stopPropagation();
      if (composer) return composer.focus(); // the browser writes the character there
      event.preventDefault();
      addToDraft(openId, event.key);
    };
    window.addEventListener('keydown', write, { capture: true });
    return () => window.removeEventListener('keydown', write, { capture: true });
  }, [focus, openId, isLoaded]);
}
