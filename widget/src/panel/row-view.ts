import type { Message, Team } from '@supportchat/protocol';
import { DEFAULT_WIDGET_SETTINGS } from '@supportchat/protocol/widget-config';
import { firstGrapheme } from '@supportchat/text/graphemes';
import type { PanelView } from '../parts.ts';
import type { Dates } from './dates.ts';
import { el } from './el.ts';
import type { MessageRow, Row } from './rows.ts';
import { replyTime, waitingLine } from './status.ts';

export type RowActions = {
  retry(clientMessageIds: readonly string[]): void;
  remove(clientMessageIds: readonly string[]): void;
  rate(message: Message, helpful: boolean): void;
};

/** Up to three emoji and nothing else. */
const EMOJI_ONLY = /^(\s*(\p{RI}{2}|\p{Extended_Pictographic}(\p{EMod}|\ufe0f|\u200d\p{Extended_Pictographic})*)){1,3}\s*$/u;

/** Draws one line of the log. */
export function drawRow(row: Row, view: PanelView, dates: Dates, actions: RowActions): HTMLElement {
  const { t } = view;
  switch (row.kind) {
    case 'message':
      return drawMessage(row, view, dates, actions);
    case 'day':
      return rule('', dates.day(row.createdAt));
    case 'unread':
      return rule(' new', t('unread'));
    case 'earlier':
      return rule('', `↑ ${t('earlier')}`);
    case 'welcome':
      return drawWelcome(row.team, view);
    case 'older':
      return el('div', { class: 'bones late', role: 'img', 'aria-label': t('loadingOlder') }, el('i'), el('i'));
    case 'skeleton':
      return el('div', { class: 'bones late', role: 'img', 'aria-label': t('connecting') }, el('i'), el('i'), el('i'));
    case 'notified':
    case 'personRequested':
      return el('p', { class: 'notice' }, waitingLine(row.kind, row.team, view));
    case 'resolved':
    case 'closed':
      return el('p', { class: 'notice' }, t(row.kind));
  }
}

function rule(kind: string, text: string): HTMLElement {
  return el('p', { class: `rule${kind}` }, el('span', {}, text));
}

/** Who is here, the site's welcome, and when an answer can be expected. */
function drawWelcome(team: Team | null, view: PanelView): HTMLElement {
  const { settings, siteName, t } = view;
  // A default that the owner has not changed is shown in the visitor's language.
  const greeting = settings.welcomeMessage === DEFAULT_WIDGET_SETTINGS.welcomeMessage ? t('welcome') : settings.welcomeMessage;
  const faces = team?.names.length ? team.names.map((name) => face(name)) : [face(siteName, ' site')];
  const when = team && !team.agentsOnline ? t('leaveMessage') : replyTime(team, view);
  const lines = [...(greeting ? [el('p', { class: 'greeting' }, ...linked(greeting, view))] : []), ...(when ? [el('p', {}, when)] : [])];
  return el('div', { class: 'welcome' }, el('div', { class: 'faces', 'aria-hidden': 'true' }, ...faces), ...lines);
}

function face(name: string, kind = ''): HTMLElement {
  return el('span', { class: `face${kind}`, 'aria-hidden': 'true' }, firstGrapheme(name.trim()).toLocaleUpperCase());
}

function drawMessage(row: MessageRow, view: PanelView, dates: Dates, actions: RowActions): HTMLElement {
  const { t, siteName } = view;
  const { content, createdAt, senderId, senderName, isBot, first, last, hasJoined, state, readAt, unsent, rated } = row;
  const name = isBot ? siteName : senderName || t('you');
  const time = el('time', { datetime: createdAt, title: dates.full(createdAt) }, dates.time(createdAt));
  const shown = bubble(content, view);
  const line = el('div', { class: `row ${senderId ? 'in' : 'out'}${first ? ' first' : ''}${last ? ' last' : ''}`, tabindex: '-1', role: 'article' });

  const isHeaded = senderId && first;
  const who = el('div', { class: isHeaded ? 'who' : 'spoken' }, el('b', {}, hasJoined ? t('joined', { name }) : name));
  if (isBot) who.append(el('span', { class: 'tag' }, t('automaticAnswer')));
  if (isHeaded) line.append(face(name, isBot ? ' site' : ''));
  line.append(who, shown);

  const words = { '': '', sending: t('sending'), sent: t('sent'), read: t('read', { time: readAt ? dates.time(readAt) : '' }).trim(), late: '', failed: '' }[
    state
  ];
  const sub = el('div', { class: `sub${words ? '' : ' quiet'}` }, ...(words ? [el('span', {}, words)] : []), ...(/ing|read/.test(state) ? [] : [time]));
  if (unsent.length) {
    const sentence = t(state === 'late' ? 'notSentYet' : 'notSent', { n: unsent.length });
    sub.className = 'sub';
    sub.replaceChildren(
      el('span', state === 'failed' ? { class: 'bad' } : {}, sentence),
      el('button', { class: 'link', click: () => actions.retry(unsent) }, t('retry')),
      el('button', { class: 'link', click: () => actions.remove(unsent) }, t('delete')),
    );
  }
  // The time is shown once: beside the sender of a group, under the visitor's own, and for the others on hover or focus.
  if (isHeaded) who.append(time);
  else line.append(sub);
  if (rated) line.append(drawRating(rated, t, actions));
  nameAfter(line, who, shown, isHeaded ? time : sub);
  return line;
}

let named = 0;
/** A screen reader that moves from message to message announces everything: who, what, when, and whether it has arrived. */
function nameAfter(line: HTMLElement, ...parts: HTMLElement[]): void {
  for (const part of parts) part.id = `sc${named++}`;
  line.setAttribute('aria-labelledby', parts.map(({ id }) => id).join(' '));
}

function drawRating(message: Message, t: PanelView['t'], { rate }: RowActions): HTMLElement {
  const helpful = message.answer?.helpful;
  if (typeof helpful === 'boolean') return el('div', { class: 'sub' }, t(helpful ? 'helped' : 'notHelped'));
  const label = t('didThisHelp');
  const button = (word: string, value: boolean) => el('button', { class: 'pill', click: () => rate(message, value) }, word);
  return el('div', { class: 'sub help', role: 'group', 'aria-label': label }, label, button(t('yes'), true), button(t('no'), false));
}

function bubble(text: string, view: PanelView): HTMLElement {
  return el('div', { class: `bubble${EMOJI_ONLY.test(text) ? ' emoji' : ''}` }, ...linked(text, view));
}

function linked(text: string, { splitLinks }: PanelView): (HTMLElement | string)[] {
  return splitLinks(text).map(({ text, href }) => (href ? el('bdi', {}, el('a', { href, target: '_blank', rel: 'noopener nofollow ugc' }, text)) : text));
}
