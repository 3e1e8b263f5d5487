import { isKnown } from '../../../model/observed.ts'
import { insiders } from '../../../reason/assess/inventory/insiders.ts'
import type { World } from '../../../reason/assess/world.ts'
import type { Why } from './proposal.ts'
import type { RawStatement } from './statements.ts'

const key = (world: World): Readonly<Record<string, unknown>> | Why => {
  const { organization } = world.snapshot
  if (!isKnown(organization))
    return {
      why: 'Whose accounts belong to the organisation was not read: someone of ours might be kept out',
      instead: 'Collect the organisation from its management account',
    }
  if (organization.known === null)
    return { 'aws:PrincipalAccount': [...insiders(world).accounts].sort() }
  const trusted = [...insiders(world).accounts].filter(
    (a) => !organization.known?.accounts.some((m) => m.id === a),
  )
  return {
    'aws:PrincipalOrgID': organization.known.id,
    ...(trusted.length === 0 ? {} : { 'aws:PrincipalAccount': trusted.sort() }),
  }
}

/**
 * A Deny that keeps out everyone who is not of the organisation, and no service of AWS: what is there stays as it is.
 * Anonymous callers have neither key and are kept out too. Both conditions of StringNotEquals must hold: those who are trusted stay in.
 */
export const denyOutsiders = (
  world: World,
  actions: readonly string[],
  resource: string | readonly string[],
): RawStatement | Why => {
  const who = key(world)
  if ('why' in who) return who as Why
  return {
    Sid: 'KeepOutsidersOut',
    Effect: 'Deny',
    Principal: '*',
    Action: actions,
    Resource: resource,
    Condition: { StringNotEquals: who, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
  }
}
