/** Letters in one case, to compare and sort names by. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}
