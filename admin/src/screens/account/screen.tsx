import { Page, Section } from '../../ui/page/page.tsx';
import { Appearance } from './appearance.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProfileForm } from './profile-form.tsx';

/** The signed-in user's own settings: name, password, theme, sound. */
export function Screen() {
  return (
    <Page title="Account" width="form">
      <Section title="Profile">
        <ProfileForm />
      </Section>
      <Section title="Password" help="Changing it signs out your other devices.">
        <PasswordForm />
      </Section>
      <Section title="This browser">
        <Appearance />
      </Section>
    </Page>
  );
}
