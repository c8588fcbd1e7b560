import './without-proto.ts';
import { ConfigError, readConfig } from './config.ts';
import { describeStart, startServer } from './start.ts';

/** Reads the settings, serves until a signal, and exits with 0. A wrong setting or a store that cannot be opened prints one line and exits with 1. */
export async function main(): Promise<void> {
  const config = readConfig(process.env);
  const application = await startServer(config);
  process.stdout.write(`${await describeStart(application, config)}\n`);
  const stop = () => void application.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** One readable line for the operator. */
export function printFailure(failure: unknown): void {
  const known = failure instanceof ConfigError || failure instanceof Error;
  process.stderr.write(`${known ? failure.message : String(failure)}\n`);
  process.exitCode = 1;
}

if (import.meta.main) await main().catch(printFailure);
