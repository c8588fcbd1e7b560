/** Text color on a brand color as the widget chooses it: white if its contrast is sufficient (4.5:1), otherwise black, whose contrast then is. */
export function readableTextColor(background: string): { color: '#fff' | '#000'; name: 'White' | 'Black'; ratio: number } {
  const light = luminance(background);
  return light <= 0.18333 ? { color: '#fff', name: 'White', ratio: 1.05 / (light + 0.05) } : { color: '#000', name: 'Black', ratio: (light + 0.05) / 0.05 };
}

/** Relative luminance by WCAG, 0 black to 1 white. */
function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
