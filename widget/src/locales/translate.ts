/** The keys of a text table; `x_one` and `x_other` are one key, `x`. */
export type TextKey<T> = keyof T extends infer K ? (K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : K & string) : never;
export type Values = Record<string, string | number>;
/** `n` picks the plural form and is written as the language writes numbers. */
export type Translate<T> = (key: TextKey<T>, values?: Values) => string;

export function createTranslate<T extends Record<string, string>>(texts: T, tag: string): Translate<T> {
  const plural = new Intl.PluralRules(tag);
  const number = new Intl.NumberFormat(tag);
  return (key, values = {}) => {
    const form = typeof values.n === 'number' ? texts[`${key}_${plural.select(values.n)}`] : undefined;
    const text = form ?? texts[key] ?? texts[`${key}_other`] ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'number' ? number.format(value) : isolate(value);
    });
  };
}

/** A name of the other direction must not reverse the sentence around it. */
function isolate(value: string): string {
  return RTL_LETTER.test(value) ? `\u2068${value}\u2069` : value;
}
const RTL_LETTER = /[\u0590-\u08ff\ufb1d-\ufefc]/;
