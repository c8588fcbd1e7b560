import { textOn } from '../loader/text-on.ts';

/** The panel's backgrounds on which brand-coloured text is hardest to read: `--soft` of a black and of a white brand. */
export const LIGHT = '#e8e8e8';
export const DARK = '#3c3c40';

/** Contrast of two `#rrggbb` colours by WCAG 2.2, 1-21. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The brand colour, mixed with black or white just enough for a contrast of `ratio` with `background`. */
export function readableOn(background: string, brand: string, ratio = 4.5): string {
  const pole = luminance(background) > 0.18 ? 0 : 255;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = `#${channels(brand)
      .map((value) =>
        Math.round(value + (pole - value) * share)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
    if (contrast(mixed, background) >= ratio) return mixed;
  }
  return pole ? '#ffffff' : '#000000';
}

/** The colours for the style sheet, for light and dark: texts, edges of brand-coloured elements, and in the dark their surfaces. */
export function brandColors(brand: string) {
  const fillOnDark = readableOn('#17171c', brand, 3);
  return {
    'brand-on-light': readableOn(LIGHT, brand),
    'brand-on-dark': readableOn(DARK, brand),
    'edge-on-light': readableOn('#ffffff', brand, 3),
    'fill-on-dark': fillOnDark,
    'on-fill-on-dark': textOn(fillOnDark),
  };
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function luminance(color: string): number {
  const [red, green, blue] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
