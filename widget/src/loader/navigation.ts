/** Tells when the page's address may have changed without a page load, until `signal` aborts. */
export function watchNavigation(onChange: () => void, signal: AbortSignal): void {
  if (window.navigation) return navigation.addEventListener('currententrychange', onChange, { signal });
  addEventListener('popstate', onChange, { signal });
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    const patched: History['pushState'] = (...entry) => {
      original.apply(history, entry);
      if (!signal.aborted) onChange();
    };
    history[name] = patched;
    // Another script may have patched on top of us meanwhile: then ours stays in the chain, silent.
    signal.addEventListener('abort', () => {
      if (history[name] === patched) history[name] = original;
    });
  }
}
