/**
 * The search indexes, a part of migration 1. They store only words and positions; triggers keep them in sync with their tables, except for new
 * messages (see message-search.ts).
 *
 * Words (unicode61: case and accents ignored) rather than trigrams: a third of the time and half the space per message, and words of one or
 * two letters are found. Texts in scripts without spaces are split into characters by `setApart`. `siteId` is indexed as a word, so that a
 * search on one of many sites does not scan the others'.
 */
const OPTIONS = `content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'`;

type SearchIndex = {
  index: string;
  table: string;
  /** The index's columns, and their values for a row of the table, written `#`. */
  columns: Record<string, string>;
  /** Whether this row is in the index. */
  isIndexed: string;
  /** Whether a trigger adds new rows to it. */
  putsNew: boolean;
};

export const SEARCH_SCHEMA = [
  ...searchIndex({
    index: 'conversationSearch',
    table: 'conversations',
    columns: { visitorName: 'setApart(#.visitorName)', visitorEmail: '#.visitorEmail', siteId: '#.siteId' },
    isIndexed: `#.visitorName <> '' OR #.visitorEmail <> ''`,
    putsNew: true,
  }),
  ...searchIndex({
    index: 'faqSearch',
    table: 'faqs',
    columns: {
      question: 'setApart(#.question)',
      answer: 'setApart(#.answer)',
      keywords: `setApart((SELECT coalesce(group_concat(value, ' '), '') FROM json_each(#.keywords)))`,
      category: 'setApart(#.category)',
      siteId: '#.siteId',
    },
    isIndexed: 'true',
    putsNew: true,
  }),
  'CREATE TABLE messageSearchProgress (upTo INTEGER NOT NULL) STRICT;',
  'INSERT INTO messageSearchProgress VALUES (0);',
  ...searchIndex({
    index: 'messageSearch',
    table: 'messages',
    columns: { content: 'setApart(#.content)', siteId: '#.siteId' },
    isIndexed: '#.number <= (SELECT upTo FROM messageSearchProgress)',
    putsNew: false,
  }),
].join('\n');

/** A row must be removed with exactly the words it was added with. */
function searchIndex({ index, table, columns, isIndexed, putsNew }: SearchIndex): string[] {
  const names = Object.keys(columns).join(', ');
  const trigger = (name: string, event: string, row: 'old' | 'new', act: string) =>
    `CREATE TRIGGER ${index}_${name} ${event} ON ${table} WHEN ${isIndexed.replaceAll('#', row)} BEGIN ${act} END;`;
  const values = Object.values(columns).join(', ');
  const put = `INSERT INTO ${index} (rowid, ${names}) VALUES (new.number, ${values.replaceAll('#', 'new')});`;
  const takeOut = `INSERT INTO ${index} (${index}, rowid, ${names}) VALUES ('delete', old.number, ${values.replaceAll('#', 'old')});`;
  return [
    `CREATE VIRTUAL TABLE ${index} USING fts5 (${names}, ${OPTIONS});`,
    ...(putsNew ? [trigger('insert', 'AFTER INSERT', 'new', put)] : []),
    trigger('delete', 'AFTER DELETE', 'old', takeOut),
    trigger('before_update', `BEFORE UPDATE OF ${names}`, 'old', takeOut),
    trigger('after_update', `AFTER UPDATE OF ${names}`, 'new', put),
  ];
}
