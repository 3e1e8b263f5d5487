import type { NamedFile } from '../../../model/digest.ts'
import type { Instant, Interval } from '../../../model/time.ts'
import type { Slot, SlotState } from '../../../model/verification.ts'
import { digestDeleted } from '../problems/kinds/digest-deleted.ts'
import type { ChainContext } from './context.ts'
import { type Examined, type Fault, isWhole, timeOf } from './examined.ts'
import { judgeFiles } from './files.ts'
import type { Finding } from './finding.ts'

/** A digest with its files, judged. */
export interface JudgedDigest {
  readonly examined: Examined
  readonly time: Interval
  readonly state: SlotState
  readonly why: string | null
  readonly files: readonly string[]
  readonly oldest?: Instant
  readonly findings: readonly Finding[]
}

const findingOf = (e: Examined, when: Interval, fault: Fault): Finding => ({
  kind: fault.kind,
  when,
  noun: 'digest',
  about: fault.about,
  objects: [e.found.uri],
  by: null,
})

const findingsOf = (e: Examined, when: Interval, context: ChainContext): readonly Finding[] => {
  const { hidden, object } = e.found
  const faults = [
    ...e.faults,
    ...(e.standing === 'untrue' ? [] : e.notes),
    ...(isWhole(e) && e.open !== null ? [e.open] : []),
  ]
  const deleted: Fault = { kind: digestDeleted, about: 'is hidden by a delete marker' }
  return [
    ...faults.map((fault) => findingOf(e, when, fault)),
    ...(hidden === null
      ? []
      : [{ ...findingOf(e, when, deleted), by: context.deletionOf(object) }]),
  ]
}

const sentence = (e: Examined, about: string): string => `The digest ${e.found.uri} ${about}`

/** Only an authentic digest can tell how far back the events of its files reach. */
const oldestOf = (e: Examined, named: readonly NamedFile[]): Instant | undefined => {
  const times = named.map((f) => f.oldestEvent)
  if (e.standing !== 'authentic' || times.length === 0) return undefined
  return times.reduce<Instant | undefined>(
    (oldest, time) => (oldest === undefined || time === null ? undefined : Math.min(oldest, time)),
    Number.POSITIVE_INFINITY,
  )
}

/** Judges a digest whose standing is known, with the log files that it names. A false digest's files are not looked at. */
export const judgeDigest = (examined: Examined, context: ChainContext): JudgedDigest => {
  const time = timeOf(examined)
  const own = findingsOf(examined, time, context)
  const believed = examined.standing === 'authentic' || examined.standing === 'unproven'
  const named = believed ? (examined.parsed?.digest.files ?? []) : []
  const judged = judgeFiles(named, time, context)
  const [fault] = examined.faults
  const oldest = oldestOf(examined, named)
  const base = {
    examined,
    time,
    ...(oldest === undefined ? {} : { oldest }),
    files: named.map((f) => f.sha256),
    findings: [...own, ...judged.findings],
  }
  if (fault !== undefined)
    return { ...base, state: 'invalid', why: sentence(examined, fault.about) }
  if (judged.makes === 'invalid') return { ...base, state: 'invalid', why: judged.why }
  if (examined.open !== null)
    return { ...base, state: 'unchecked', why: sentence(examined, examined.open.about) }
  if (judged.makes === 'unchecked') return { ...base, state: 'unchecked', why: judged.why }
  return { ...base, state: named.length === 0 ? 'verified-empty' : 'verified', why: null }
}

export const slotOf = (
  judged: JudgedDigest,
  time: Interval,
  link: Slot['link'],
  explainedBy: Slot['explainedBy'],
): Slot => ({
  from: time.from,
  to: time.to,
  state: judged.state,
  chain: judged.examined.found.name.chain,
  digest: judged.examined.found.uri,
  link,
  files: judged.files,
  ...(judged.oldest === undefined ? {} : { oldest: judged.oldest }),
  why: judged.why,
  explainedBy,
})
