import { CopyButton } from '../../ui/copy-button.tsx';

/** The link of an invitation: shown here and never again. */
export function InviteLink({ link, email }: { link: string; email: string }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-2">
        Copy it now; it won’t be shown again. It works once, within 7 days. Anyone who opens it signs in as {email}, so share it with no one else.
      </p>
      <div className="flex items-center gap-2 rounded-m border border-line bg-sunken py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 font-mono text-small break-all select-all">{link}</code>
        <CopyButton text={link} label="Copy link" />
      </div>
    </div>
  );
}
