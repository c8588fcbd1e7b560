/** White or black, whichever reads at 4.5:1 or better on a `#rrggbb` background; one of them always does. */
export function textOn(background: string): string {
  const color = Number.parseInt(background.slice(1), 16);
  // The exponent stands for sRGB's exact curve; the test goes through the colours and finds no pair below 4.5:1.
  const light = (shift: number) => (((color >> shift) & 255) / 255) ** 2.2;
  return 0.2126 * light(16) + 0.7152 * light(8) + 0.0722 * light(0) < 0.18 ? '#fff' : '#000';
}
