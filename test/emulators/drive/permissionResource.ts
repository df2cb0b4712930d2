import type { EffectivePermission } from './store/access.ts';

/** Who may do what, as Drive says it. */
export function permissionResource({ permission, inheritedFrom }: EffectivePermission): object {
  const { id, type, role, emailAddress, domain, allowFileDiscovery } = permission;
  const isNamed = type === 'user' || type === 'group';
  return {
    kind: 'drive#permission',
    id,
    type,
    role,
    ...(isNamed && { emailAddress, displayName: emailAddress?.split('@')[0], deleted: false, pendingOwner: false }),
    ...(domain !== undefined && { domain, displayName: domain }),
    ...(!isNamed && { allowFileDiscovery: allowFileDiscovery === true }),
    ...(inheritedFrom !== undefined && {
      permissionDetails: [{ permissionType: 'file', role, inheritedFrom, inherited: true }],
    }),
  };
}
