/** White or black, whichever has a contrast of 4.5:1 or better on a `#rrggbb` background; one of them always does. */
export function textOn(background: string): string {
  const color = Number(background.replace('#', '0x'));
  // The exponent approximates sRGB's exact curve, the weights its luminance; the test covers the colours and finds no pair below 4.5:1.
  const light = (shift: number) => (((color >> shift) & 255) / 255) ** 2.2;
  return 3 * light(16) + 10 * light(8) + light(0) < 2.5 ? '#fff' : '#000';
}
