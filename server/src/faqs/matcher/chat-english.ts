const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/^can't$/, 'can not'],
  [/^won't$/, 'will not'],
  [/n't$/, ' not'],
  [/'re$/, ' are'],
  [/'ll$/, ' will'],
  [/'ve$/, ' have'],
  [/'m$/, ' am'],
  [/'d$/, ' would'],
  [/'s$/, ''],
];

const SHORTHAND = new Map(
  Object.entries({
    '2day': 'today',
    abt: 'about',
    acc: 'account',
    acct: 'account',
    amt: 'amount',
    b4: 'before',
    bcoz: 'because',
    cannot: 'can not',
    cant: 'can not',
    coz: 'because',
    didnt: 'did not',
    doesnt: 'does not',
    dont: 'do not',
    gonna: 'going to',
    gotta: 'have to',
    hasnt: 'has not',
    hav: 'have',
    havent: 'have not',
    hw: 'how',
    im: 'i am',
    info: 'information',
    isnt: 'is not',
    ive: 'i have',
    msg: 'message',
    n: 'and',
    nd: 'and',
    nr: 'number',
    num: 'number',
    pls: 'please',
    plss: 'please',
    plz: 'please',
    r: 'are',
    thnx: 'thanks',
    thx: 'thanks',
    tmrw: 'tomorrow',
    u: 'you',
    ur: 'your',
    wanna: 'want to',
    wasnt: 'was not',
    wat: 'what',
    wats: 'what is',
    whats: 'what is',
    wont: 'will not',
    y: 'why',
  }),
);

/** Spells a chat word out: `u` → `you`, `doesn't` → `does not`. One word in (lower case), one or more out. */
export function plainEnglish(word: string): string[] {
  let plain = SHORTHAND.get(word) ?? word;
  for (const [ending, full] of CONTRACTIONS) plain = plain.replace(ending, full);
  return plain.split(/[' ]/).filter(Boolean);
}
