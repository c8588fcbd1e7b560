import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ChatData, Outcome } from './chat.ts';
import type { Target } from './target.ts';

/** A chat in a process of its own: what the attackers of this one are busy with does not delay it. */
export type HonestPair = {
  /** How long each exchange took since the last call, in milliseconds. */
  takeTimes(): Promise<number[]>;
  finish(): Promise<Outcome>;
  close(): void;
};

export async function startPair({ url, siteKey, agents }: Target): Promise<HonestPair> {
  const data: ChatData = { url, siteKey, accessToken: agents[1]?.accessToken ?? '' };
  const child = fork(join(import.meta.dirname, 'chat-process.ts'), [JSON.stringify(data)], { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the honest pair has ended: one of its messages was not answered')));
  ended.catch(() => undefined);
  const message = async () => (await Promise.race([once(child, 'message'), ended]))[0];
  await message();
  const ask = (request: 'take-times' | 'finish') => {
    const answer = message();
    child.send(request);
    return answer;
  };
  return {
    takeTimes: () => ask('take-times') as Promise<number[]>,
    async finish() {
      return (await ask('finish')) as Outcome;
    },
    close: () => child.disconnect(),
  };
}
