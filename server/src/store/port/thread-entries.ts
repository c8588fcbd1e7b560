import { added, date, id, object, orNull, type RecordOf, record, text } from './record.ts';

/** Who did something, with the name at that time. `id` is null where version 0.1 stored the entry. */
export type EntryActor = { kind: 'agent' | 'visitor' | 'bot' | 'token' | 'system'; id: string | null; name: string };

/**
 * An entry of a conversation's thread beside its messages, for agents only: what happened, or what a feature adds. The kinds of the
 * conversation itself are `assigned`, `unassigned`, `resolved`, `closed`, `reopened` and `human-requested`; a feature adds its own.
 */
export const threadEntryRecord = record('activity', {
  _id: id(),
  conversationId: id(),
  /** The entry's kind. */
  type: text(),
  actorName: text(),
  /** `assigned`: the new agent. */
  agentName: orNull(text()),
  createdAt: date(),
  actor: added(8, orNull(object<EntryActor>()), null),
  /** What the kind needs to be shown, at most a few hundred bytes. */
  data: added(8, object<Record<string, unknown>>(), {}),
});
export type ThreadEntryRecord = RecordOf<typeof threadEntryRecord>;
