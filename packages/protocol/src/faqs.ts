import { isBlank } from '@supportchat/text/names';
import { z } from 'zod';
import { Id, IsoDate, ListQuery, lineOf, listOf, nameOf, OptionalPageRule, QueryFlag, SearchText, textOf } from './fields.ts';

const Question = nameOf(z.string().min(3, 'must have at least 3 characters').max(300));
const Answer = textOf(
  z
    .string()
    .min(1, { error: 'must not be empty', abort: true })
    .max(4000)
    .refine((text) => !isBlank(text), 'must not be empty'),
);
const Category = nameOf(z.string().max(80));
const Keywords = z.array(nameOf(z.string().min(1).max(200))).max(50);
/** A path such as `/pricing` or `/docs/*`; empty = on every page. */
const PageSpecific = OptionalPageRule;

export const Faq = z
  .object({
    _id: Id,
    siteId: Id,
    question: z.string(),
    answer: z.string(),
    category: z.string(),
    /** Other ways to ask the same question. */
    keywords: z.array(z.string()),
    pageSpecific: z.string(),
    isActive: z.boolean(),
    /** How often the bot answered with it. */
    viewCount: z.number().int(),
    /** How often a visitor said that it helped, at most once per answer. */
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
  search: SearchText.optional(),
  category: Category.optional(),
  isActive: QueryFlag.optional(),
});
export const FaqList = listOf(Faq);

/** What the bot would answer to this message. Counts nothing. */
export const TryFaqs = z.strictObject({ siteId: Id, message: textOf(z.string().min(1).max(4000)), currentPage: lineOf(2000).default('') });
export const FaqMatches = z
  .object({
    /** The site's threshold: at or above it the bot answers. */
    threshold: z.number(),
    /** Best first, at most 5; `probability` is that of being the right answer, 0-1. */
    matches: z.array(z.object({ faq: Faq, probability: z.number() })),
  })
  .meta({ id: 'FaqMatches' });
