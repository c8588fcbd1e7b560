/**
 * What has the focus after a conversation or the list was opened: the message box for writing, the row for continuing with keys, the search
 * box; or the menu of agents opens.
 */
export type OpenState = { focus: 'composer' | 'row' | 'search' | 'assign' };

export const openToWrite: OpenState = { focus: 'composer' };
