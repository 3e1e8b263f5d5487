import type { Desired } from '../../../model/desired.ts'
import { isKnown } from '../../../model/observed.ts'
import type { Manual, Step } from '../../../model/plan.ts'
import { globalRegionOf } from '../../../model/regions.ts'
import type { Organization } from '../../../model/snapshot/organization.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { type Guard, guardOf } from '../../../reason/policies/guards.ts'
import { permissionsOf } from '../formats/console/permissions.ts'
import { arnOf } from './arn-of.ts'

/** A policy where it is attached: what has to be taken off before a step that it denies, and put back. */
interface Attached {
  readonly id: string
  readonly name: string
  readonly target: string
}

interface Denied {
  readonly step: Step
  readonly by: readonly Attached[]
  readonly actions: readonly string[]
  readonly exceptions: readonly string[]
  /** Calls of which it cannot be said, with the reason. */
  readonly unread: readonly string[]
}

interface Asked {
  readonly action: string
  readonly guard: Guard
}

const attachedTo = (
  { accounts, serviceControlPolicies: policies }: Organization,
  account: string,
  names: ReadonlySet<string>,
): readonly Attached[] => {
  if (policies === undefined || !isKnown(policies)) return []
  const places = [account, ...(accounts.find((a) => a.id === account)?.parents ?? [])]
  return policies.known.flatMap(({ id, name, targets }) =>
    names.has(name) && isKnown(targets)
      ? targets.known.filter((t) => places.includes(t)).map((target) => ({ id, name, target }))
      : [],
  )
}

const deniedIn = (organization: Organization, partition: string, step: Step): Denied => {
  const ask = (d: Desired): readonly Asked[] =>
    permissionsOf(d).map((action) => ({
      action,
      guard: guardOf(organization, partition, d.account, action, arnOf(partition, d)),
    }))
  const asked = step.desired.flatMap(ask)
  const sure = asked.filter((a) => a.guard.guarded === 'yes')
  const names = new Set(sure.flatMap((a) => a.guard.policies))
  return {
    step,
    by: attachedTo(organization, step.account, names),
    actions: [...new Set(sure.map((a) => a.action))],
    exceptions: [...new Set(sure.flatMap((a) => a.guard.exceptions))],
    unread: [...new Set(asked.flatMap((a) => a.guard.unread ?? []))],
  }
}

const keyOf = ({ id, target }: Attached): string => `${id} ${target}`

const riskOf = ({ step, by, actions, exceptions }: Denied): string => {
  const names = [...new Set(by.map((one) => one.name))].join(', ')
  const others = exceptions.length === 0 ? '' : ` for all but ${exceptions.join(', ')}`
  return `Service control policy ${names} denies ${actions.join(', ')} in account ${step.account}${others}: while it is attached the step ends in AccessDenied, and while it is detached nothing guards the log. What is deleted later is denied as well.`
}

const called = (
  operation: 'attach-policy' | 'detach-policy',
  { id, target }: Attached,
  region: string,
): Pick<Manual, 'command' | 'region'> => ({
  command: ['aws', 'organizations', operation, '--policy-id', id, '--target-id', target],
  region,
})

/** What steps are told of policies that deny them, and what holds for the plan where that is not known. */
export interface UnderGuards {
  readonly steps: readonly Step[]
  readonly risks: readonly string[]
}

/**
 * Steps in members, with the service control policies that are attached now and deny what they call: each is taken off
 * before the first step that it denies and put back after the last, unless an excepted role carries them out.
 */
export const underGuards = (snapshot: Snapshot, steps: readonly Step[]): UnderGuards => {
  const { organization, partition } = snapshot
  if (!isKnown(organization) || organization.known === null) return { steps, risks: [] }
  const { known } = organization
  const all = steps.map((step) => deniedIn(known, partition, step))
  const at = { account: known.managementAccount }
  const region = globalRegionOf(partition)
  const has = (one: Attached) => (d: Denied) => d.by.some((other) => keyOf(other) === keyOf(one))
  const withNotes = (denied: Denied, i: number): Step => {
    const { step, by, exceptions } = denied
    if (by.length === 0) return step
    const first = by.filter((one) => all.findIndex(has(one)) === i)
    const last = by.filter((one) => all.findLastIndex(has(one)) === i)
    const or = exceptions.length === 0 ? '' : `, or carry it out as ${exceptions.join(', ')}`
    return {
      ...step,
      before: [
        ...first.map((one) => ({
          text: `Detach service control policy ${one.name} from ${one.target}: it denies this step${or}`,
          ...called('detach-policy', one, region),
          ...at,
        })),
        ...step.before,
      ],
      after: [
        ...step.after,
        ...last.map((one) => ({
          text: `Attach service control policy ${one.name} to ${one.target} again, if it was detached`,
          ...called('attach-policy', one, region),
          ...at,
        })),
      ],
      risks: [...step.risks, riskOf(denied)],
    }
  }
  const unsure = all.filter((d) => d.unread.length > 0)
  const accounts = [...new Set(unsure.map((d) => d.step.account))]
  const unread = [...new Set(unsure.flatMap((d) => d.unread))]
  return {
    steps: all.map(withNotes),
    risks:
      unsure.length === 0
        ? []
        : [
            `Whether service control policies deny steps in ${accounts.join(', ')} is not known (${unread.join('; ')}): an AccessDenied there means that one does.`,
          ],
  }
}
