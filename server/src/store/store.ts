import type { AgentReadMarkStore } from './port/agent-read-marks.ts';
import type { AgentStore } from './port/agents.ts';
import type { AnalyticsStore } from './port/analytics.ts';
import type { ChangeStore } from './port/changes.ts';
import type { ConversationStore } from './port/conversations.ts';
import type { FaqStore } from './port/faqs.ts';
import type { JobStore } from './port/jobs.ts';
import type { MessageStore } from './port/messages.ts';
import type { SecretsRecord } from './port/secrets.ts';
import type { SessionStore } from './port/sessions.ts';
import type { SimpleStores } from './port/simple-stores.ts';
import type { SiteStore } from './port/sites.ts';
import type { VisitorStore } from './port/visitors.ts';

/**
 * The port for data: what SupportChat requires of a storage engine. Methods are acts: each is atomic and, when its promise resolves, durable.
 * `contract/` tests the rules that both engines keep; the ids in brackets name them.
 *
 * Every method rejects with `AppError('UNAVAILABLE')` when the engine cannot read or commit, and nothing of the act is kept [ST1]. Pages use
 * cursors, never offsets; a cursor that this store did not create rejects with `AppError('VALIDATION')` [ST2].
 */
export type Store = SimpleStores & {
  sites: SiteStore;
  agents: AgentStore;
  sessions: SessionStore;
  visitors: VisitorStore;
  conversations: ConversationStore;
  messages: MessageStore;
  faqs: FaqStore;
  jobs: JobStore;
  agentReadMarks: AgentReadMarkStore;
  analytics: AnalyticsStore;
  /** Changes that other processes make in the same database; null for an engine that serves a single process. */
  changes: ChangeStore | null;
  /** The secrets shared by every process on this database: the first to be stored are kept and returned to all [ST5]. */
  shareSecrets(own: SecretsRecord): Promise<SecretsRecord>;
  /**
   * Runs the act unless another process, or another call here, is running one of the same name: then it resolves with false and nothing was run
   * [ST6]. A process that dies holds the name for at most 10 seconds. Rejects as the act does.
   */
  runExclusively(name: string, act: () => Promise<void>): Promise<boolean>;
  /**
   * Repairs what a process that died left incomplete, and keeps the engine in shape. May run at any time [ST7]. Removes conversations that had
   * no message for a day [ST96], whose ids it returns, and visitors without a conversation whose token has expired [ST97].
   */
  maintain(): Promise<{ removed: string[] }>;
  /** Resolves when a write could be committed right now; rejects with UNAVAILABLE. */
  checkWritable(): Promise<void>;
  /** Finishes work in flight, then releases the engine. */
  close(): Promise<void>;
};
