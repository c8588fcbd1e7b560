/**
 * The search indexes, a part of migration 1. They keep words and positions alone; triggers hold them to their tables.
 *
 * Words (unicode61: any case, accents left out) rather than trigrams: a message costs 15 microseconds instead of 50 and half the space,
 * and words of one or two letters are found. Texts in scripts without spaces are set apart into characters by \`setApart\`.
 * \`siteId\` is a word of its own, so that a search among one site's many does not wade through the others'.
 */
const TOKENIZER = `content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'`;

export const SEARCH_SCHEMA = [
  searchIndex('conversationSearch', 'conversations', { visitorName: 'setApart(#.visitorName)', visitorEmail: '#.visitorEmail', siteId: '#.siteId' }),
  searchIndex('messageSearch', 'messages', { content: 'setApart(#.content)', siteId: '#.siteId' }),
  searchIndex('faqSearch', 'faqs', {
    question: 'setApart(#.question)',
    answer: 'setApart(#.answer)',
    keywords: `setApart((SELECT coalesce(group_concat(value, ' '), '') FROM json_each(#.keywords)))`,
    category: 'setApart(#.category)',
    siteId: '#.siteId',
  }),
].join('\n');

/** An index over expressions of a table's row, written `#`. A row is taken out with the very words it was put in with. */
function searchIndex(index: string, table: string, columns: Record<string, string>): string {
  const names = Object.keys(columns).join(', ');
  const values = (row: 'old' | 'new') => Object.values(columns).join(', ').replaceAll('#', row);
  const put = `INSERT INTO ${index} (rowid, ${names}) VALUES (new.rowid, ${values('new')});`;
  const takeOut = `INSERT INTO ${index} (${index}, rowid, ${names}) VALUES ('delete', old.rowid, ${values('old')});`;
  return `
CREATE VIRTUAL TABLE ${index} USING fts5 (${names}, ${TOKENIZER});
CREATE TRIGGER ${index}_insert AFTER INSERT ON ${table} BEGIN ${put} END;
CREATE TRIGGER ${index}_delete AFTER DELETE ON ${table} BEGIN ${takeOut} END;
CREATE TRIGGER ${index}_update AFTER UPDATE OF ${names} ON ${table} BEGIN ${takeOut} ${put} END;`;
}
