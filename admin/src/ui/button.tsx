import { Button as BaseButton } from '@base-ui/react/button';
import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'react-router';
import { classes } from './classes.ts';

export const buttonClasses = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-s font-medium whitespace-nowrap select-none transition-colors [&_svg]:size-4 [&_svg]:shrink-0 data-disabled:cursor-not-allowed data-disabled:opacity-55 disabled:opacity-55',
  {
    variants: {
      variant: {
        /** The one thing to do in this view. */
        primary: 'bg-accent text-on-accent shadow-low not-data-disabled:hover:bg-accent-hover',
        /** Everything else. */
        secondary: 'border border-line-strong bg-surface text-ink shadow-low not-data-disabled:hover:bg-hover data-popup-open:bg-hover',
        /** In rows and bars, without a frame. */
        quiet: 'text-ink-2 not-data-disabled:hover:bg-hover not-data-disabled:hover:text-ink data-popup-open:bg-hover data-popup-open:text-ink',
        /** What cannot be undone. */
        danger: 'bg-bad text-on-bad shadow-low not-data-disabled:hover:bg-bad-hover',
        /** A destructive choice that still asks. */
        'danger-quiet': 'text-bad not-data-disabled:hover:bg-bad-soft',
      },
      size: {
        normal: 'h-7 px-2.5 max-sm:h-9 pointer-coarse:h-10',
        large: 'h-9 px-3.5 pointer-coarse:h-11',
        icon: 'size-7 max-sm:size-9 pointer-coarse:size-10',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'normal' },
  },
);

export type ButtonVariants = VariantProps<typeof buttonClasses>;

export type ButtonProps = Omit<ComponentProps<typeof BaseButton>, 'className'> &
  ButtonVariants & {
    className?: string;
    /** Work is in progress: shows a spinner, ignores clicks, keeps its width and focus. */
    busy?: boolean;
    icon?: ReactNode;
  };

/** A button whose text says what happens. By default its `type` is `button`. */
export function Button({ variant, size, className, busy = false, icon, children, disabled, type = 'button', ...rest }: ButtonProps) {
  return (
    <BaseButton
      type={type}
      className={classes(buttonClasses({ variant, size }), className)}
      disabled={disabled || busy}
      focusableWhenDisabled={busy || rest.focusableWhenDisabled}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <LoaderCircle className="animate-spin" aria-hidden /> : icon}
      {children}
    </BaseButton>
  );
}

/** A link that looks like a button, for going somewhere. */
export function ButtonLink({ variant, size, className, icon, children, ...rest }: ComponentProps<typeof Link> & ButtonVariants & { icon?: ReactNode }) {
  return (
    <Link className={classes(buttonClasses({ variant, size }), className)} {...rest}>
      {icon}
      {children}
    </Link>
  );
}
