const WRITTEN_WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const ASCII = /^[\0-\x7f]*$/;

/** One spelling for texts that read the same: compatibility forms, case and apostrophes. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’‘`´]/g, "'");
}

/** `é` → `e`: people who type fast omit the marks. */
export function withoutMarks(word: string): string {
  return ASCII.test(word) ? word : word.normalize('NFD').replaceAll(/\p{M}/gu, '');
}

/** Chinese, Japanese, Thai and similar scripts; Korean too, whose endings attach to the words. */
export function isWrittenWithoutSpaces(text: string): boolean {
  return WRITTEN_WITHOUT_SPACES.test(text);
}
