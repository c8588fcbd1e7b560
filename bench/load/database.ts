import { createClient, openDatabase } from '../../server/src/store/mongo/client.ts';
import { groupServing, type ProcessGroup } from './process-groups.ts';

/** A database for this run on an existing MongoDB. */
export type BenchDatabase = {
  uri: string;
  /** The server's current processes, best queried under load; empty when they are not visible, as on another machine. */
  groups(): ProcessGroup[];
  drop(): Promise<void>;
};

/** Where MongoDB is, from MONGODB_TEST_URI; null = nowhere. */
export const mongodbUri = () => process.env.MONGODB_TEST_URI || null;

let databases = 0;

export async function createDatabase(server: string): Promise<BenchDatabase> {
  const uri = withDatabase(server, `supportchat-bench-${process.pid}-${databases++}`);
  const client = await createClient(uri).connect();
  const [host] = client.options.hosts;
  const isHere = ['127.0.0.1', 'localhost', '::1'].includes(host?.host ?? '');
  return {
    uri,
    groups: () => (isHere && host?.port ? [groupServing('MongoDB', host.port) ?? []].flat() : []),
    async drop() {
      await openDatabase(client, undefined).dropDatabase();
      await client.close();
    },
  };
}

/** The connection string for this database of the same server. */
function withDatabase(uri: string, name: string): string {
  return uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
}
