import { Page } from '../ui/page.tsx';

export function Screen() {
  return <Page title="FAQs">{null}</Page>;
}
