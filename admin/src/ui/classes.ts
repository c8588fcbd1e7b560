import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: {
    theme: { text: ['tiny', 'small', 'body', 'read', 'title', 'figure'], radius: ['xs', 's', 'm', 'l', 'full'], shadow: ['low', 'high'] },
  },
});

/** Class names in one string; of two Tailwind classes for the same property the later wins. */
export const classes = (...values: ClassValue[]) => merge(clsx(values));
