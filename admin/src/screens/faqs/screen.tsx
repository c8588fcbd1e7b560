import { Route, Routes } from 'react-router';
import { FaqList } from './faq-list.tsx';
import { FaqPage } from './faq-page.tsx';
import { NewFaq } from './new-faq.tsx';

/** `/faqs` with its filters in the address, `/faqs/new`, and one FAQ: `/faqs/:faqId`. */
export function Screen() {
  return (
    <Routes>
      <Route index element={<FaqList />} />
      <Route path="new" element={<NewFaq />} />
      <Route path=":faqId" element={<FaqPage />} />
    </Routes>
  );
}
