import { z } from 'zod';
import { Id, IsoDate, ListQuery, listOf, nameOf, OptionalPageRule, QueryFlag } from './fields.ts';

const Question = z.string().trim().min(3, 'must have at least 3 characters').max(300);
const Answer = z.string().trim().min(1, 'must not be empty').max(4000);
const Category = nameOf(z.string().max(80));
const Keywords = z.array(z.string().trim().min(1).max(200)).max(50);
/** A path such as `/pricing` or `/docs/*`; empty = on every page. */
const PageSpecific = OptionalPageRule;

export const Faq = z
  .object({
    _id: Id,
    siteId: Id,
    question: z.string(),
    answer: z.string(),
    category: z.string(),
    /** Other ways to ask the same. */
    keywords: z.array(z.string()),
    pageSpecific: z.string(),
    isActive: z.boolean(),
    /** How often the bot answered with it. */
    viewCount: z.number().int(),
    /** How often a visitor said that it helped, at most once an answer. */
    helpfulCount: z.number().int(),
    createdAt: IsoDate,
    updatedAt: IsoDate,
  })
  .meta({ id: 'Faq' });
export type Faq = z.infer<typeof Faq>;

export const CreateFaq = z.strictObject({
  siteId: Id,
  question: Question,
  answer: Answer,
  category: Category.default(''),
  keywords: Keywords.default([]),
  pageSpecific: PageSpecific.default(''),
  isActive: z.boolean().default(true),
});
export type CreateFaq = z.infer<typeof CreateFaq>;
export const UpdateFaq = z.strictObject({
  question: Question.optional(),
  answer: Answer.optional(),
  category: Category.optional(),
  keywords: Keywords.optional(),
  pageSpecific: PageSpecific.optional(),
  isActive: z.boolean().optional(),
});
export type UpdateFaq = z.infer<typeof UpdateFaq>;
export const FaqListQuery = ListQuery.extend({
  siteId: Id.optional(),
  search: z.string().max(200).optional(),
  category: z.string().max(80).optional(),
  isActive: QueryFlag.optional(),
});
export const FaqList = listOf(Faq);

/** What would the bot answer to this message? Counts nothing. */
export const TryFaqs = z.strictObject({ siteId: Id, message: z.string().trim().min(1).max(4000), currentPage: z.string().max(2000).default('') });
export const FaqMatches = z
  .object({
    /** The site's threshold: at or above it the bot answers. */
    threshold: z.number(),
    /** Best first, at most 5; `probability` is that of being the right answer, 0-1. */
    matches: z.array(z.object({ faq: Faq, probability: z.number() })),
  })
  .meta({ id: 'FaqMatches' });
