import type { z } from 'zod';
import { fieldError } from '../../components/form-errors.ts';
import type { ChipCheck } from '../../ui/forms/chips-input.tsx';

/** Checks one entry of a list by the protocol's schema for it. */
export function checkWithSchema(schema: z.ZodType<string, string>): ChipCheck {
  return (text) => {
    const read = schema.safeParse(text);
    return read.success ? { value: read.data } : { error: fieldError(read.error.issues[0]) ?? 'This cannot be used.' };
  };
}
