import { fork } from 'node:child_process';

/** A check of a whole file beside the store that works with it. */
export type BackgroundCheck = {
  /** Resolves with what is wrong with the file, or null; rejects when it was not read to its end. */
  found: Promise<string | null>;
  /** Ends it at once. */
  stop(): Promise<void>;
};

/** Reads the whole file in a process of its own: of a large one that is a single long call, which a thread could not abandon. */
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
