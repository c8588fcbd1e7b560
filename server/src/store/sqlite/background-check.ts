import { fork } from 'node:child_process';

/** A check of a whole file while the store uses it. */
export type BackgroundCheck = {
  /** Resolves with the damage found, or null; rejects when the file was not read to its end. */
  found: Promise<string | null>;
  /** Aborts it immediately. */
  stop(): Promise<void>;
};

/** Reads the whole file in a separate process: for a large file that is a single long call, which a thread could not abort. */
export function startCheck(file: string): BackgroundCheck {
  const child = fork(new URL('./check-process.ts', import.meta.url), [file], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.unref();
  child.channel?.unref();
  const ended = new Promise<string>((resolve) => {
    child.once('error', (failure) => resolve(failure.message));
    child.once('exit', (code, signal) => resolve(`its process ended with ${code ?? signal}`));
  });
  const verdict = new Promise<string>((resolve) =>
    child.once('message', (message) => {
      resolve(message as string);
      child.disconnect();
    }),
  );
  const early = ended.then((reason) => Promise.reject(new Error(reason)));
  return {
    found: Promise.race([verdict, early]).then((text) => (text === 'ok' ? null : text)),
    stop: async () => {
      child.ref();
      child.kill('SIGKILL');
      await ended;
    },
  };
}
