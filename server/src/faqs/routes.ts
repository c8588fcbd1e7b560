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
      { method: 'get', path: '/faqs', summary: 'List FAQs, newest change first', tag, access: 'read-faqs', query: FaqListQuery, reply: FaqList },
      async ({ query }, { actor }) => {
        const { items, nextCursor } = await listFaqs(store, actor, query);
        return { items: items.map(presentFaq), nextCursor };
      },
    ),
    route(
      { method: 'post', path: '/faqs', summary: 'Create a FAQ', tag, access: 'manage-faqs', body: CreateFaq, reply: Faq, status: 201 },
      async ({ body }, { actor }) => presentFaq(await createFaq(deps, actor, body)),
    ),
    route(
      { method: 'post', path: '/faqs/try', summary: 'What would the bot answer to this message?', tag, access: 'read-faqs', body: TryFaqs, reply: FaqMatches },
      ({ body }, { actor }) => tryFaqs(deps, actor, body),
    ),
    route({ method: 'get', path: '/faqs/{id}', summary: 'Get a FAQ', tag, access: 'read-faqs', reply: Faq }, async ({ params }, { actor }) =>
      presentFaq(await getFaq(store, actor, pathId(params))),
    ),
    route(
      { method: 'patch', path: '/faqs/{id}', summary: 'Change a FAQ', tag, access: 'manage-faqs', body: UpdateFaq, reply: Faq },
      async ({ params, body }, { actor }) => presentFaq(await updateFaq(deps, actor, { ...body, id: pathId(params) })),
    ),
    route({ method: 'delete', path: '/faqs/{id}', summary: 'Remove a FAQ', tag, access: 'manage-faqs' }, ({ params }, { actor }) =>
      removeFaq(deps, actor, pathId(params)),
    ),
  ];
}
