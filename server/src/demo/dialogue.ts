/**
 * A possible conversation: every line in several wordings. `{hi}`, `{order}`, `{coffee}`, `{city}`, `{day}` and `{machine}` are filled in when
 * it is played. `turns` start with the agent and alternate.
 */
export type Dialogue = { pages: readonly string[]; language?: string; ask: readonly string[]; turns: readonly (readonly string[])[] };
