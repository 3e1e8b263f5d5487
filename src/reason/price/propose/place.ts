import { WholetrailError } from '../../../model/error.ts'
import { isKnown } from '../../../model/observed.ts'
import type { ProposedRecorder } from '../../../model/proposal.ts'
import { partitionOfRegion } from '../../../model/regions.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { parseTrailArn } from '../../coverage/trails/arn.ts'

/** Where a new recorder would be made. */
export interface NewPlace {
  readonly account?: string
  readonly region?: string
}

const unique = <T>(all: readonly T[]): readonly T[] => [...new Set(all)]

const managers = (snapshots: readonly Snapshot[]): readonly string[] =>
  unique(
    snapshots.flatMap(({ organization }) =>
      isKnown(organization) && organization.known !== null
        ? [organization.known.managementAccount]
        : [],
    ),
  )

const accountsIn = (snapshots: readonly Snapshot[]): readonly string[] =>
  unique(
    snapshots.flatMap((s) => [
      ...s.accounts.map((a) => a.account),
      ...s.trails.flatMap((t) => parseTrailArn(t.arn)?.account ?? []),
    ]),
  )

/** The region in which most trails are at home. */
const commonHome = (snapshots: readonly Snapshot[]): string | undefined => {
  const homes = snapshots.flatMap((s) => s.trails.map((t) => t.homeRegion))
  const count = (region: string): number => homes.filter((home) => home === region).length
  return unique(homes).toSorted((a, b) => count(b) - count(a) || (a < b ? -1 : 1))[0]
}

/**
 * The account and region of a new recorder: as given, else the one account that is known, for an organisation the one
 * that manages it; the region in which most trails are at home.
 * @throws `usage` where several accounts are possible
 */
export const placeOfNew = (
  { place, settings }: ProposedRecorder,
  snapshots: readonly Snapshot[],
  given: NewPlace,
): Required<NewPlace> => {
  const [manager] = managers(snapshots)
  const [only, another] = accountsIn(snapshots)
  const account =
    given.account ??
    (settings.isOrganization === true ? manager : undefined) ??
    (another === undefined ? only : undefined)
  if (account === undefined)
    throw new WholetrailError('usage', `${place} would be new, and the account is not known`, {
      hint:
        snapshots.length === 0
          ? 'no snapshot was collected: run wholetrail collect, or say where it would be made: --in 111122223333/eu-west-1'
          : 'say where it would be made: --in 111122223333/eu-west-1',
    })
  return { account, region: given.region ?? commonHome(snapshots) ?? 'us-east-1' }
}

/** The ARN that a new recorder would have; the id of a store is AWS's to choose. */
export const arnOfNew = (
  { kind, name }: ProposedRecorder,
  { account, region }: Required<NewPlace>,
): string => {
  const start = `arn:${partitionOfRegion(region)}:cloudtrail:${region}:${account}`
  return `${start}:${kind === 'trail' ? 'trail' : 'eventdatastore'}/${name ?? 'proposed'}`
}
