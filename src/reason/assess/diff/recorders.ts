import type { Box } from '../../../model/scope.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { Snapshot } from '../../../model/snapshot.ts'
import { boxWords } from './box-words.ts'
import { compare, type Effect, mirrored, paired, type SnapshotChange } from './change.ts'
import { isListedIn, isOneReading, type Reach, type Recorder, recordersIn } from './recorder.ts'
import { effectOf, selectedOnlyBy } from './selection.ts'
import { settingChange } from './setting.ts'
import { trailSettings } from './trail-settings.ts'

const placeOf = ({ account, region }: Recorder): string => `${account} ${region}`

const onWords = (isOn: boolean): string => (isOn ? 'logging' : 'not logging')

const countWords = (s: Selectors): string => {
  const n = (s.EventSelectors ?? []).length + (s.AdvancedEventSelectors ?? []).length
  return `${n} selector${n === 1 ? '' : 's'}`
}

/** What a recorder on its own contributes when it appears: nothing while it is off. */
const appearing = (recorder: Recorder): Effect =>
  'known' in recorder.isOn ? (recorder.isOn.known ? 'records-more' : 'same') : 'unknown'

const onlyOnOneSide = (
  recorder: Recorder,
  side: 'before' | 'after',
  other: Snapshot,
): SnapshotChange => {
  const listed = isListedIn(other, recorder)
  const there = 'known' in recorder.isOn ? onWords(recorder.isOn.known) : 'there'
  const effect = side === 'after' ? appearing(recorder) : mirrored(appearing(recorder))
  const absent = listed ? 'absent' : 'unknown (not listed)'
  return {
    what: recorder.arn,
    place: placeOf(recorder),
    before: side === 'before' ? there : absent,
    after: side === 'after' ? there : absent,
    effect: listed ? effect : 'unknown',
    detail: listed
      ? side === 'after'
        ? 'it was added'
        : 'it is gone: what it alone recorded is recorded no more'
      : `whether it was there ${side === 'after' ? 'before' : 'afterwards'} is not known: that list was not read`,
  }
}

const sentence = (lost: readonly Box[], gained: readonly Box[]): string =>
  [
    ...(lost.length > 0 ? [`recorded no more: ${boxWords(lost)}`] : []),
    ...(gained.length > 0 ? [`recorded in addition: ${boxWords(gained)}`] : []),
  ].join('; ')

const selectorChange = (before: Recorder, after: Recorder): readonly SnapshotChange[] => {
  const compared = compare(before.selectors, after.selectors, countWords)
  if (compared.is === 'same') return []
  const about = { what: `selectors of ${after.arn}`, place: placeOf(after) }
  if (compared.is === 'unknown')
    return [
      {
        ...about,
        before: compared.before,
        after: compared.after,
        effect: 'unknown',
        detail: 'what it selects could not be read on both sides',
      },
    ]
  const lost = selectedOnlyBy(compared.before, compared.after)
  const gained = selectedOnlyBy(compared.after, compared.before)
  const effect = effectOf(lost.is, gained.is)
  const isOff = [before, after].every(({ isOn }) => 'known' in isOn && !isOn.known)
  const said = sentence(lost.boxes, gained.boxes)
  return [
    {
      ...about,
      before: countWords(compared.before),
      after: countWords(compared.after),
      effect: isOff ? 'same' : effect,
      detail: isOff
        ? 'it is not logging on either side'
        : effect === 'same'
          ? 'other words for the same events'
          : effect === 'unknown'
            ? `AWS does not document what these select: ${said}`
            : said,
      lost: lost.boxes,
      gained: gained.boxes,
    },
  ]
}

const flags = ['isMultiRegion', 'isOrganization', 'includesGlobalEvents'] as const
const flagWords = {
  isMultiRegion: 'every region',
  isOrganization: 'every member account',
  includesGlobalEvents: 'global services',
} as const

const reachWords = (reach: Reach): string => {
  const wide = flags.filter((flag) => reach[flag]).map((flag) => flagWords[flag])
  return wide.length === 0 ? 'its own account and region' : wide.join(', ')
}

const reachEffect = (before: Reach, after: Reach): Effect => {
  const lost = flags.some((flag) => before[flag] && !after[flag])
  const gained = flags.some((flag) => !before[flag] && after[flag])
  return effectOf(lost ? 'something' : 'nothing', gained ? 'something' : 'nothing')
}

const changedIn = (before: Recorder, after: Recorder): readonly SnapshotChange[] => {
  if (isOneReading(before, after)) return []
  const place = placeOf(after)
  return [
    ...settingChange({
      what: `state of ${after.arn}`,
      place,
      before: before.isOn,
      after: after.isOn,
      say: onWords,
      effect: (_, isOn) => (isOn ? 'records-more' : 'records-less'),
      detail: (_, isOn) => (isOn ? 'it was started' : 'it was stopped: it records nothing'),
    }),
    ...selectorChange(before, after),
    ...settingChange({
      what: `reach of ${after.arn}`,
      place,
      before: before.reach,
      after: after.reach,
      say: reachWords,
      effect: reachEffect,
      detail: (b, a) => `it worked in ${reachWords(b)}, now in ${reachWords(a)}`,
    }),
    ...(before.trail === undefined || after.trail === undefined
      ? []
      : trailSettings(before.trail, after.trail, place)),
  ]
}

/** What changed in trails and event data stores, each judged on its own. */
export const recorderChanges = (before: Snapshot, after: Snapshot): readonly SnapshotChange[] =>
  paired(recordersIn(before), recordersIn(after), (r) => r.arn).flatMap((pair) => {
    if (pair.before !== undefined && pair.after !== undefined)
      return changedIn(pair.before, pair.after)
    if (pair.before !== undefined) return [onlyOnOneSide(pair.before, 'before', after)]
    return pair.after === undefined ? [] : [onlyOnOneSide(pair.after, 'after', before)]
  })
