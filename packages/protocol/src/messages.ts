import { isBlank } from '@supportchat/text/names';
import { z } from 'zod';
import { Id, IsoDate, textOf } from './fields.ts';
import { MAX_MESSAGE_LENGTH } from './widget-config.ts';

export const SenderType = z.enum(['visitor', 'agent', 'bot']);
export type SenderType = z.infer<typeof SenderType>;
export const MessageType = z.enum(['text', 'image', 'file']);

/** One entry of a conversation. */
export const Message = z
  .object({
    _id: Id,
    conversationId: Id,
    /** 1, 2, 3 … without gaps in each conversation: the order that all clients see. */
    seq: z.number().int(),
    /** The sender's own id of the message; null when the client sent none. */
    clientMessageId: z.string().nullable(),
    senderType: SenderType,
    senderId: z.string(),
    senderName: z.string(),
    content: z.string(),
    messageType: MessageType,
    /** Read by the other side. */
    isRead: z.boolean(),
    readAt: IsoDate.nullable(),
    /** Bot only: which FAQ answered (with the question's text at the time), the matcher's probability, and the visitor's rating. */
    answer: z.object({ faqId: Id, question: z.string(), probability: z.number(), helpful: z.boolean().nullable() }).nullable(),
    /** Server time, for display only. */
    createdAt: IsoDate,
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

/** Created by the client before the first attempt (ideally a UUID): resending it never creates a second message. */
export const ClientMessageId = z
  .string()
  .min(1)
  .max(64)
  // All lone surrogates are stored as the same character, so two ids would become one.
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters or lone surrogates');
export const Content = textOf(
  z
    .string()
    .min(1, { error: 'must not be empty', abort: true })
    // Counted in code points, as `countCharacters` of packages/text does for the message boxes.
    .max(MAX_MESSAGE_LENGTH, `must have at most ${MAX_MESSAGE_LENGTH} characters`)
    .refine((text) => !isBlank(text), 'must not be empty'),
);

export const PostMessage = z.strictObject({ content: Content, clientMessageId: ClientMessageId.optional() });
/** At most one of `beforeSeq` (older) and `afterSeq` (newer); with neither, the newest. Always ordered by `seq`. */
export const MessageListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  beforeSeq: z.coerce.number().int().min(1).optional(),
  afterSeq: z.coerce.number().int().min(0).optional(),
  /** The list convention's name for paging to older messages: the `nextCursor` of the previous page. */
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
export const MessageList = z.object({
  items: z.array(Message),
  /** Whether there are more in the requested direction; pass it as `cursor` to page to older messages. */
  nextCursor: z.string().nullable(),
});
