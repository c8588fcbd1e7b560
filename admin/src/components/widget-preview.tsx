import type { Site } from '@supportchat/protocol';
import { firstGrapheme } from '@supportchat/text/graphemes';
import { type CSSProperties, useState } from 'react';
import { classes } from '../ui/classes.ts';
import { readableTextColor } from '../ui/contrast.ts';
import { longColor } from '../ui/forms/color-input.tsx';

/** The widget's own neutrals, which do not follow the panel's theme. */
const LIGHT = { page: '#f3f0ea', bars: '#e2ddd3', surface: '#fff', sunken: '#f4f4f6', line: '#e3e3e8', text: '#1b1b22', muted: '#5c5c68' };
const DARK = { page: '#100f0e', bars: '#262422', surface: '#17171c', sunken: '#232329', line: '#3a3a44', text: '#f1f1f4', muted: '#a9a9b6' };

type WidgetPreviewProps = { siteName: string; settings: Site['widgetSettings']; dark: boolean };

/** A drawing of the widget on a page, with the form's current settings. */
export function WidgetPreview({ siteName, settings, dark }: WidgetPreviewProps) {
  const neutral = dark ? DARK : LIGHT;
  const brand = useLastColor(settings.primaryColor);
  const left = settings.position === 'bottom-left';
  const initial = firstGrapheme(siteName.trim()).toLocaleUpperCase();
  const colors = {
    '--brand': brand,
    '--on-brand': readableTextColor(brand).color,
    ...Object.fromEntries(Object.entries(neutral).map(([name, value]) => [`--w-${name}`, value])),
  };
  return (
    <div
      role="img"
      aria-label={`The widget of ${siteName} on a ${dark ? 'dark' : 'light'} page, ${left ? 'bottom left' : 'bottom right'}, in ${brand}`}
      className="relative h-[540px] overflow-hidden rounded-l border border-line bg-(--w-page) font-[system-ui] text-read transition-colors select-none"
      style={colors as CSSProperties}
    >
      <PageBars />
      <div
        className={classes(
          'absolute top-7 bottom-[76px] flex w-[min(300px,calc(100%-24px))] flex-col overflow-hidden rounded-[14px] bg-(--w-surface) text-(--w-text) shadow-high',
          left ? 'left-3' : 'right-3',
        )}
      >
        <div className="flex items-center gap-2.5 bg-(--brand) px-3.5 py-3 text-(--on-brand)">
          <span className="grid size-8 shrink-0 place-items-center rounded-full bg-(--on-brand) font-semibold text-(--brand)">{initial}</span>
          <div className="min-w-0 flex-1 truncate font-semibold">{siteName}</div>
          <Icon path="M4 10h.01M10 10h.01M16 10h.01" className="size-4 stroke-3" />
          <Icon path="m5 5 10 10M15 5 5 15" className="ml-2 size-4" />
        </div>
        <div className="flex min-h-0 flex-1 flex-col gap-1 overflow-hidden p-3">
          <Face className="mx-auto mt-1 size-10 shrink-0 text-[16px]">{initial}</Face>
          {settings.welcomeMessage.trim() !== '' && (
            <p className="mx-3 mt-2 line-clamp-3 shrink-0 text-center text-balance text-[17px] leading-[22px] font-semibold break-words whitespace-pre-line">
              {settings.welcomeMessage}
            </p>
          )}
          <Bubble own>Where do I enter a code?</Bubble>
          <span className="self-end px-1 text-tiny text-(--w-muted)">Sent</span>
          <div className="mt-1 flex min-w-0 items-center gap-1.5 text-tiny">
            <Face className="size-6 shrink-0">{initial}</Face>
            <b className="truncate font-semibold">{siteName}</b>
            <span className="shrink-0 rounded-xs bg-(--w-sunken) px-1 font-medium text-(--w-muted)">Automatic answer</span>
          </div>
          <Bubble>At checkout, above the total.</Bubble>
        </div>
        <div className="m-2.5 mt-0 mb-1.5 flex items-center gap-2 rounded-[12px] border border-(--w-line) py-1 pr-1 pl-3 text-(--w-muted)">
          <span className="min-w-0 flex-1 truncate">{settings.placeholderText}</span>
          <span className="grid size-8 shrink-0 place-items-center rounded-m bg-(--brand) text-(--on-brand)">
            <Icon path="M10 16V4M5 9l5-5 5 5" className="size-4" />
          </span>
        </div>
        <div className="pb-2 text-center text-tiny text-(--w-muted)">Powered by SupportChat</div>
      </div>
      <span
        className={classes(
          'absolute bottom-3 grid size-[52px] place-items-center rounded-full bg-(--brand) text-(--on-brand) shadow-high',
          left ? 'left-3' : 'right-3',
        )}
      >
        <Icon path="m5 8 5 5 5-5" className="size-6" />
      </span>
    </div>
  );
}

/** The last valid color while an incomplete one is typed. */
function useLastColor(typed: string): string {
  const [last, setLast] = useState('#4F46E5');
  const now = longColor(typed) ?? last;
  if (now !== last) setLast(now);
  return now;
}

function Bubble({ own = false, children }: { own?: boolean; children: string }) {
  return (
    <div
      className={classes(
        'max-w-[86%] rounded-[14px] px-3 py-2 break-words whitespace-pre-line',
        own ? 'mt-3 self-end rounded-br-xs bg-(--brand) text-(--on-brand)' : 'ml-[30px] self-start rounded-tl-xs bg-(--w-sunken)',
      )}
    >
      {children}
    </div>
  );
}

/** The page behind: a heading, a few lines. */
function PageBars() {
  return (
    <div className="flex flex-col gap-2.5 p-5">
      {['h-5 w-2/5', 'mt-5 h-3 w-4/5', 'h-3 w-3/4', 'h-3 w-3/5', 'mt-6 h-40 w-full', 'h-3 w-2/3', 'h-3 w-1/2', 'h-24 w-full'].map((size) => (
        <div key={size} className={classes('rounded-xs bg-(--w-bars)', size)} />
      ))}
    </div>
  );
}

function Face({ className, children }: { className: string; children: string }) {
  return <span className={classes('grid place-items-center rounded-full bg-(--brand) font-semibold text-(--on-brand)', className)}>{children}</span>;
}

function Icon({ path, className }: { path: string; className: string }) {
  return (
    <svg viewBox="0 0 20 20" className={classes('fill-none stroke-current stroke-[1.7]', className)} strokeLinecap="round" strokeLinejoin="round">
      <path d={path} />
    </svg>
  );
}
