import { Route, Routes } from 'react-router';
import { AgentList } from './agent-list.tsx';

/** `/agents` and, with the invite dialog, `/agents/new`. */
export function Screen() {
  return (
    <Routes>
      <Route index element={<AgentList />} />
      <Route path="new" element={<AgentList inviting />} />
    </Routes>
  );
}
