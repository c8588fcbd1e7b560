const LOOK_MS = 500;

/** Reports when the page's address may have changed without a page load, until `signal` aborts. The page's own history functions stay unchanged. */
export function watchNavigation(onChange: () => void, signal: AbortSignal): void {
  // A page may have a menu of that name.
  if (window.navigation instanceof EventTarget) return navigation.addEventListener('currententrychange', onChange, { signal });
  let { href } = location;
  const timer = setInterval(() => {
    if (signal.aborted) clearInterval(timer);
    else if (href !== location.href) onChange();
    href = location.href;
  }, LOOK_MS);
}
