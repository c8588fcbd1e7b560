import { splitLinks } from '@supportchat/text/links';
import { Fragment } from 'react';

/** Plain text with its web and email addresses as links, each isolated so that no direction mark in the text can reverse it. Nothing is ever parsed as HTML. */
export function LinkedText({ text }: { text: string }) {
  let at = 0;
  return splitLinks(text).map((part) => {
    const key = at;
    at += part.text.length;
    if (!part.href) return <Fragment key={key}>{part.text}</Fragment>;
    return (
      <a
        key={key}
        href={part.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        dir="ltr"
        className="text-accent-text underline underline-offset-2 [word-break:break-word]"
      >
        {part.text}
      </a>
    );
  });
}
