// oxlint-disable-next-line typescript/triple-slash-reference -- every workspace that reads this file needs the declaration
/// <reference path="./snowball-stemmers.d.ts" />
import { newStemmer } from 'snowball-stemmers';
import stopwords from 'stopwords-iso' with { type: 'json' };
import { foldText, withoutMarks } from './folding.ts';

/** What the matcher knows about a site's language. */
export type Language = {
  /** Two- or three-letter code; `und` for a language without stemmer and stop words. */
  code: string;
  /** The word's stem; the word itself where no stemmer exists. */
  stem: (word: string) => string;
  /** Whether the word is too frequent to distinguish questions. Never in English, which has word counts instead. */
  isCommon: (word: string) => boolean;
};

const STEMMERS = new Map(
  Object.entries({
    ar: 'arabic',
    ca: 'catalan',
    cs: 'czech',
    da: 'danish',
    de: 'german',
    en: 'english',
    es: 'spanish',
    eu: 'basque',
    fi: 'finnish',
    fr: 'french',
    ga: 'irish',
    hu: 'hungarian',
    hy: 'armenian',
    it: 'italian',
    nl: 'dutch',
    no: 'norwegian',
    pt: 'portuguese',
    ro: 'romanian',
    ru: 'russian',
    sl: 'slovene',
    sv: 'swedish',
    ta: 'tamil',
    tr: 'turkish',
  }),
);
const STOP_WORDS = new Map<string, string[]>(Object.entries(stopwords));
const ALIASES = new Map([
  ['nb', 'no'],
  ['nn', 'no'],
]);
const known = new Map<string, Language>();

/** Looks up a language tag (`de`, `pt-BR`, `EN_us`). An unknown one yields a language without stemmer and stop words. */
export function findLanguage(tag: string): Language {
  const primary = /^[a-z]{2,3}(?![a-z])/.exec(tag.trim().toLowerCase())?.[0] ?? '';
  const alias = ALIASES.get(primary) ?? primary;
  const code = STEMMERS.has(alias) || STOP_WORDS.has(alias) ? alias : 'und';
  const language = known.get(code) ?? describeLanguage(code);
  known.set(code, language);
  return language;
}

function describeLanguage(code: string): Language {
  const algorithm = STEMMERS.get(code);
  const stemmer = algorithm === undefined ? undefined : newStemmer(algorithm);
  const list = code === 'en' ? [] : (STOP_WORDS.get(code) ?? []);
  const common = new Set(list.map((word) => withoutMarks(foldText(word))));
  return { code, stem: stemmer ? (word) => stemmer.stem(word) : (word) => word, isCommon: (word) => common.has(withoutMarks(word)) };
}
