import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ChatData, Outcome } from './chat.ts';
import type { Target } from './target.ts';

/** A chat in a thread of its own: what the attackers of this thread are busy with does not delay it. */
export type HonestPair = {
  /** How long each exchange took since the last call, in milliseconds. */
  takeTimes(): Promise<number[]>;
  finish(): Promise<Outcome>;
};

export async function startPair({ url, siteKey, agents }: Target): Promise<HonestPair> {
  const workerData: ChatData = { url, siteKey, accessToken: agents[1]?.accessToken ?? '' };
  const worker = new Worker(new URL('./chat-worker.ts', import.meta.url), { workerData, execArgv: ['--disable-warning=ExperimentalWarning'] });
  await once(worker, 'message');
  const ask = async (request: 'take-times' | 'finish') => {
    const answer = once(worker, 'message');
    worker.postMessage(request);
    return (await answer)[0];
  };
  return {
    takeTimes: () => ask('take-times') as Promise<number[]>,
    async finish() {
      const outcome = (await ask('finish')) as Outcome;
      await worker.terminate();
      return outcome;
    },
  };
}
