/** As in the style sheets: below this the panel takes the whole screen. */
const PHONE = '(max-width: 480px)';

/** On a phone the panel is modal: it fills what the keyboard leaves free, holds the focus and keeps the page behind from scrolling. */
export function createFullScreen(panel: HTMLElement) {
  const phone = matchMedia(PHONE);
  const { style } = document.documentElement;
  let overflow: string | undefined;
  let isOpen = false;

  function apply(): void {
    const isModal = isOpen && phone.matches;
    panel.setAttribute('aria-modal', `${isModal}`);
    if (isModal && overflow === undefined) {
      overflow = style.overflow;
      style.overflow = 'hidden';
    } else if (!isModal && overflow !== undefined) {
      style.overflow = overflow;
      overflow = undefined;
    }
    const { visualViewport } = window;
    panel.style.setProperty('--sc-top', isModal && visualViewport ? `${visualViewport.offsetTop}px` : '0px');
    panel.style.setProperty('--sc-height', isModal && visualViewport ? `${visualViewport.height}px` : '100dvh');
  }

  /** Tab goes round inside. */
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Tab' || !isOpen || !phone.matches) return;
    const stops = [...panel.querySelectorAll<HTMLElement>('button, a, textarea, [tabindex="0"]')].filter(
      (stop) => stop.offsetParent && !stop.matches(':disabled'),
    );
    const active = (panel.getRootNode() as ShadowRoot).activeElement;
    const [first, last] = [stops[0], stops.at(-1)];
    if (active !== (event.shiftKey ? first : last) && active !== panel) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  }

  const leaving = new AbortController();
  const { signal } = leaving;
  phone.addEventListener('change', apply, { signal });
  panel.addEventListener('keydown', onKey, { signal });
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
