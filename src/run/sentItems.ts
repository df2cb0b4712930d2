/**
 * How many items are remembered as sent to a service, in all workspace folders. The database is loaded when somebody
 * asks, and few ever do.
 * @param state absolute path of the state directory
 */
export async function sentItems(state: string, service: string): Promise<number> {
  const { rememberedOf } = await import('../ledger/otherLedgers.ts');
  return rememberedOf(state, service);
}
