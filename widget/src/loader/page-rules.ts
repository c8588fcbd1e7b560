/** May the launcher show on this path? `hideOnPages` wins over `showOnPages`; an empty `showOnPages` means everywhere. */
export function isShownOn(path: string, { showOnPages, hideOnPages }: { showOnPages: readonly string[]; hideOnPages: readonly string[] }): boolean {
  const fits = (pattern: string) => matches(pattern, path);
  return !hideOnPages.some(fits) && (!showOnPages.length || showOnPages.some(fits));
}

/** `*` stands for anything, a slash at the end for nothing. */
function matches(pattern: string, path: string): boolean {
  const source = trim(pattern)
    .replace(/[^\w*]/g, '\\$&')
    .replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(trim(path));
}

function trim(path: string): string {
  return path.replace(/\/$/, '');
}
