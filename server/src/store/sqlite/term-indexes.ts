/**
 * Migration 4: the search indexes, over the terms that `searchTerms` derives from a row (see server/src/search). They hold only terms;
 * triggers keep them in sync with their tables, except for new messages and for rows from before this migration, which are indexed in slices
 * (see indexing.ts).
 *
 * Terms are separated by spaces, so the tokenizer takes everything else as it is. A site's id is a term of each of its rows, so that a search
 * on one of many sites does not scan the others'. `secure-delete`: removed terms leave nothing behind in the file.
 */
const OPTIONS = `content = '', columnsize = 0, detail = none, tokenize = 'ascii tokenchars ''+#&@%$*=/\\~^_|<>'''`;

export type TermIndex = {
  index: string;
  table: 'conversations' | 'faqs' | 'messages';
  /** The columns of the table whose texts are indexed. */
  columns: string[];
  /** The terms of a row of the table, written `#`. */
  terms: string;
  /** Rows without any text are left out. */
  hasText: string;
};

export const CONVERSATION_TERMS: TermIndex = {
  index: 'conversationTerms',
  table: 'conversations',
  columns: ['visitorName', 'visitorEmail'],
  terms: 'searchTerms(#.siteId, #.visitorName, #.visitorEmail)',
  hasText: `(#.visitorName <> '' OR #.visitorEmail <> '')`,
};
export const FAQ_TERMS: TermIndex = {
  index: 'faqTerms',
  table: 'faqs',
  columns: ['question', 'answer', 'category', 'keywords'],
  terms: `searchTerms(#.siteId, #.question, #.answer, #.category, (SELECT coalesce(group_concat(value, char(10)), '') FROM json_each(#.keywords)))`,
  hasText: 'true',
};
export const MESSAGE_TERMS: TermIndex = {
  index: 'messageTerms',
  table: 'messages',
  columns: ['content'],
  terms: 'searchTerms(#.siteId, #.content)',
  hasText: 'true',
};
/** Above every number: the triggers keep the rest in sync. */
export const ALL_ROWS = Number.MAX_SAFE_INTEGER;
const OLD_INDEXES = ['conversationSearch', 'faqSearch', 'messageSearch'];
const OLD_TRIGGERS = ['insert', 'delete', 'before_update', 'after_update'];

/** `upTo`: rows with a number up to it are indexed. `target`: the newest row when the index was started; below it a search would miss rows. */
export const TERM_INDEXES = [
  ...OLD_INDEXES.flatMap((index) => OLD_TRIGGERS.map((trigger) => `DROP TRIGGER IF EXISTS ${index}_${trigger};`)),
  ...OLD_INDEXES.map((index) => `DROP TABLE ${index};`),
  'DROP TABLE messageSearchProgress;',
  'CREATE TABLE indexProgress (tableName TEXT PRIMARY KEY, upTo INTEGER NOT NULL, target INTEGER NOT NULL) STRICT;',
  ...[CONVERSATION_TERMS, FAQ_TERMS, MESSAGE_TERMS].flatMap(create),
].join('\n');

/** A row must be removed with exactly the terms it was added with. */
function create({ index, table, columns, terms, hasText }: TermIndex): string[] {
  const trigger = (name: string, event: string, row: 'old' | 'new', act: string) => {
    const isIndexed = `${hasText} AND #.number <= (SELECT upTo FROM indexProgress WHERE tableName = '${table}')`.replaceAll('#', row);
    return `CREATE TRIGGER ${index}_${name} ${event} ON ${table} WHEN ${isIndexed} BEGIN ${act} END;`;
  };
  const put = `INSERT INTO ${index} (rowid, terms) VALUES (new.number, ${terms.replaceAll('#', 'new')});`;
  const takeOut = `INSERT INTO ${index} (${index}, rowid, terms) VALUES ('delete', old.number, ${terms.replaceAll('#', 'old')});`;
  return [
    `CREATE VIRTUAL TABLE ${index} USING fts5 (terms, ${OPTIONS});`,
    `INSERT INTO ${index} (${index}, rank) VALUES ('secure-delete', 1);`,
    `INSERT INTO indexProgress SELECT '${table}', iif(count(*) = 0 AND '${table}' <> 'messages', ${ALL_ROWS}, 0), coalesce(max(number), 0) FROM ${table};`,
    // New messages are indexed in batches, in indexing.ts, which also merges a few pages with each: FTS5 writes what it holds at every statement.
    ...(table === 'messages' ? [`INSERT INTO ${index} (${index}, rank) VALUES ('automerge', 0);`] : [trigger('insert', 'AFTER INSERT', 'new', put)]),
    trigger('delete', 'AFTER DELETE', 'old', takeOut),
    trigger('before_update', `BEFORE UPDATE OF ${columns.join(', ')}`, 'old', takeOut),
    trigger('after_update', `AFTER UPDATE OF ${columns.join(', ')}`, 'new', put),
  ];
}
