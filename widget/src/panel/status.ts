import type { ChatState } from '../chat/chat-state.ts';
import type { PanelView } from '../parts.ts';

/** The line under the site's name. It says only what is known: that an agent has taken the chat, never that somebody is about to. */
export function statusLine({ started, live, refused, conversation }: ChatState, t: PanelView['t']): string {
  if (refused) return '';
  if (started && !live && !conversation) return t('connecting');
  if (conversation?.agentName) return t('talkingTo', { name: conversation.agentName });
  return t(conversation?.humanRequestedAt ? 'waitingForPerson' : 'repliesHere');
}

/** The line over the log; empty = all is well. `isCutOff`: without a connection for two seconds. */
export function bannerLine(
  { refused, outbox }: ChatState,
  { isCutOff, isOnline, keepsAll }: { isCutOff: boolean; isOnline: boolean; keepsAll: boolean },
  t: PanelView['t'],
): string {
  if (refused) return t('notAvailable');
  if (outbox.length && !keepsAll) return t('notKept');
  if (!isCutOff) return '';
  if (!isOnline) return t('youAreOffline');
  return t(outbox.length ? 'willBeSent' : 'reconnecting');
}

/** "Talk to a person" is offered from the first message on, until a person is there or has been asked for. */
export function offersPerson({ conversation, timeline }: ChatState, fallbackToHuman: boolean): boolean {
  const isWaiting = conversation?.status === 'open' && !conversation.agentName && !conversation.humanRequestedAt;
  return fallbackToHuman && isWaiting && timeline.messages.some(({ senderType }) => senderType === 'visitor');
}
