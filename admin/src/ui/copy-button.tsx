import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, type ButtonVariants } from './button.tsx';
import { notifyFailure } from './overlays/toast.tsx';

/** Copies `text`; says "Copied" for two seconds. */
export function CopyButton({ text, label = 'Copy', ...look }: { text: string; label?: string } & ButtonVariants) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button icon={copied ? <Check /> : <Copy />} onClick={() => void copyText(text).then(setCopied)} {...look}>
      <span aria-live="polite">{copied ? 'Copied' : label}</span>
    </Button>
  );
}

/** True when the text is on the clipboard; shows an error when it could not be copied. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea'); // on plain http there is no clipboard API
    area.value = text;
    area.className = 'sr-only';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (!done) notifyFailure({ title: 'Could not copy', message: 'Your browser blocked it. Select the text and copy it yourself.' });
    return done;
  }
}

/** A few lines of code to copy; long lines wrap, so that nothing is hidden. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <div className="overflow-hidden rounded-m border border-line bg-sunken">
      <pre className="px-3.5 py-3 font-mono text-small break-words whitespace-pre-wrap [overflow-wrap:anywhere]" tabIndex={0} role="region" aria-label={label}>
        <code>{code}</code>
      </pre>
      <div className="flex justify-end border-t border-line bg-surface px-2 py-1.5">
        <CopyButton text={code} label={`Copy ${label.toLowerCase()}`} />
      </div>
    </div>
  );
}
