import type { Chance } from './chance.ts';

type Names = { first: readonly string[]; last: readonly string[] };

/** Names by the language that a visitor writes in. */
const NAMES: { en: Names; [language: string]: Names | undefined } = {
  en: {
    first: words(
      'Amelia Noah Grace Marcus Priya Ethan Zoe Liam Aisha Daniel Chiara Oscar Mei Tom Fatima Hugo Leila Ravi Sarah Felix Maya Jack Nora Samir Ella Kwame',
    ),
    last: words(
      'Hughes Patel Okafor Reid Murphy Nguyen Larsen Clarke Rossi Mensah Kowalski Bennett Haddad Moreau Fischer Walsh Silva Andersson Khan Lindgren Doyle Tanaka Marsh Varga',
    ),
  },
  de: {
    first: words('Katrin Stefan Julia Moritz Anke Tobias Sabine Philipp Lena Jürgen'),
    last: words('Schäfer Vogel Krüger Lang Baumann Winkler Roth Seidel Hoffmann Brandt'),
  },
  fr: { first: words('Camille Antoine Élise Mathieu Inès Julien'), last: words('Lefèvre Garnier Dubois Renaud Perrin Chevalier') },
  es: { first: words('Lucía Javier Carmen Pablo Marta Diego'), last: words('Navarro Iglesias Romero Vidal Ortega Peña') },
  pt: { first: words('Beatriz João Mariana Tiago Inês Rui'), last: words('Carvalho Nogueira Pinto Azevedo Teixeira Moura') },
  it: { first: words('Giulia Lorenzo Elena Matteo'), last: words('Conti Ferrara Greco Marini') },
  nl: { first: words('Sanne Daan Lotte Bram'), last: words('Visser Smit Bakker Dekker') },
  sv: { first: words('Elsa Axel Karin Erik'), last: words('Lindqvist Sjöberg Holm Nyström') },
  pl: { first: words('Zofia Jakub Agnieszka Piotr'), last: words('Nowak Wójcik Zielińska Mazur') },
  ja: { first: ['葵', '健太', '美咲'], last: ['佐藤', '鈴木', '高橋'] },
  ar: { first: ['ليلى', 'عمر', 'سارة'], last: ['حداد', 'منصور', 'خليل'] },
};

export type Person = { visitorId: string; name: string; email: string; language: string };

/** Someone new; a quarter of all visitors stay anonymous. */
export function invent(chance: Chance, language: string, number: number): Person {
  const visitorId = `demo-${number}-${chance.below(0xffffff).toString(16)}`;
  if (chance.happens(language === 'en' ? 0.28 : 0.15)) return { visitorId, name: '', email: '', language };
  const { first, last } = NAMES[language] ?? NAMES.en;
  const given = chance.pick(first);
  const family = chance.pick(last);
  const isLatin = /^\p{Script=Latin}+$/u.test(given + family);
  const address = isLatin ? plain(`${given}.${family}`) : `guest${number}`;
  const host = chance.pick(['example.com', 'example.org', 'example.net']);
  return {
    visitorId,
    name: language === 'ja' ? `${family} ${given}` : `${given} ${family}`,
    email: chance.happens(0.12) ? '' : `${address}@${host}`,
    language,
  };
}

const GREETINGS: { en: readonly string[]; [language: string]: readonly string[] | undefined } = {
  en: ['Hi {}', 'Hello {}', 'Hi {}'],
  de: ['Guten Tag {}', 'Hallo {}'],
  fr: ['Bonjour {}'],
  es: ['Hola {}'],
  pt: ['Olá {}', 'Bom dia {}'],
  it: ['Buongiorno {}'],
  nl: ['Hoi {}', 'Dag {}'],
  sv: ['Hej {}'],
  pl: ['Dzień dobry {}'],
  ja: ['{}様', 'こんにちは{}様'],
  ar: ['مرحبا {}'],
};

/** How the team greets them. */
export function greet(chance: Chance, { name, language }: Person): string {
  const greeting = chance.pick(GREETINGS[language] ?? GREETINGS.en);
  if (name === '') return language === 'ja' ? 'こんにちは' : greeting.replace(' {}', '');
  return greeting.replace('{}', name.split(' ')[0] ?? name);
}

function words(text: string): readonly string[] {
  return text.split(' ');
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').toLowerCase();
}
