import { useQuery } from '@tanstack/react-query';

const DEMO_PAGE = '/demo/';

/** The address of the demo page, which carries the widget of the first active site; undefined where the server has none. */
export function useDemoPage(): string | undefined {
  const { data } = useQuery({
    queryKey: ['demo-page'],
    queryFn: async ({ signal }) => (await fetch(`${DEMO_PAGE}config.js`, { method: 'HEAD', signal })).ok,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ? DEMO_PAGE : undefined;
}
