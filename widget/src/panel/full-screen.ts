/** As in the style sheets: below this the panel takes the whole screen. */
const PHONE = '(max-width: 480px)';

/** On a phone the panel is modal: it fills what the keyboard leaves free and holds the focus; the page behind is out of reach. */
export function createFullScreen(panel: HTMLElement) {
  const phone = matchMedia(PHONE);
  const { style } = document.documentElement;
  let restore: (() => void) | undefined;
  let isOpen = false;

  function apply(): void {
    const isModal = isOpen && phone.matches;
    panel.setAttribute('aria-modal', `${isModal}`);
    if (isModal) restore ??= holdPage();
    else {
      restore?.();
      restore = undefined;
    }
    const { offsetTop = 0, height }: Partial<VisualViewport> = (isModal && window.visualViewport) || {};
    panel.style.setProperty('--sc-top', `${offsetTop}px`);
    panel.style.setProperty('--sc-height', height ? `${height}px` : '100dvh');
  }

  /** The widget stands beside the body, so the whole body may become inert. Returns the way back to exactly what was before. */
  function holdPage(): () => void {
    const { body } = document;
    const { overflow } = style;
    const { inert } = body;
    style.overflow = 'hidden';
    body.inert = true;
    return () => {
      style.overflow = overflow;
      body.inert = inert;
    };
  }

  /** Tab goes round inside. */
  function holdFocus({ relatedTarget }: FocusEvent): void {
    if (restore && document.hasFocus() && !panel.contains(relatedTarget as Node | null)) panel.focus();
  }

  const leaving = new AbortController();
  const { signal } = leaving;
  phone.addEventListener('change', apply, { signal });
  panel.addEventListener('focusout', holdFocus, { signal });
  for (const change of ['resize', 'scroll']) window.visualViewport?.addEventListener(change, apply, { signal });

  return {
    isPhone: () => phone.matches,
    set(open: boolean): void {
      isOpen = open;
      apply();
    },
    destroy: () => leaving.abort(),
  };
}
