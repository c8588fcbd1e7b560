import type { Feature } from '../feature.ts';
import type { AnalyticsDeps } from './analytics-deps.ts';
import { analyticsRoutes } from './routes.ts';

/** Reports and live figures. */
export function analyticsFeature(deps: AnalyticsDeps): Feature {
  return { name: 'analytics', routes: analyticsRoutes(deps) };
}
