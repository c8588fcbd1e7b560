import { setSound, useSound } from '../conversations/sound.ts';
import { chooseTheme, type ThemeChoice, useTheme } from '../shell/theme.ts';
import { Segmented } from '../ui/segmented.tsx';
import { Switch } from '../ui/switch.tsx';
import { InboxChoices } from './inbox-choices.tsx';

const THEMES: { value: ThemeChoice; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'As the system' },
];

/** Choices that stay in this browser; they take effect at once. */
export function Appearance() {
  const theme = useTheme((state) => state.choice);
  const sound = useSound((state) => state.on);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">Theme</span>
        <Segmented label="Theme" value={theme} onChange={chooseTheme} options={THEMES} />
      </div>
      <Switch checked={sound} onChange={setSound} label="Sound" help="A soft tone when a visitor writes while you look at another tab." />
      <InboxChoices />
    </div>
  );
}
