import type { BillLine } from '../../../model/bill.ts'
import { groupBy } from '../../../model/group-by.ts'
import { prices } from '../../../model/prices.ts'
import { formatInstant } from '../../../model/time.ts'
import { UNKNOWN_REGION } from './buckets.ts'
import { gapNotes } from './gap-notes.ts'
import { givenNotes } from './given-notes.ts'
import type { Measured } from './measured.ts'
import { unreadNotes } from './unread-notes.ts'

const named = (all: readonly string[], shown = 3): string => {
  const first = all.slice(0, shown).join(', ')
  return all.length > shown ? `${first} and ${all.length - shown} more` : first
}

const unique = (all: readonly string[]): readonly string[] => [...new Set(all)].sort()

const unread = ({ trails }: Measured): readonly string[] => {
  const selectors = trails.filter((t) => t.selectors === undefined).map((t) => t.arn.name)
  return selectors.length === 0
    ? []
    : [`The selectors of ${named(selectors)} were not read: they may record anything`]
}

const assumed = (lines: readonly BillLine[]): readonly string[] => {
  const regions = unique(
    lines.filter((l) => l.basis === 'assumed' && l.region !== UNKNOWN_REGION).map((l) => l.region),
  )
  const nowhere = lines.filter((l) => l.region === UNKNOWN_REGION)
  const unknown = unique(lines.filter((l) => l.basis === 'unknown').map((l) => l.region))
  const doubts = unique(lines.map((l) => l.item)).flatMap((item) => {
    const entry: { readonly unconfirmed?: string } = prices[item as keyof typeof prices]
    return entry.unconfirmed === undefined ? [] : [entry.unconfirmed]
  })
  return [
    ...(regions.length === 0
      ? []
      : [`Prices listed for us-east-2 are taken to hold in ${named(regions)} as well`]),
    ...(nowhere.length === 0
      ? []
      : [
          `Where ${named(unique(nowhere.map((l) => l.resource ?? l.type ?? l.class ?? l.item)))} is charged is not known: priced as in most commercial regions`,
        ]),
    ...(unknown.length === 0 ? [] : [`No prices are known for ${named(unknown)}`]),
    ...doubts,
  ]
}

const aggregating = ({ snapshots }: Measured): readonly string[] => {
  const trails = snapshots
    .flatMap((s) => s.trails)
    .filter(({ eventConfiguration: told }) => {
      if (told === undefined || !('known' in told)) return false
      const configurations = told.known.AggregationConfigurations
      return Array.isArray(configurations) && configurations.length > 0
    })
    .map(({ name }) => name)
  return trails.length === 0
    ? []
    : [
        `Trails ${named(unique(trails))} aggregate events; what that costs was not found (facts/aws.md 4)`,
      ]
}

/** Trails whose month to come is not like the time that was measured. */
const changing = ({ trails, recorders, window }: Measured): readonly string[] => {
  const counted = [...recorders].flatMap(([key, own]) => {
    const [account = '', region = ''] = key.split(' ')
    return own.flatMap(({ trail, bits }) =>
      trail === undefined || bits === 0 ? [] : [{ trail, cell: { account, region } }],
    )
  })
  const past = [...groupBy(counted, ({ trail }) => trail)]
    .filter(([trail, all]) => all.every(({ cell }) => trail.stateIn(cell) === 'off'))
    .map(([trail]) => trail.arn.name)
  const young = trails
    .filter(
      ({ createdAt }) => window !== null && createdAt !== undefined && createdAt > window.from,
    )
    .map(({ arn, createdAt }) => `${arn.name} (${formatInstant(createdAt ?? 0)})`)
  return [
    ...(past.length === 0
      ? []
      : [`Off by now, so that their copies cost nothing any more: ${named(past)}`]),
    ...(young.length === 0
      ? []
      : [
          `Made within the time that was measured, so that a whole month costs more: ${named(young)}`,
        ]),
  ]
}

/** What a bill takes for granted and what it leaves out, in sentences. */
export const notesOf = (measured: Measured, lines: readonly BillLine[]): readonly string[] => [
  ...(measured.window === null && measured.readings.length === 0
    ? ['No events were ingested and no volume was given: what is charged by event is not known']
    : []),
  ...givenNotes(measured, lines),
  ...unread(measured),
  ...gapNotes(measured),
  ...unreadNotes(measured),
  ...changing(measured),
  ...aggregating(measured),
  ...assumed(lines),
]
