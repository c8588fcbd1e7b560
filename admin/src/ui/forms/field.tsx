import { type ComponentProps, createContext, type ReactNode, use, useId, useMemo } from 'react';
import { classes } from '../classes.ts';

type FieldIds = { controlId: string; describedBy: string | undefined; invalid: boolean };
const FieldContext = createContext<FieldIds | null>(null);

/** What a custom control inside `Field` must put on its element: id, aria-describedby, aria-invalid. */
export function useFieldControl() {
  const field = use(FieldContext);
  return field && { id: field.controlId, 'aria-describedby': field.describedBy, 'aria-invalid': field.invalid || undefined };
}

type FieldProps = {
  label: ReactNode;
  /** A sentence under the control that helps to fill it in. */
  help?: ReactNode;
  /** What is wrong and what to do; shown under the control. */
  error?: string | undefined;
  /** Shown after the label in grey, for the few fields that may stay empty. */
  optional?: boolean;
  className?: string;
  children: ReactNode;
};

/** Label, control, help and error of one form field, tied together for assistive technology. */
export function Field({ label, help, error, optional = false, className, children }: FieldProps) {
  const controlId = useId();
  const describedBy = [help && `${controlId}-help`, error && `${controlId}-error`].filter(Boolean).join(' ') || undefined;
  const invalid = Boolean(error);
  const ids = useMemo(() => ({ controlId, describedBy, invalid }), [controlId, describedBy, invalid]);
  return (
    <FieldContext value={ids}>
      <div className={classes('flex min-w-0 flex-col gap-1.5', className)}>
        <label htmlFor={controlId} className="font-medium">
          {label} {optional && <span className="font-normal text-ink-3">optional</span>}
        </label>
        {children}
        {error && (
          <p id={`${controlId}-error`} className="text-small text-bad" role="alert">
            {error}
          </p>
        )}
        {help && (
          <p id={`${controlId}-help`} className="text-small text-ink-3">
            {help}
          </p>
        )}
      </div>
    </FieldContext>
  );
}

export const controlClasses =
  'w-full min-w-0 rounded-s border border-line-strong bg-surface px-2.5 text-ink shadow-low transition-colors placeholder:text-ink-3 hover:border-control focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:opacity-60 read-only:bg-sunken aria-invalid:border-bad pointer-coarse:text-[16px]';

/** One line of text. Inside `Field` it takes the field's label and error. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...useFieldControl()} className={classes(controlClasses, 'h-[30px] pointer-coarse:h-10', className)} {...rest} />;
}

/** An email address as it is typed: browsers rewrite the domain of a `type="email"`, so that müller.example would be stored as xn--mller-kva.example. */
export function EmailInput(props: ComponentProps<'input'>) {
  return <Input type="text" inputMode="email" autoCapitalize="none" autoCorrect="off" spellCheck={false} {...props} />;
}

/** Several lines; grows with its text where the browser can. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      {...useFieldControl()}
      className={classes(controlClasses, 'field-sizing-content max-h-96 min-h-16 resize-y py-1.5', className)}
      {...rest}
    />
  );
}
