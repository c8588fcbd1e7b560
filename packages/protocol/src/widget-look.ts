import { z } from 'zod';
import { siteSettings } from './feature-settings.ts';

/** How the widget looks on a site, apart from its `widgetSettings`. `auto` follows the visitor's system. */
export const widgetLook = siteSettings({ theme: z.enum(['auto', 'light', 'dark']).default('auto') }, { public: ['theme'] });
