import type { PreviousDigest } from '../../../model/digest.ts'
import { nameKey } from '../../../model/digest.ts'
import { formatInstant, HOUR } from '../../../model/time.ts'
import type { Slot } from '../../../model/verification.ts'
import { fileNameOf, placeIn } from '../digest/lies-at.ts'
import { digestNameOf } from '../digest/name.ts'
import { digestMissing } from '../problems/kinds/digest-missing.ts'
import { isAsStated } from './blame.ts'
import type { ChainContext } from './context.ts'
import { type Finding, uriOf } from './finding.ts'
import { type JudgedDigest, slotOf } from './judged-digest.ts'
import type { Judged } from './standard.ts'

const linkOf = (d: JudgedDigest, byPlace: ReadonlyMap<string, JudgedDigest>): Slot['link'] => {
  const { parsed, standing } = d.examined
  if (parsed === null || standing === 'untrue') return null
  const { previous } = parsed.digest
  if (previous === null) return 'start'
  const older = byPlace.get(nameKey(previous))?.examined
  return standing === 'authentic' &&
    older?.standing === 'authentic' &&
    isAsStated(older, { by: d.examined, previous })
    ? 'linked'
    : 'unproven'
}

interface Loss {
  readonly slot: Slot
  readonly finding: Finding
}

/** A backfill digest that another names and that is not there; its hour is told by its name alone. */
const gone = (previous: PreviousDigest, context: ChainContext): Loss | null => {
  const time = digestNameOf(previous.key)?.time
  if (time === undefined || time <= context.window.from || time > context.window.to) return null
  const when = { from: time - HOUR, to: time }
  const why = `The backfill digest ${uriOf(previous)} for ${formatInstant(when.from)} is named by the one after it and is not there`
  const by = context.deletionOf(previous)
  return {
    slot: {
      ...when,
      state: 'missing',
      chain: 'backfill',
      digest: null,
      link: null,
      files: [],
      why,
      explainedBy: by,
    },
    finding: {
      kind: digestMissing,
      when,
      noun: null,
      about: `${why}.`,
      objects: [uriOf(previous)],
      by,
    },
  }
}

const losses = (all: readonly JudgedDigest[], context: ChainContext): readonly Loss[] => {
  const there = new Set(all.map((d) => placeIn(d.examined.found)))
  const stated = placesOf(all)
  const lost = new Map<string, Loss>()
  for (const { examined } of all) {
    const previous = examined.standing === 'untrue' ? null : examined.parsed?.digest.previous
    if (!previous || stated.has(nameKey(previous))) continue
    if (there.has(nameKey(previous)) || there.has(fileNameOf(previous.key))) continue
    const loss = gone(previous, context)
    if (loss !== null) lost.set(nameKey(previous), loss)
  }
  return [...lost.values()]
}

const placesOf = (all: readonly JudgedDigest[]): ReadonlyMap<string, JudgedDigest> =>
  new Map(
    all.flatMap((d) =>
      d.examined.parsed === null || d.examined.standing === 'untrue'
        ? []
        : [[nameKey(d.examined.parsed.digest), d]],
    ),
  )

/**
 * Judges the backfill chain by its links alone: its digests come when they come (facts/aws.md 2.2), so no hour is due,
 * and a newest one that is gone shows nowhere. `asked`: those of the window.
 */
export const judgeBackfill = (
  all: readonly JudgedDigest[],
  asked: readonly JudgedDigest[],
  context: ChainContext,
): Judged => {
  const stated = placesOf(all)
  const lost = losses(all, context)
  return {
    slots: [
      ...asked.map((d) => slotOf(d, d.time, linkOf(d, stated), null)),
      ...lost.map((l) => l.slot),
    ].toSorted((a, b) => a.from - b.from || a.to - b.to),
    findings: [...asked.flatMap((d) => d.findings), ...lost.map((l) => l.finding)],
  }
}
