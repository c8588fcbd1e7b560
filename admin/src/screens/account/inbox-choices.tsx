import { chooseNextAfterDone, type NextAfterDone, useNextAfterDone } from '../../preferences/next-after-done.ts';
import { setSingleKeys, useSingleKeys } from '../../preferences/single-keys.ts';
import { Segmented } from '../../ui/forms/segmented.tsx';
import { Switch } from '../../ui/forms/switch.tsx';

const AFTER_DONE: { value: NextAfterDone; label: string }[] = [
  { value: 'next', label: 'Next' },
  { value: 'previous', label: 'Previous' },
  { value: 'list', label: 'List' },
];

/** How Live Chat behaves in this browser; takes effect immediately. */
export function InboxChoices() {
  const singleKeys = useSingleKeys((state) => state.on);
  const afterDone = useNextAfterDone((state) => state.choice);
  return (
    <>
      <Switch
        checked={singleKeys}
        onChange={setSingleKeys}
        label="Single-key shortcuts"
        help="Keys such as e, j and / act on conversations while no text box has the focus."
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span>
          <span className="block font-medium">After resolving, open</span>
          <span className="block text-small text-ink-3">The conversation beside it in the list, or the list itself.</span>
        </span>
        <Segmented label="After resolving, open" value={afterDone} onChange={chooseNextAfterDone} options={AFTER_DONE} />
      </div>
    </>
  );
}
