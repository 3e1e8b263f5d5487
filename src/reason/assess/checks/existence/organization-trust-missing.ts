import { isKnown } from '../../../../model/observed.ts'
import type { Check, Result } from '../../check.ts'
import { denied, known } from '../../given.ts'
import { organizationOfTwo, snapshotOfTwo } from '../../given-organization.ts'
import { pages } from '../../pages.ts'
import { organizationOf } from '../../places.ts'
import { whyUnknown } from '../../words.ts'
import type { World } from '../../world.ts'

const run = (world: World): readonly Result[] => {
  const organization = organizationOf(world)
  if (organization === undefined) return []
  const { id, managementAccount, cloudTrailTrusted: trusted } = organization
  const base = { resource: id, account: managementAccount, region: 'global' }
  if (trusted === undefined || !isKnown(trusted))
    return [
      {
        ...base,
        status: 'unknown',
        reason: `whether organisation ${id} trusts CloudTrail is not known: ${whyUnknown(trusted)}`,
        settle: `read organizations:ListAWSServiceAccessForOrganization in ${managementAccount}`,
      },
    ]
  return trusted.known
    ? [{ ...base, status: 'pass', reason: `organisation ${id} trusts CloudTrail` }]
    : [
        {
          ...base,
          status: 'fail',
          reason: `organisation ${id} does not trust CloudTrail: its trails reach no member, and new ones cannot be made`,
        },
      ]
}

export const organizationTrustMissing: Check = {
  id: 'organization-trust-missing',
  group: 'existence',
  title: 'The organisation trusts CloudTrail',
  why: 'Without trusted access CloudTrail does not learn of members: organisation trails break when it is taken away, and nobody is told.',
  severity: 'high',
  references: { aws: [pages.serviceAccess, pages.organizationTrail] },
  remedy: 'organization-trail',
  run,
  examples: {
    pass: { says: 'trusted access is on', snapshot: snapshotOfTwo(), expect: 'pass' },
    fail: {
      says: 'trusted access is off',
      snapshot: snapshotOfTwo({
        organization: organizationOfTwo({ cloudTrailTrusted: known(false) }),
      }),
      expect: 'fail',
    },
    unknown: {
      says: 'the list of trusted services was denied',
      snapshot: snapshotOfTwo({ organization: organizationOfTwo({ cloudTrailTrusted: denied }) }),
      expect: 'unknown',
    },
  },
}
