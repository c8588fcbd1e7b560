import { Page } from '../ui/page.tsx';

export function Screen() {
  return <Page title="Analytics">{null}</Page>;
}
