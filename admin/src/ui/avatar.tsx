import { firstGrapheme } from '@supportchat/text/graphemes';
import { initialsOf } from '@supportchat/text/names';
import { classes } from './classes.ts';

const TINTS = ['tint-1', 'tint-2', 'tint-3', 'tint-4', 'tint-5'];

/** The same name always gets the same tint. */
export function tintOf(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return TINTS[sum % TINTS.length] ?? 'tint-3';
}

type AvatarProps = {
  name: string;
  size?: 'small' | 'normal' | 'large';
  /** Shows the green dot; say "online" in text nearby as well. */
  online?: boolean;
  className?: string;
};

const SIZES = { small: 'size-4 text-[9px]', normal: 'size-[26px] text-[10.5px]', large: 'size-10 text-read' };

/** Initials on a tint. Decorative: the name is beside it. */
export function Avatar({ name, size = 'normal', online = false, className }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={classes('relative grid shrink-0 place-items-center rounded-full font-semibold select-none', SIZES[size], tintOf(name), className)}
    >
      {size === 'small' ? firstGrapheme(initialsOf(name)) : initialsOf(name)}
      {online && <i className="absolute -right-px -bottom-px size-[9px] rounded-full border-2 border-surface bg-ok-dot" />}
    </span>
  );
}
