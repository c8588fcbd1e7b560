import type { WidgetEventName, WidgetPayload } from '@supportchat/protocol';
import { backoff, wait } from './backoff.ts';
import type { ChatCore } from './chat-state.ts';
import type { Reply } from './connection.ts';

/** Retries until there is a final answer. Undefined if the connection drops first: the next one starts over with a join. */
export async function askWithRetry<E extends WidgetEventName>(
  { connection, chance }: Pick<ChatCore, 'connection' | 'chance'>,
  event: E,
  payload: WidgetPayload<E>,
): Promise<Reply<E> | undefined> {
  const id = connection.id();
  for (let attempt = 0; ; attempt++) {
    const reply = await connection.ask(event, payload);
    if (id && id === connection.id() && !reply.ok && reply.error.retryable) await wait(backoff(attempt, chance(), reply.error.retryAfterMs));
    else return id && id === connection.id() ? reply : undefined;
  }
}
