/** White or black, whichever reads at 4.5:1 or better on a `#rrggbb` background; one of them always does. */
export function textOn(background: string): string {
  // The exponent stands in for sRGB's exact curve; the test goes through the colours and finds no pair below 4.5:1.
  const [red, green, blue] = [1, 3, 5].map((at) => (Number.parseInt(background.slice(at, at + 2), 16) / 255) ** 2.2) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18 ? '#fff' : '#000';
}
