import { classes } from '../../../ui/classes.ts';

/** Only http addresses become links: the address comes from the visitor. It is written from left to right, whatever its letters. */
export function SafeLink({ href, className, children }: { href: string; className?: string; children: string }) {
  if (!/^https?:\/\//.test(href))
    return (
      <bdi dir="ltr" className={className}>
        {children}
      </bdi>
    );
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={classes('hover:underline', className)}>
      <bdi dir="ltr">{children}</bdi>
    </a>
  );
}
