/** Migrates the database file to the next version; kills itself before its nth access to it. Usage: `node migrate-sqlite.ts <file> [n]`. */
import { openConnection } from '../../store/sqlite/connection.ts';
import { migrate } from '../../store/sqlite/migrations.ts';
import { NEXT_MIGRATIONS } from './next-sqlite-migrations.ts';

const [file = '', last] = process.argv.slice(2);
const connection = openConnection(file);
let accesses = 0;
const counted = <A extends unknown[], R>(access: (...args: A) => R) => {
  return (...args: A): R => {
    accesses += 1;
    if (accesses === Number(last)) process.kill(process.pid, 'SIGKILL');
    return access(...args);
  };
};
const { get, all, run } = connection.sql;
const sql = { get: counted(get), all: counted(all), run: counted(run) } as typeof connection.sql;
migrate({ ...connection, exec: counted(connection.exec), sql }, () => new Date(0), NEXT_MIGRATIONS);
connection.close();
