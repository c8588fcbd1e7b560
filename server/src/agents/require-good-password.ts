import { readFileSync } from 'node:fs';
import { AppError } from '../failure.ts';

const COMMON = new Set(
  readFileSync(`${import.meta.dirname}/common-passwords.txt`, 'utf8')
    .replace(/^#.*$/gm, '')
    .split(/\s+/),
);
const PRODUCT = ['supportchat', 'support chat'];

/**
 * VALIDATION for an easily guessed password: ignoring digits and signs, it is one of the most common ones, one repeated word, or the name of
 * the account, its sites or the product.
 */
export function requireGoodPassword(password: string, { field, names }: { field: string; names: string[] }): void {
  const letters = lettersOf(password);
  const called = [...PRODUCT, ...names].flatMap((name) => [name, ...name.split(/[\s@.]+/)]).map(lettersOf);
  const guessed = new Set([...called.filter((word) => word.length > 2), ...COMMON]);
  if (new Set(letters).size > 2 && !guessed.has(shortest(letters))) return;
  throw new AppError('VALIDATION', { details: [{ path: field, message: 'is too easy to guess: use several words' }] });
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
}

/** The unit that the text repeats: `secretsecret` is `secret`. */
function shortest(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    if (text.length % length === 0 && text === text.slice(0, length).repeat(text.length / length)) return text.slice(0, length);
  }
  return text;
}
