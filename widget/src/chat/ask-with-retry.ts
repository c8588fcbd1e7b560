import { backoff, wait } from '@supportchat/delivery/backoff';
import type { WidgetEventName, WidgetPayload } from '@supportchat/protocol';
import type { ChatCore } from './chat-state.ts';
import type { Reply } from './connection.ts';

/** Retries until there is a final answer. Undefined if the connection drops first: the next one starts over with a join. */
export async function askWithRetry<E extends WidgetEventName>(
  { connection, chance, later }: Pick<ChatCore, 'connection' | 'chance' | 'later'>,
  event: E,
  payload: WidgetPayload<E>,
): Promise<Reply<E> | undefined> {
  const id = connection.id();
  for (let attempt = 0; ; attempt++) {
    const reply = await connection.ask(event, payload);
    if (id && id === connection.id() && !reply.ok && reply.error.retryable) await wait({ later }, backoff(attempt, chance(), reply.error.retryAfterMs));
    else return id && id === connection.id() ? reply : undefined;
  }
}
