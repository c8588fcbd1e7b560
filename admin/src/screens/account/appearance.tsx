import { chooseFormats } from '../../preferences/formats.ts';
import { setSound, useSound } from '../../preferences/sound.ts';
import { chooseTheme, type ThemeChoice, useTheme } from '../../preferences/theme.ts';
import { formatCount, formatPercent } from '../../ui/format/format-number.ts';
import { formatDate, formatTimeOfDay } from '../../ui/format/format-time.ts';
import { type HoursChoice, REGIONS, type RegionChoice, useFormats } from '../../ui/format/locale.ts';
import { Field } from '../../ui/forms/field.tsx';
import { Segmented } from '../../ui/forms/segmented.tsx';
import { Select } from '../../ui/forms/select.tsx';
import { Switch } from '../../ui/forms/switch.tsx';
import { InboxChoices } from './inbox-choices.tsx';

const THEMES: { value: ThemeChoice; label: string }[] = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'system', label: 'System' },
];

const HOURS: { value: HoursChoice; label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: '12', label: '12-hour' },
  { value: '24', label: '24-hour' },
];

const regionNames = new Intl.DisplayNames(['en'], { type: 'language' });
const REGION_OPTIONS: { value: RegionChoice; label: string }[] = [
  { value: 'auto', label: 'Same as browser' },
  ...REGIONS.map((region) => ({ value: region, label: regionNames.of(region) ?? region })),
];
const SAMPLE = new Date(2026, 10, 27, 21, 5).toISOString();

/** Choices that stay in this browser; they take effect immediately. */
export function Appearance() {
  const theme = useTheme((state) => state.choice);
  const sound = useSound((state) => state.on);
  const { region, hours } = useFormats();
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">Theme</span>
        <Segmented label="Theme" value={theme} onChange={chooseTheme} options={THEMES} />
      </div>
      <Field
        label="Region format"
        help={`Dates and numbers look like ${formatDate(Date.parse(SAMPLE), Date.parse(SAMPLE))}, ${formatTimeOfDay(SAMPLE)}, ${formatCount(12_480)} and ${formatPercent(0.2)}.`}
      >
        <Select value={region} onChange={(next) => chooseFormats({ region: next })} options={REGION_OPTIONS} className="max-w-72" />
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">Time format</span>
        <Segmented label="Time format" value={hours} onChange={(next) => chooseFormats({ hours: next })} options={HOURS} />
      </div>
      <Switch checked={sound} onChange={setSound} label="Sound" help="Play a soft tone when a visitor writes while you’re in another tab." />
      <InboxChoices />
    </div>
  );
}
