import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';

/** The one-time token of the opened link. It is behind `#`, where no server sees it; links of earlier versions are converted. */
export function useLinkToken(): string {
  const { hash, search } = useLocation();
  const navigate = useNavigate();
  const before = new URLSearchParams(search).get('token');
  useEffect(() => {
    if (before) void navigate({ search: '', hash: `#token=${before}` }, { replace: true });
  }, [before, navigate]);
  return before ?? new URLSearchParams(hash.slice(1)).get('token') ?? '';
}
