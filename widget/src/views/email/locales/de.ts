import type { EmailTexts } from './en.ts';

export const texts: EmailTexts = {
  ask: 'Hinterlassen Sie Ihre E-Mail-Adresse, damit das Team Sie erreichen kann',
  save: 'Speichern',
  notNow: 'Jetzt nicht',
  invalid: 'Bitte geben Sie eine E-Mail-Adresse wie name@example.com ein.',
  failed: 'Die Adresse konnte nicht gespeichert werden. Bitte noch einmal versuchen.',
  thanks: 'Danke. Das Team kann Sie unter {email} erreichen.',
  change: 'Ändern',
};
