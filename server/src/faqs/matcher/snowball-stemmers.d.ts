declare module 'snowball-stemmers' {
  /** `algorithm` is the language's English name, such as `german`. */
  export function newStemmer(algorithm: string): { stem(word: string): string };
}
