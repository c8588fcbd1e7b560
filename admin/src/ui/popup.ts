/** The frame of everything that floats: menus, selects, popovers. */
export const popupClasses = 'float-motion max-w-[min(360px,calc(100vw-16px))] rounded-m border border-line bg-surface p-1 text-ink shadow-high outline-none';

/** One row in a menu or select. */
export const rowClasses =
  'relative flex min-h-7 cursor-default items-center gap-2 rounded-s px-2 py-1 outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50 pointer-coarse:min-h-10 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-3';
