import { storage } from '../session/storage.ts';
import { type FormatChoices, REGIONS, setFormats, useFormats } from '../ui/format/locale.ts';

const REGION_KEY = 'sc_admin_region';
const HOURS_KEY = 'sc_admin_hours';

/** Applies what was chosen in this browser; called once, before anything is drawn. */
export function restoreFormats() {
  const region = storage.read(REGION_KEY);
  const hours = storage.read(HOURS_KEY);
  setFormats({ region: REGIONS.find((one) => one === region) ?? 'auto', hours: hours === '12' || hours === '24' ? hours : 'auto' });
}

/** Remembered in this browser. */
export function chooseFormats(choices: Partial<FormatChoices>) {
  setFormats(choices);
  const { region, hours } = useFormats.getState();
  store(REGION_KEY, region);
  store(HOURS_KEY, hours);
}

function store(key: string, choice: string) {
  if (choice === 'auto') storage.remove(key);
  else storage.write(key, choice);
}
