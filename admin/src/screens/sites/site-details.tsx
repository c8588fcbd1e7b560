import type { Site } from '@supportchat/protocol';
import { WidgetPreview } from '../../components/widget-preview.tsx';
import { WidgetSeen } from '../../components/widget-seen.tsx';
import { formatPercent } from '../../ui/format/format-number.ts';
import { Section } from '../../ui/page/page.tsx';
import { ReadOnlyFields } from '../../ui/read-only-fields.tsx';
import { languageName } from './language-name.ts';

/** A site for users who may not change it: role agent. */
export function SiteDetails({ site }: { site: Site }) {
  const { widgetSettings: widget, aiSettings: answers } = site;
  return (
    <div className="gap-10 lg:grid lg:grid-cols-[minmax(0,560px)_minmax(300px,400px)]">
      <div>
        <p className="mb-6 text-ink-2">Only owners and admins can change these settings.</p>
        <Section title="General">
          <div className="mb-3 max-w-[560px]">
            <WidgetSeen siteId={site._id} />
          </div>
          <ReadOnlyFields
            items={[
              { name: 'Domain', value: site.domain },
              { name: 'More domains', value: site.allowedDomains.join(', ') },
              { name: 'Chat', value: site.isActive ? 'On' : 'Switched off' },
            ]}
          />
        </Section>
        <Section title="Answers">
          <ReadOnlyFields
            items={[
              { name: 'Automatic answers', value: answers.enabled ? `On, from ${formatPercent(answers.threshold)} certainty` : 'Off' },
              { name: 'Asking for a person', value: answers.fallbackToHuman ? 'Allowed' : 'Switched off' },
            ]}
          />
        </Section>
        <Section title="Widget">
          <ReadOnlyFields
            items={[
              { name: 'Welcome message', value: widget.welcomeMessage },
              { name: 'Theme', value: { auto: 'Like the visitor’s device', light: 'Light', dark: 'Dark' }[site.settings.widget.theme] },
              { name: 'Language', value: widget.locale ? (languageName(widget.locale) ?? widget.locale) : 'Same as the page' },
              { name: 'Opens automatically', value: widget.autoOpen ? `After ${widget.autoOpenDelay / 1000} s` : 'No' },
              { name: 'Shows only on', value: widget.showOnPages.join(', ') || 'Every page' },
              { name: 'Hidden on', value: widget.hideOnPages.join(', ') },
            ]}
          />
        </Section>
      </div>
      <aside aria-label="Preview">
        <WidgetPreview siteName={site.name} settings={widget} dark={site.settings.widget.theme === 'dark'} />
      </aside>
    </div>
  );
}
