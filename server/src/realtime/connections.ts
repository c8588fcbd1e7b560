/** What a slice may ask of the connected sockets; realtime/ provides it. */
export type Connections = {
  /** Tells the widgets of a site why, and cuts them off. */
  dropSite(siteId: string): void;
  /** Cuts a user's admin panels off; they may connect again with a good token. */
  dropAgent(agentId: string): void;
  dropSession(sessionId: string): void;
  /** Ids of the users with a connected admin panel. */
  onlineAgents(): Promise<Set<string>>;
  /** Visitors with a connected widget on these sites (undefined = all). */
  countVisitors(siteIds: string[] | undefined): Promise<number>;
};
