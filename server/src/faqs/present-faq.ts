import type { Faq } from '@supportchat/protocol';
import type { FaqRecord } from '../store/port/faqs.ts';

export function presentFaq(faq: FaqRecord): Faq {
  return {
    _id: faq._id,
    siteId: faq.siteId,
    question: faq.question,
    answer: faq.answer,
    category: faq.category,
    keywords: faq.keywords,
    pageSpecific: faq.pageSpecific,
    isActive: faq.isActive,
    viewCount: faq.viewCount,
    helpfulCount: faq.helpfulCount,
    createdAt: faq.createdAt.toISOString(),
    updatedAt: faq.updatedAt.toISOString(),
  };
}
