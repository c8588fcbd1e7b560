import { useEffect } from 'react';
import { create } from 'zustand';
import { useSingleKeys } from '../preferences/single-keys.ts';
import { handlesTyping } from '../ui/keyboard.ts';
import { Keys } from '../ui/keys.tsx';
import { MOD } from '../ui/modifier.ts';
import { Dialog } from '../ui/overlays/dialog.tsx';

const useSheet = create(() => ({ open: false }));
export const showShortcuts = () => useSheet.setState({ open: true });

const GROUPS = [
  {
    name: 'Everywhere',
    keys: [
      [`${MOD}K`, 'Search and go to'],
      ['?', 'This list'],
    ],
  },
  {
    name: 'In the list',
    keys: [
      ['j', 'Open the next conversation'],
      ['k', 'Open the previous conversation'],
      ['Enter', 'Open and write'],
      ['/', 'Search conversations'],
    ],
  },
  {
    name: 'In a conversation',
    keys: [
      ['r', 'Write a reply'],
      ['i', 'Assign to me'],
      ['a', 'Assign to…'],
      ['u', 'Mark unread'],
      ['e', 'Resolve'],
      ['Shift E', 'Reopen'],
      ['z', 'Undo'],
      [`${MOD}Z`, 'Undo'],
      ['Esc', 'Leave the message box, then back to the list'],
      ['Enter', 'Send'],
      ['Shift Enter', 'New line'],
    ],
  },
] as const;

/** The keyboard shortcuts; opens with `?`. */
export function ShortcutSheet() {
  const open = useSheet((state) => state.open);
  const on = useSingleKeys((state) => state.on);
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || handlesTyping(event.target)) return;
      event.preventDefault();
      showShortcuts();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [on]);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => useSheet.setState({ open: next })}
      title="Keyboard shortcuts"
      description={
        on
          ? 'Single keys work while no text box has the focus. Switch them off in your account.'
          : 'Single keys are off in this browser; switch them on in your account.'
      }
    >
      {GROUPS.map((group) => (
        <section key={group.name} className="mt-3 first:mt-0">
          <h3 className="mb-1 text-small font-medium text-ink-3">{group.name}</h3>
          <dl>
            {group.keys.map(([keys, does]) => (
              <div key={keys + does} className="flex items-center justify-between border-b border-line py-1.5 last:border-0">
                <dt>{does}</dt>
                <dd>
                  <Keys>{keys}</Keys>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
