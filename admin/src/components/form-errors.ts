import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { ApiError } from '../http/api-error.ts';

/** Puts the details of a VALIDATION answer on the form's fields. True when every detail found its field; then nothing is left to show above the buttons. */
export function showFieldErrors<T extends FieldValues>(error: unknown, fields: readonly Path<T>[], setError: UseFormSetError<T>): boolean {
  if (!(error instanceof ApiError) || error.details.length === 0) return false;
  let all = true;
  for (const detail of error.details) {
    const field = fields.find((name) => detail.path === name || detail.path.startsWith(`${name}.`));
    if (field) setError(field, { type: 'server', message: detail.message });
    else all = false;
  }
  return all;
}

/** The error of a list, or that of its first wrong entry. */
export function listError(error: { message?: string; root?: { message?: string } } | undefined): string | undefined {
  const wrongEntry = Array.isArray(error) ? (error.find(Boolean) as { message?: string } | undefined) : undefined;
  return fieldError(error?.root) ?? fieldError(error) ?? fieldError(wrongEntry);
}

/** What the schemas report, in the words of a form. */
const SENTENCES: Record<string, string> = {
  'must not be empty': 'This field is required.',
  'must be an email address': 'Enter a valid email address.',
  'must be a domain such as shop.example': 'Enter a domain such as shop.example.',
  'must have at least 10 characters': 'Use at least 10 characters.',
  'must have at least 3 characters': 'Use at least 3 characters.',
  'is not your current password': 'This is not your current password.',
  'is too easy to guess: use several words': 'This password is too easy to guess. Use several words.',
};

/** An error of the schemas or the server as a sentence under a field. */
export function fieldError(error: { message?: string } | undefined): string | undefined {
  const message = error?.message;
  if (!message) return undefined;
  return SENTENCES[message] ?? `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`;
}
