/** Views of Live Chat: a name, and the list query that selects it. */
export const VIEWS = [
  { id: 'mine', name: 'Mine', count: 'mine', query: { assignedAgent: 'me', view: 'active' } },
  { id: 'unassigned', name: 'Unassigned', count: 'unassigned', query: { assignedAgent: 'none', view: 'active' } },
  { id: 'open', name: 'All open', count: 'active', query: { view: 'active' } },
  { id: 'waiting', name: 'Waiting', count: 'waiting', query: { view: 'waiting' } },
  { id: 'resolved', name: 'Resolved', count: null, query: { status: 'resolved' } },
  { id: 'closed', name: 'Closed', count: null, query: { status: 'closed' } },
] as const;

export type View = (typeof VIEWS)[number];

export type ViewId = View['id'];
