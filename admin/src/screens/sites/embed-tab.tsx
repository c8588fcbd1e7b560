import type { Site } from '@supportchat/protocol';
import { useState } from 'react';
import { WidgetSeen } from '../../components/widget-seen.tsx';
import { CodeBlock } from '../../ui/copy-button.tsx';
import { Segmented } from '../../ui/forms/segmented.tsx';
import { Section } from '../../ui/page/page.tsx';
import { cspLines, FRAMEWORKS, type Framework, frameworkSnippet, readEmbedCode } from './embed-snippets.ts';

/** The lines to paste, whether they work, and what some pages need besides. */
export function EmbedTab({ site }: { site: Site }) {
  const facts = readEmbedCode(site.embedCode);
  return (
    <div className="max-w-[720px]">
      <Section title="Embed code" help={`Paste these lines before </body> on every page of ${site.domain}.`}>
        <div className="flex flex-col gap-3">
          <CodeBlock code={site.embedCode} label="Embed code" />
          {site.isActive ? (
            <WidgetSeen siteId={site._id} />
          ) : (
            <p className="rounded-m bg-warn-soft px-3 py-2 text-warn">This site is switched off, so its widget is hidden. Switch it on under General.</p>
          )}
        </div>
      </Section>
      {facts && (
        <>
          <Section title="Frameworks">
            <FrameworkNotes facts={facts} />
          </Section>
          <Section
            title="Content-Security-Policy"
            help="If your pages send this header, add these sources to it. Give the inline script of the embed code the page’s nonce, or move it into a script file."
          >
            <CodeBlock code={cspLines(facts.origin, site.widgetSettings.customCSS)} label="Policy lines" />
          </Section>
        </>
      )}
    </div>
  );
}

function FrameworkNotes({ facts }: { facts: { script: string; siteKey: string } }) {
  const [framework, setFramework] = useState<Framework>('react');
  const snippet = frameworkSnippet(framework, facts);
  return (
    <div className="flex flex-col items-start gap-3">
      <Segmented label="Framework" value={framework} onChange={setFramework} options={FRAMEWORKS} />
      <p className="text-ink-2">{FRAMEWORKS.find((one) => one.value === framework)?.note}</p>
      {snippet && (
        <div className="w-full">
          <CodeBlock key={framework} code={snippet} label="Code" />
        </div>
      )}
    </div>
  );
}
