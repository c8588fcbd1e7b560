import { isEmail } from '@supportchat/text/email';
import type { Translate } from '../../locales/translate.ts';
import type { ShownView, ViewParts } from '../views.ts';
import css from './email.css?inline';
import type { EmailTexts } from './locales/en.ts';

/** Asks a visitor whom no one can answer now for an address, once in a conversation and never as a condition. */
export function createView({ chat, launcher, announcer, storage, siteKey, el, setText, rest, resized }: ViewParts): ShownView {
  /** `later:` or `left:` and the id of the conversation. */
  const key = `sc_email:${siteKey}`;
  const ask = el('label', { for: 'sc-email' });
  const box = el('input', {
    id: 'sc-email',
    type: 'email',
    inputmode: 'email',
    autocomplete: 'email',
    maxlength: '254',
    dir: 'ltr',
    'aria-describedby': 'sc-email-problem',
    input: () => show(''),
    keydown: keepCaretKeys,
  });
  const problem = el('p', { id: 'sc-email-problem', class: 'bad', hidden: '' });
  const save = el('button', { class: 'pill', type: 'submit' });
  const notNow = el('button', { class: 'link', type: 'button', click: dismiss });
  const form = el('form', { novalidate: '', submit: (event: SubmitEvent) => void submit(event) }, ask, el('div', {}, box, save), problem, notNow);
  const thanks = el('span');
  const change = el('button', { class: 'link', click: edit });
  const saved = el('p', {}, thanks, ' ', change);
  const element = el('div', { class: 'email', hidden: '' }, form, saved);
  launcher.addSheet(launcher.shadow, css);

  let t: Translate<EmailTexts>;
  let shownProblem: 'invalid' | 'failed' | '' = '';
  let isEditing = false;
  /** The conversation in which this tab has asked. */
  let askedIn = '';

  /** In the log these keys move from message to message. */
  function keepCaretKeys(event: KeyboardEvent): void {
    if (/^(Arrow|Home|End)/.test(event.key)) event.stopPropagation();
  }

  function show(next: typeof shownProblem): void {
    shownProblem = next;
    box.setAttribute('aria-invalid', `${next === 'invalid'}`);
    setText(problem, next && t(next));
    if (next) announcer.say(t(next));
    resized();
  }

  function remember(how: 'later' | 'left'): void {
    storage.set(key, `${how}:${chat.state().conversation?._id}`);
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const visitorEmail = box.value.trim();
    if (!isEmail(visitorEmail)) {
      show('invalid');
      return box.focus();
    }
    save.disabled = true;
    const isSaved = await chat.tell('leave-email', { visitorEmail });
    save.disabled = false;
    if (!isSaved) {
      show('failed');
      return box.focus();
    }
    remember('left');
    isEditing = false;
    show('');
    update(t);
    announcer.say(thanks.textContent ?? '');
    rest();
  }

  function dismiss(): void {
    // While correcting an address, the one that was left stays.
    if (!isEditing) remember('later');
    isEditing = false;
    show('');
    update(t);
    rest();
  }

  function edit(): void {
    isEditing = true;
    box.value = chat.state().conversation?.visitorEmail ?? '';
    update(t);
    box.select();
  }

  function update(next: Translate<EmailTexts>): void {
    t = next;
    const { conversation, refused } = chat.state();
    const { _id, visitorEmail, agentName, status } = conversation ?? {};
    const [how, where] = storage.get(key)?.split(':') ?? [];
    const isHere = where === _id;
    const isOver = refused || !_id || status !== 'open' || Boolean(agentName);
    const isOffered = isEditing || (!visitorEmail && !(isHere && how === 'later'));
    form.hidden = !isOffered;
    saved.hidden = isOffered || !visitorEmail || !(askedIn === _id || (isHere && how === 'left'));
    element.hidden = isOver || (form.hidden && saved.hidden);
    ask.textContent = t('ask');
    save.textContent = t('save');
    notNow.textContent = t('notNow');
    thanks.textContent = t('thanks', { email: visitorEmail ?? '' });
    change.textContent = t('change');
    setText(problem, shownProblem && t(shownProblem));
    if (!element.hidden && !form.hidden && askedIn !== _id) {
      askedIn = _id ?? '';
      announcer.say(t('ask'));
    }
  }
  return { element, update };
}
