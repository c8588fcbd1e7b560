import { type CopyRequest, copyInstallation, Interrupted } from './copy-installation.ts';
import { createProgress } from './progress.ts';
import { describeComparison } from './report.ts';

/** The command: copies with a progress bar, prints the comparison, and returns the exit code. Rejects with a one-line message. */
export async function runCopy(request: CopyRequest): Promise<number> {
  const { stdout } = process;
  const clock = () => new Date();
  const stop = new AbortController();
  const abort = () => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, abort);
  try {
    const report = (sentence: string) => void stdout.write(`${sentence}\n`);
    const compared = await copyInstallation(request, { clock, report, progress: createProgress(stdout, clock), signal: stop.signal });
    stdout.write(describeComparison(compared, request.isVerifyOnly));
    return compared.every(({ isSame }) => isSame) ? 0 : 1;
  } catch (failure) {
    if (!(failure instanceof Interrupted)) throw failure;
    stdout.write(request.isVerifyOnly ? 'Stopped.\n' : 'Stopped. The copy is not complete: run the same command again to resume it.\n');
    return 130;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, abort);
  }
}
