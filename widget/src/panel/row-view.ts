import type { Message } from '@supportchat/protocol';
import { splitLinks } from '@supportchat/text/links';
import type { PanelView } from '../parts.ts';
import type { Dates } from './dates.ts';
import { el } from './el.ts';
import type { MessageRow, Row } from './rows.ts';

export type RowActions = {
  retry(clientMessageId: string): void;
  remove(clientMessageId: string): void;
  rate(message: Message, helpful: boolean): void;
};

/** Draws one line of the log. */
export function drawRow(row: Row, { t, settings, siteName }: PanelView, dates: Dates, actions: RowActions): HTMLElement {
  switch (row.kind) {
    case 'message':
      return drawMessage(row.isBot ? { ...row, senderName: siteName } : row, t, dates, actions);
    case 'day':
      return el('p', { class: 'rule' }, el('span', {}, dates.day(row.createdAt)));
    case 'unread':
      return el('p', { class: 'rule new' }, el('span', {}, t('unread')));
    case 'welcome':
      return el('div', { class: 'row in', tabindex: '-1', role: 'article', 'aria-label': siteName }, bubble(settings.welcomeMessage));
    case 'older':
      return el('div', { class: 'bones', role: 'img', 'aria-label': t('loadingOlder') }, el('i'), el('i'));
    case 'skeleton':
      return el('div', { class: 'bones late', role: 'img', 'aria-label': t('connecting') }, el('i'), el('i'), el('i'));
    case 'beginning':
    case 'personRequested':
    case 'resolved':
    case 'closed':
      return el('p', { class: 'notice' }, t(row.kind));
  }
}

function drawMessage(row: MessageRow, t: PanelView['t'], dates: Dates, actions: RowActions): HTMLElement {
  const { content, createdAt, senderId, senderName, isBot, first, last, hasJoined, state, readAt, rated, key } = row;
  const time = el('time', { datetime: createdAt, title: dates.full(createdAt) }, dates.time(createdAt));
  const who = isBot ? `${senderName}, ${t('automaticAnswer')}` : senderName || t('you');
  const line = el('div', {
    class: `row ${senderId ? 'in' : 'out'}${first ? ' first' : ''}${last ? ' last' : ''}`,
    tabindex: '-1',
    role: 'article',
    'aria-label': `${who}, ${dates.time(createdAt)}`,
  });

  if (senderId && first) {
    const head = el('div', { class: 'who' }, hasJoined ? t('joined', { name: senderName }) : senderName);
    if (isBot) head.append(el('span', { class: 'tag' }, t('automaticAnswer')));
    line.append(head);
  }
  line.append(el('div', { class: 'line' }, bubble(content), time));

  const unsent = (word: string) => [
    el('span', { class: 'bad' }, word),
    el('button', { class: 'link', click: () => actions.retry(key) }, t('retry')),
    el('button', { class: 'link', click: () => actions.remove(key) }, t('delete')),
  ];
  const words = {
    '': [],
    sending: [t('sending')],
    sent: [t('sent')],
    read: [t('read', { time: readAt ? dates.time(readAt) : '' }).trim()],
    late: unsent(t('notSentYet')),
    failed: unsent(t('notSent')),
  }[state];
  if (words.length) line.append(el('div', { class: 'sub' }, ...words));
  if (rated) line.append(drawRating(rated, t, actions));
  return line;
}

function drawRating(message: Message, t: PanelView['t'], { rate }: RowActions): HTMLElement {
  const helpful = message.answer?.helpful;
  if (typeof helpful === 'boolean') return el('div', { class: 'sub' }, t(helpful ? 'helped' : 'notHelped'));
  const label = t('didThisHelp');
  const button = (word: string, value: boolean) => el('button', { class: 'pill', click: () => rate(message, value) }, word);
  return el('div', { class: 'sub help', role: 'group', 'aria-label': label }, label, button(t('yes'), true), button(t('no'), false));
}

function bubble(text: string): HTMLElement {
  const links = splitLinks(text).map(({ text, href }) =>
    href ? el('bdi', {}, el('a', { href, target: '_blank', rel: 'noopener nofollow ugc' }, text)) : text,
  );
  return el('div', { class: 'bubble' }, ...links);
}
