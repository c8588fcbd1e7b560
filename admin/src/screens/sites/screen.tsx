import { Route, Routes } from 'react-router';
import { SiteList } from './site-list.tsx';
import { SitePage } from './site-page.tsx';

/** `/sites`, `/sites/new` and one site: `/sites/:siteId/:part`. */
export function Screen() {
  return (
    <Routes>
      <Route index element={<SiteList />} />
      <Route path="new" element={<SiteList creating />} />
      <Route path=":siteId/:part?" element={<SitePage />} />
    </Routes>
  );
}
