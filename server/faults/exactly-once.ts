import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addConversation, newId } from '../src/store/contract/samples.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import type { JobProcessSettings, Step } from './job-process.ts';
import { until } from './until.ts';

/** Every step at which a process may be killed; how often the effect outside of the database happens at most. */
export const STEPS: { step: Step; isForOthers: boolean; messages: 0 | 1; outsideAtMost: number }[] = [
  { step: 'before the commit', isForOthers: false, messages: 0, outsideAtMost: 0 },
  { step: 'after the commit', isForOthers: false, messages: 1, outsideAtMost: 1 },
  { step: 'after the commit', isForOthers: true, messages: 1, outsideAtMost: 1 },
  { step: 'between claim and run', isForOthers: true, messages: 1, outsideAtMost: 1 },
  { step: 'during the run', isForOthers: false, messages: 1, outsideAtMost: 1 },
  { step: 'during the run', isForOthers: true, messages: 1, outsideAtMost: 1 },
  // The window: between the effect and the end of its job.
  { step: 'after the effect', isForOthers: false, messages: 1, outsideAtMost: 2 },
  { step: 'after the effect', isForOthers: true, messages: 1, outsideAtMost: 2 },
  { step: 'after the end', isForOthers: false, messages: 1, outsideAtMost: 1 },
  { step: 'after the end', isForOthers: true, messages: 1, outsideAtMost: 1 },
];

export type JobProcess = { lines: string[]; signal(name: NodeJS.Signals): void; goOn(): void; exited: Promise<NodeJS.Signals | null> };

/** Processes that run jobs on one database. */
export class ExactlyOnce {
  readonly #folder = mkdtempSync(join(tmpdir(), 'supportchat-jobs-'));
  readonly #effects = join(this.#folder, 'effects');
  readonly #mongodbUri: string | null;
  readonly #processes: JobProcess[] = [];
  #conversationId = '';

  constructor(mongodbUri: string | null) {
    this.#mongodbUri = mongodbUri;
  }

  async read<T>(look: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore({ dataDir: this.#folder, mongodbUri: this.#mongodbUri }, { clock: () => new Date(), onProblem: () => {} });
    try {
      return await look(store);
    } finally {
      await store.close();
    }
  }

  async addConversation(): Promise<void> {
    this.#conversationId = (await this.read((store) => addConversation(store)))._id;
  }

  start(changes: Partial<JobProcessSettings> = {}): JobProcess {
    const settings: JobProcessSettings = {
      dataDir: this.#folder,
      mongodbUri: this.#mongodbUri,
      conversationId: this.#conversationId,
      effects: this.#effects,
      writes: null,
      killedAt: null,
      waitsInRun: false,
      ...changes,
    };
    const child = spawn(process.execPath, [join(import.meta.dirname, 'job-process.ts'), JSON.stringify(settings)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => lines.push(...chunk.split('\n').filter(Boolean)));
    const started: JobProcess = {
      lines,
      signal: (name) => void child.kill(name),
      goOn: () => void child.stdin.write('\n'),
      exited: once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null),
    };
    this.#processes.push(started);
    return started;
  }

  /** Writes a message in a process that is killed at that step; returns the message's id. */
  async writeAndDie(killedAt: Step, isForOthers: boolean): Promise<string> {
    const messageId = newId();
    const writer = this.start({ writes: { messageId, clientMessageId: `asked:${messageId}`, isForOthers }, killedAt });
    if ((await writer.exited) !== 'SIGKILL') throw new Error(`The process was not killed ${killedAt}.`);
    return messageId;
  }

  /** How often the question, its answer and the effect outside of the database exist. */
  async count(messageId: string): Promise<{ questions: number; answers: number; outside: number }> {
    const { messages } = await this.read((store) => store.messages.list(this.#conversationId, { limit: 100 }));
    const lines = existsSync(this.#effects) ? readFileSync(this.#effects, 'utf8').split('\n') : [];
    return {
      questions: messages.filter(({ _id }) => _id === messageId).length,
      answers: messages.filter(({ clientMessageId }) => clientMessageId === `answer:${messageId}`).length,
      outside: lines.filter((line) => line === messageId).length,
    };
  }

  async stop(one: JobProcess): Promise<void> {
    one.signal('SIGTERM');
    if ((await one.exited) !== null) throw new Error('The process did not stop.');
  }

  /** Resolves when the process has ended a job. */
  ends(one: JobProcess): Promise<void> {
    return until('the job has ended', () => one.lines.includes('ended'));
  }

  async close(): Promise<void> {
    for (const one of this.#processes) {
      one.signal('SIGKILL');
      await one.exited;
    }
    rmSync(this.#folder, { recursive: true });
  }
}
