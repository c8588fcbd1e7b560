import type { Role } from '@supportchat/protocol';
import { useSites } from '../../queries/use-sites.ts';
import { useMe } from '../../session/session.ts';
import { Checkbox } from '../../ui/forms/checkbox.tsx';
import { RadioList } from '../../ui/forms/radio-list.tsx';
import { assignableRoles, ROLE_DESCRIPTIONS, ROLE_NAMES } from './agent-permissions.ts';

/** The role, limited to those that the signed-in user may assign. */
export function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const roles = assignableRoles(useMe());
  return (
    <RadioList
      label="Role"
      value={value}
      onChange={onChange}
      options={roles.map((role) => ({ value: role, label: ROLE_NAMES[role], help: ROLE_DESCRIPTIONS[role] }))}
    />
  );
}

/** The sites of an agent; owners and admins see all, so nothing is shown for them. */
export function SitesField({ role, value, onChange }: { role: Role; value: string[]; onChange: (siteIds: string[]) => void }) {
  const { data: sites = [] } = useSites();
  if (role !== 'agent') return null;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Sites</legend>
      {sites.length === 0 && <p className="text-ink-2">There are no sites yet. You can choose them later.</p>}
      <div className="flex max-h-56 flex-col gap-1.5 overflow-y-auto">
        {sites.map((site) => (
          <Checkbox
            key={site._id}
            checked={value.includes(site._id)}
            onChange={(checked) => onChange(checked ? [...value, site._id] : value.filter((id) => id !== site._id))}
            label={site.name}
            help={site.domain}
          />
        ))}
      </div>
      {sites.length > 0 && value.length === 0 && <p className="mt-2 text-small text-warn">Without a site they won’t see any conversations.</p>}
    </fieldset>
  );
}
