import type Database from 'better-sqlite3';

/** Parameters of a statement: an object for `@name`, a list for `?`. */
export type Parameters = object | readonly (string | number | null)[];
/** Runs statements; each text is prepared once and cached, so write texts as constants. */
export type Sql = {
  get<Row = Record<string, unknown>>(text: string, parameters?: Parameters): Row | undefined;
  all<Row = Record<string, unknown>>(text: string, parameters?: Parameters): Row[];
  /** Returns the number of rows that were inserted, changed or deleted, not counting triggers and cascades. */
  run(text: string, parameters?: Parameters): number;
};

const NO_PARAMETERS = {};

const isList = (parameters: Parameters): parameters is readonly unknown[] => Array.isArray(parameters);

/** The statements of one open database; `onWrite` is called after each that changed rows. */
export function createSql(database: Database.Database, onWrite: () => void): Sql {
  const statements = new Map<string, Database.Statement>();
  const prepare = (text: string) => {
    const known = statements.get(text);
    if (known) return known;
    const statement = database.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  return {
    get: <Row>(text: string, parameters: Parameters = NO_PARAMETERS) => {
      const statement = prepare(text);
      return (isList(parameters) ? statement.get(...parameters) : statement.get(parameters)) as Row | undefined;
    },
    all: <Row>(text: string, parameters: Parameters = NO_PARAMETERS) => {
      const statement = prepare(text);
      const rows = statement.all(parameters) as Row[];
      if (!statement.readonly) onWrite();
      return rows;
    },
    run: (text, parameters = NO_PARAMETERS) => {
      const statement = prepare(text);
      const { changes } = isList(parameters) ? statement.run(...parameters) : statement.run(parameters);
      if (changes > 0) onWrite();
      return changes;
    },
  };
}
