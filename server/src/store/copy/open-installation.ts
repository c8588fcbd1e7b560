import type { Address } from './address.ts';
import { CopyRefused, type Source, type Target } from './installation.ts';

/** Opens the source of a copy, or a side of a comparison; throws when there is none. The engines are loaded only where they are used. */
export async function openSource(address: Address, clock: () => Date): Promise<Source> {
  const source = await open(address, clock);
  if (!source.isAbsent) return source;
  await source.close();
  throw new CopyRefused(
    address.engine === 'sqlite'
      ? `There is no installation in ${source.name}: the file is missing or empty.`
      : `${source.name} holds no SupportChat installation.`,
  );
}

/** Opens the target of a copy, which may not exist yet. */
export function openTarget(address: Address, clock: () => Date): Promise<Target> {
  return open(address, clock);
}

async function open(address: Address, clock: () => Date): Promise<Source & Target & { isAbsent: boolean }> {
  if (address.engine === 'mongodb') {
    const { openMongoInstallation } = await import('./mongo/mongo-installation.ts');
    return openMongoInstallation(address.uri, clock);
  }
  const { openSqliteInstallation } = await import('./sqlite/sqlite-installation.ts');
  return openSqliteInstallation(address.file, clock);
}
