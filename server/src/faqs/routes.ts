import { CreateFaq, Faq, FaqList, FaqListQuery, FaqMatches, TryFaqs, UpdateFaq } from '@supportchat/protocol';
import { pathId } from '../http/path-id.ts';
import { type Route, route } from '../http/route.ts';
import { createFaq } from './create-faq.ts';
import type { FaqsDeps } from './faqs-deps.ts';
import { presentFaq } from './present-faq.ts';
import { getFaq, listFaqs } from './read-faqs.ts';
import { tryFaqs } from './try-faqs.ts';
import { removeFaq, updateFaq } from './update-faq.ts';

const tag = 'FAQs';

export function faqRoutes(deps: FaqsDeps): Route[] {
  const { store } = deps;
  return [
    route(
      { method: 'get', path: '/faqs', summary: 'List FAQs, newest change first', tag, access: 'agent', query: FaqListQuery, reply: FaqList },
      async ({ query }, { agent }) => {
        const { items, nextCursor } = await listFaqs(store, agent, query);
        return { items: items.map(presentFaq), nextCursor };
      },
    ),
    route(
      { method: 'post', path: '/faqs', summary: 'Create a FAQ', tag, access: 'admin', body: CreateFaq, reply: Faq, status: 201 },
      async ({ body }, { agent }) => presentFaq(await createFaq(deps, agent, body)),
    ),
    route(
      { method: 'post', path: '/faqs/try', summary: 'What would the bot answer to this message?', tag, access: 'agent', body: TryFaqs, reply: FaqMatches },
      ({ body }, { agent }) => tryFaqs(deps, agent, body),
    ),
    route({ method: 'get', path: '/faqs/{id}', summary: 'Get a FAQ', tag, access: 'agent', reply: Faq }, async ({ params }, { agent }) =>
      presentFaq(await getFaq(store, agent, pathId(params))),
    ),
    route(
      { method: 'patch', path: '/faqs/{id}', summary: 'Change a FAQ', tag, access: 'admin', body: UpdateFaq, reply: Faq },
      async ({ params, body }, { agent }) => presentFaq(await updateFaq(deps, agent, { ...body, id: pathId(params) })),
    ),
    route({ method: 'delete', path: '/faqs/{id}', summary: 'Remove a FAQ', tag, access: 'admin' }, ({ params }, { agent }) =>
      removeFaq(deps, agent, pathId(params)),
    ),
  ];
}
