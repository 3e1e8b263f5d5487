import type { DelegatedAdministrator, EnabledServicePrincipal } from '@aws-sdk/client-organizations'
import type { Observed } from '../../../../model/observed.ts'
import type { Place } from '../../probe.ts'
import { listAll } from '../list-all.ts'
import { mapKnown, readKnown, withoutMember } from '../map/answer.ts'

const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

/** Trusted access of CloudTrail: organisation trails break without it (facts/aws.md 5.5, 8.3). */
export const isCloudTrailTrusted = async (place: Place): Promise<Observed<boolean>> =>
  mapKnown(
    await listAll<EnabledServicePrincipal>(
      place,
      ['organizations', 'ListAWSServiceAccessForOrganization', 'EnabledServicePrincipals'],
      {},
    ),
    (services) => services.some((s) => s.ServicePrincipal === CLOUDTRAIL),
  )

/** Accounts that may manage organisation trails beside the management account (facts/aws.md 8.3). */
export const delegatedAdministrators = async (place: Place): Promise<Observed<string[]>> =>
  readKnown(
    await listAll<DelegatedAdministrator>(
      place,
      ['organizations', 'ListDelegatedAdministrators', 'DelegatedAdministrators'],
      { ServicePrincipal: CLOUDTRAIL },
    ),
    (administrators) => {
      const ids = administrators.flatMap((a) => a.Id ?? [])
      return ids.length === administrators.length ? { known: ids } : withoutMember('Id')
    },
  )
