import type {
  DescribePolicyResponse,
  PolicySummary,
  PolicyTargetSummary,
} from '@aws-sdk/client-organizations'
import type { Observed } from '../../../../model/observed.ts'
import type { Organization } from '../../../../model/snapshot/organization.ts'
import type { Place } from '../../probe.ts'
import { listAll } from '../list-all.ts'
import { readKnown, withoutMember } from '../map/answer.ts'
import { policyOf } from '../map/policy-document.ts'

type Policies = NonNullable<Organization['serviceControlPolicies']>
type Policy = Extract<Policies, { known: unknown }>['known'][number]

/** Targets that cannot be named are unknown: a policy that seems to bind nobody might guard the trail. */
const targetsOf = (targets: readonly PolicyTargetSummary[]): Observed<string[]> => {
  const ids = targets.flatMap((t) => t.TargetId ?? [])
  return ids.length === targets.length ? { known: ids } : withoutMember('TargetId')
}

const read = async (place: Place, id: string, name: string): Promise<Policy> => {
  const [content, targets] = await Promise.all([
    place.ask<DescribePolicyResponse>('organizations', 'DescribePolicy', { PolicyId: id }),
    listAll<PolicyTargetSummary>(place, ['organizations', 'ListTargetsForPolicy', 'Targets'], {
      PolicyId: id,
    }),
  ])
  return {
    id,
    name,
    content: readKnown(content, (answer) => policyOf(answer?.Policy?.Content)),
    targets: readKnown(targets, targetsOf),
  }
}

/** Every service control policy and what it is attached to. */
export const serviceControlPolicies = async (place: Place): Promise<Policies> => {
  const list = await listAll<PolicySummary>(place, ['organizations', 'ListPolicies', 'Policies'], {
    Filter: 'SERVICE_CONTROL_POLICY',
  })
  if ('unknown' in list) return list
  const policies = await Promise.all(
    list.known.flatMap(({ Id, Name }) => (Id === undefined ? [] : [read(place, Id, Name ?? Id)])),
  )
  return policies.length === list.known.length ? { known: policies } : withoutMember('Id')
}
