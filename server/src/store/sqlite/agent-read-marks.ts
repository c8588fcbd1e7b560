import { afterMarking } from '../agent-read-mark-changes.ts';
import type { AgentReadMarkStore } from '../port/agent-read-marks.ts';
import type { Engine } from './group-commit.ts';
import { findOne, save } from './table.ts';
import { agentReadMarks } from './tables.ts';

/** Migration 9: read marks of single agents. */
export const AGENT_READ_MARKS = `
CREATE TABLE agentReadMarks (
  _id TEXT PRIMARY KEY,
  agentId TEXT NOT NULL,
  siteId TEXT NOT NULL,
  conversationId TEXT NOT NULL REFERENCES conversations (_id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  isUnread INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX agentReadMarks_agentId ON agentReadMarks (agentId, conversationId);
CREATE INDEX agentReadMarks_conversationId ON agentReadMarks (conversationId);
CREATE INDEX agentReadMarks_updatedAt ON agentReadMarks (updatedAt);
`;

const FIND = `SELECT ${agentReadMarks.columns()} FROM agentReadMarks WHERE agentId = @agentId AND conversationId = @conversationId`;
const LIST = `
SELECT ${agentReadMarks.columns()} FROM agentReadMarks
WHERE agentId = @agentId AND conversationId IN (SELECT value FROM json_each(@conversationIds))`;
const IS_CONVERSATION = 'SELECT 1 FROM conversations WHERE _id = @conversationId';
export const ANY_OLD_MARK = 'SELECT 1 FROM agentReadMarks WHERE updatedAt < @before LIMIT 1';
export const REMOVE_OLD_MARKS = 'DELETE FROM agentReadMarks WHERE _id IN (SELECT _id FROM agentReadMarks WHERE updatedAt < @before LIMIT @limit)';

export function createAgentReadMarkStore({ sql, read, write }: Engine): AgentReadMarkStore {
  return {
    set: (mark) =>
      write(() => {
        const { agentId, conversationId } = mark;
        const before = findOne(sql, agentReadMarks, FIND, { agentId, conversationId });
        const after = afterMarking(before, mark);
        // Removed in the meantime: a mark of it would stay for ever.
        if (!after || !sql.get(IS_CONVERSATION, { conversationId })) return null;
        if (before) return save(sql, agentReadMarks, before, after);
        sql.run(agentReadMarks.insert, agentReadMarks.toValues(after));
        return after;
      }),
    listOf: (agentId, conversationIds) => read(() => sql.all(LIST, { agentId, conversationIds: JSON.stringify(conversationIds) }).map(agentReadMarks.toRecord)),
  };
}
