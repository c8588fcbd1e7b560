import type { Team } from '@supportchat/protocol';
import type { ChatState } from '../chat/chat-state.ts';
import type { PanelView } from '../parts.ts';

type View = Pick<PanelView, 't' | 'locale'>;

/** The line under the site's name: the assigned agent, otherwise who is there. It claims only what is known. */
export function statusLine({ started, live, refused, conversation, team }: ChatState, { t, locale }: View): string {
  if (refused) return '';
  if (started && !live && !conversation) return t('connecting');
  const { agentName, status = '' } = conversation ?? {};
  if (agentName && /open|assigned/.test(status)) return t('talkingTo', { name: agentName });
  return team?.names.length ? t('here', { n: team.names.length, names: new Intl.ListFormat(locale.tag).format(team.names) }) : '';
}

/** "Usually replies in 4 minutes"; empty when too little is known, or no one is there to reply. */
export function replyTime(team: Team | null, { t, locale }: View): string {
  return !team?.agentsOnline || team.typicalReplyMs == null ? '' : t('usuallyReply', { time: approximateDuration(team.typicalReplyMs, locale.tag) });
}

/** What a waiting visitor can expect. */
export function waitingLine(kind: 'notified' | 'personRequested', team: Team | null, { t, locale }: View): string {
  if (team && !team.agentsOnline) return kind === 'notified' ? t('noOneOnline') : `${t(kind)} ${t('noOneOnline')}`;
  const ms = team?.typicalReplyMs;
  return `${t(kind)} ${ms == null ? t('replyHere') : t('theyReply', { time: approximateDuration(ms, locale.tag) })}`;
}

/** "4 minutes", "2 hours", "3 days"; at least a minute. */
function approximateDuration(ms: number, tag: string): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const [value, unit]: [number, string] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 36 * 60 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

/** The banner over the log; empty = all is well. `isCutOff`: without a connection for two seconds. */
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

/** "Talk to a person" is offered from the first message on, until a person has joined or been asked for. */
export function offersPerson({ conversation, timeline, refused }: ChatState, fallbackToHuman: boolean): boolean {
  const isWaiting = conversation?.status === 'open' && !conversation.agentName && !conversation.humanRequestedAt;
  return fallbackToHuman && isWaiting && !refused && timeline.messages.some(({ senderType }) => senderType === 'visitor');
}
