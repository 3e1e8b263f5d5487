import { issuingCall, issuingCalls } from '../../model/catalogue/issuing.ts'
import type { BlindSpot, Evidence } from '../../model/coverage.ts'
import { groupBy } from '../../model/group-by.ts'
import { isKnown } from '../../model/observed.ts'
import type { Scope } from '../../model/scope.ts'
import type { Settings } from '../../model/settings.ts'
import { formatInstant, SECOND } from '../../model/time.ts'
import type { MissingHop } from '../../model/trace.ts'
import { coverageOf } from '../coverage/coverage-of.ts'
import type { Lost } from '../identity/graph/ref.ts'

const sourceOf = (call: string): string =>
  (issuingCall(call) ?? issuingCalls.AssumeRole).eventSource

/** Clocks differ by two seconds (facts/aws.md 6.1), and an event occupies its whole second (R27). */
const BEFORE = 2 * SECOND
const AFTER = 3 * SECOND

/** The calls that would have told the hop, where they would have been recorded. */
const scopeOf = ({ calls, account }: Lost): Scope => ({
  boxes: [...groupBy(calls, sourceOf)].map(([source, names]) => ({
    fields: {
      ...(account === null ? {} : { account: { Equals: [account] } }),
      eventCategory: { Equals: ['Management'] },
      eventSource: { Equals: [source] },
      eventName: { Equals: names },
    },
  })),
})

const listOf = (calls: readonly string[]): string =>
  calls.length < 2 ? (calls[0] ?? 'a call') : `${calls.slice(0, -1).join(', ')} or ${calls.at(-1)}`

type Why = Pick<MissingHop, 'reason' | 'sentence' | 'setting'>

const ALL_MANAGEMENT =
  'a trail that records management events of every region, read-only ones too (ReadWriteType All): AssumeRole and its kin are read-only calls'

/** What to set, for reasons that a setting would have spared; for others what coverage says. */
const settingFor = ({ reason, remedy }: BlindSpot): string => {
  if (reason === 'not selected') return ALL_MANAGEMENT
  if (reason === 'region or account outside the trail') return `${ALL_MANAGEMENT}; ${remedy}`
  if (reason === 'not logging' || reason === 'did not exist')
    return `${ALL_MANAGEMENT}; and an alarm on StopLogging and DeleteTrail`
  return remedy
}

/** Accounts of the organisation, or undefined where no snapshot lists them. */
const membersOf = ({ snapshots }: Evidence): readonly string[] | undefined => {
  const lists = snapshots.flatMap(({ organization: o }) =>
    isKnown(o) && o.known !== null
      ? [[o.known.managementAccount, ...o.known.accounts.map((a) => a.id)]]
      : [],
  )
  return lists.length === 0 ? undefined : lists.flat()
}

const abroad = (account: string): Why => ({
  reason: 'region or account outside the trail',
  sentence: `the caller belongs to account ${account}, which is not in the organisation: only its own logs tell who it was`,
  setting: `sts:SourceIdentity or sts:RoleSessionName required by the trust policy of the role; ask the owner of ${account} for the event with the same sharedEventID`,
})

const unplaced = (lost: Lost): Why => ({
  reason: 'configuration unknown',
  sentence: `no record of ${listOf(lost.calls)} is known, and nothing says when or where it was made`,
  setting: ALL_MANAGEMENT,
})

const unexplained = (lost: Lost, at: string): Why => ({
  reason: 'undocumented behaviour',
  sentence: `every ${listOf(lost.calls)} of ${lost.account ?? 'every account'} around ${at} was recorded and read, and none issued it: its records may be forged, or AWS made it by a call that it does not record`,
  setting:
    'sts:SourceIdentity required by trust policies: sessions then bear the name of their first caller',
})

/**
 * Why a step upwards is not in the logs: what coverage says of the calls that would have told it, at the time when
 * the session began, in the account where they would have been recorded (R21 to R25). Nothing is guessed.
 */
export const missingHop = (
  node: string,
  lost: Lost,
  evidence: Evidence,
  settings: Settings,
): MissingHop => {
  const members = membersOf(evidence)
  if (lost.outside !== null && members !== undefined && !members.includes(lost.outside))
    return { node, ...abroad(lost.outside) }
  if (lost.around === null) return { node, ...unplaced(lost) }
  const window = { from: lost.around - BEFORE, to: lost.around + AFTER }
  const { blind } = coverageOf([scopeOf(lost)], window, evidence, settings)
  const [spot] = blind
  const at = formatInstant(lost.around)
  if (spot === undefined) return { node, ...unexplained(lost, at) }
  const where = lost.account === null ? '' : ` of account ${lost.account}`
  return {
    node,
    reason: spot.reason,
    sentence: `no ${listOf(lost.calls)}${where} at ${at} is in the logs: ${spot.detail}`,
    setting: settingFor(spot),
  }
}
