/** Folds case, to compare and sort names. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}
