import { withoutMarks } from './folding.ts';
import type { Language } from './language.ts';
import type { Parts } from './parts.ts';
import type { Phrasings } from './phrasings.ts';

/** English words that do not change what is asked. */
const FILLERS = new Set('a an any do does i me my our please some that the their these this those us we you your'.split(' '));
/** English words that name no subject. Other languages use their stop words. */
const NAMELESS = new Set(
  `about after all am and are as at be been before being but by can could did done down for from get give go got had has have he her here
  him his how if in into is it its just know like long make many may more most much must need no not of off on one only or other out over own put
  she should so still take tell than them then there they to too up use very want was way were what when where which while who why will with
  would yes yet`.split(/\s+/),
);
/** Words that may take the place of the subject, and words around it that must match. */
const MAX_SUBJECT_WORDS = 2;
const MIN_FRAME_WORDS = 2;

/**
 * Makes a check that catches what closeness cannot: a message that names nothing the FAQ is about ("where is your"), or that asks the FAQ's
 * question about another subject ("do you ship to Japan" for "Do you ship to Switzerland?"). A swapped word may be just another wording, so it
 * counts only if the answer names the FAQ's own subject, or if the site's other FAQs know the new one and the FAQ has a single phrasing.
 */
export function createSubjectCheck(phrasings: Phrasings, { code, isCommon }: Language, stems: Parts): (message: readonly string[], faq: number) => boolean {
  const words = [...phrasings.vocabulary.keys()];
  const firstOf = new Map<number, number>();
  for (let phrasing = phrasings.count - 1; phrasing >= 0; phrasing--) firstOf.set(phrasings.faqOf[phrasing]!, phrasing);

  const isFiller = (word: string) => code === 'en' && FILLERS.has(word);
  const namesSubject = (word: string) => !/\d/.test(word) && !(code === 'en' ? NAMELESS.has(word) || FILLERS.has(word) : isCommon(word));
  const withoutFillers = (text: readonly string[]) => text.filter((word) => !isFiller(word));

  function textOf(phrasing: number): string[] {
    const { start, items } = phrasings.words;
    return Array.from(items.subarray(start[phrasing], start[phrasing + 1]), (word) => words[word]!);
  }

  function textsOf(faq: number): { asked: string[][]; answer: string[] } {
    const asked: string[][] = [];
    let answer: string[] = [];
    for (let phrasing = firstOf.get(faq) ?? phrasings.count; phrasings.faqOf[phrasing] === faq; phrasing++) {
      if (phrasings.isAnswer[phrasing] === 1) answer = textOf(phrasing);
      else asked.push(textOf(phrasing));
    }
    return { asked, answer };
  }

  /** Whether the word, or one that it is a form, synonym or compound of, is among these. */
  function isAmong(word: string, text: readonly string[]): boolean {
    const parts = new Set(stems.of(word));
    return text.some((other) => isWithin(word, other) || stems.of(other).some((part) => parts.has(part)));
  }

  return (message, faq) => {
    const asked = withoutFillers(message);
    const own = textsOf(faq);
    const all = [...own.asked.flat(), ...own.answer];
    if (!asked.some((word) => namesSubject(word) && isAmong(word, all))) return true;
    return own.asked.some((phrasing) => {
      const [theirs, ours] = findSwapped(asked, withoutFillers(phrasing)).map((swapped) => swapped.filter(namesSubject));
      if (!theirs?.length || !ours?.length || theirs.some((word) => isAmong(word, all))) return false;
      return ours.some((word) => isAmong(word, own.answer)) || (own.asked.length === 1 && theirs.some((word) => isAmong(word, words)));
    });
  };
}

/** The words that replace each other where two texts are the same before and after them; empty if there are none. */
function findSwapped(a: readonly string[], b: readonly string[]): [readonly string[], readonly string[]] {
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const inA = a.slice(start, a.length - end);
  const inB = b.slice(start, b.length - end);
  const isSwap = [inA, inB].every(({ length }) => length > 0 && length <= MAX_SUBJECT_WORDS) && start + end >= MIN_FRAME_WORDS;
  return isSwap ? [inA, inB] : [[], []];
}

/** Whether one contains the other, like the parts of a compound. */
function isWithin(a: string, b: string): boolean {
  const [x, y] = [withoutMarks(a), withoutMarks(b)];
  return x === y || (Math.min(x.length, y.length) >= 4 && (x.includes(y) || y.includes(x)));
}
