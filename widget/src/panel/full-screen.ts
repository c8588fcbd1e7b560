import { rootOf } from '../loader/shadow.ts';

/** As in the style sheets: below this the panel takes the whole screen. */
const SMALL = '(max-width: 480px), (max-height: 480px)';
/** With less free height than this, the panel covers the launcher. */
const LOW_PX = 640;

/** The panel fills what the keyboard leaves free. On a small screen it is modal: it holds the focus, and the page behind is out of reach. */
export function createFullScreen(panel: HTMLElement) {
  const small = matchMedia(SMALL);
  let restore: (() => void) | undefined;
  let isOpen = false;

  function apply(): void {
    const isModal = isOpen && small.matches;
    panel.setAttribute('aria-modal', `${isModal}`);
    if (isModal) restore ??= lockPage();
    else {
      restore?.();
      restore = undefined;
    }
    const { clientHeight } = rootOf();
    const { visualViewport } = window;
    // Pinch zoom looks at a part of the panel: it stays unchanged.
    const { offsetTop, height } = visualViewport && visualViewport.scale < 1.1 ? visualViewport : { offsetTop: 0, height: innerHeight };
    panel.style.setProperty('--sc-top', `${offsetTop}px`);
    panel.style.setProperty('--sc-height', `${height}px`);
    panel.style.setProperty('--sc-below', `${Math.max(0, clientHeight - offsetTop - height)}px`);
    panel.classList.toggle('low', height < LOW_PX);
  }

  /** The widget is beside the body, so the whole body may become inert. Returns a function that restores the exact previous state. */
  function lockPage(): () => void {
    const release = stopScrolling();
    let letGo = holdBody();
    // A page may swap its body while the panel is open.
    const swapped = new MutationObserver(() => {
      letGo();
      letGo = holdBody();
    });
    swapped.observe(rootOf(), { childList: true });
    return () => {
      swapped.disconnect();
      letGo();
      release();
    };
  }

  function holdBody(): () => void {
    const { body } = document;
    const { inert } = body;
    body.inert = true;
    return () => {
      body.inert = inert;
    };
  }

  /** Uses a style sheet, not the inline style, so that whatever the page sets in the meantime is kept. */
  function stopScrolling(): () => void {
    let sheet: CSSStyleSheet;
    try {
      sheet = new CSSStyleSheet();
      sheet.replaceSync('html { overflow: hidden !important }');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    } catch {
      // If the page has removed them, it scrolls behind the panel.
    }
    return () => {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets].filter((other) => other !== sheet);
    };
  }

  /** Tab cycles inside. */
  function holdFocus({ relatedTarget }: FocusEvent): void {
    if (restore && document.hasFocus() && !panel.contains(relatedTarget as Node | null)) panel.focus();
  }

  const leaving = new AbortController();
  const { signal } = leaving;
  small.addEventListener('change', apply, { signal });
  panel.addEventListener('focusout', holdFocus, { signal });
  for (const change of ['resize', 'scroll']) window.visualViewport?.addEventListener?.(change, apply, { signal });

  return {
    isSmall: () => small.matches,
    set(open: boolean): void {
      isOpen = open;
      apply();
    },
    destroy: () => leaving.abort(),
  };
}
