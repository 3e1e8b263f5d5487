import { DEFAULT_SELECTORS } from '../../../src/model/selector.ts'
import type { Random } from '../random.ts'
import { trailCall } from './actions/cloudtrail.ts'
import type { Caller } from './caller.ts'
import { MORNING } from './clock.ts'
import { type Names, nothing, onlyManagement, selectors } from './selectors.ts'
import type { Second } from './time.ts'
import { HOURS, MINUTES } from './time.ts'
import type { Change, ChangeKind, TrailState } from './trail.ts'
import type { NewTrail } from './trails.ts'

interface Step {
  readonly kind: ChangeKind
  readonly to: (before: TrailState, second: Second) => TrailState
  /** Seconds since the step before. */
  readonly after: number
}

const start: Step['to'] = (s, second) => ({ ...s, logging: true, startedAt: second })
const stop: Step['to'] = (s, second) => ({ ...s, logging: false, stoppedAt: second })
const select =
  (to: TrailState['selectors']): Step['to'] =>
  (s) => ({ ...s, selectors: to })

/** A created trail selects all management events and does not log (facts/aws.md 3.1). */
const create: Step['to'] = (s) => ({
  ...s,
  exists: true,
  logging: false,
  startedAt: undefined,
  stoppedAt: undefined,
  selectors: DEFAULT_SELECTORS,
})
const remove: Step['to'] = (s) => ({ ...s, exists: false, logging: false })

/** What is done to a trail, as steps one after the other. An excursion comes back to where it began. */
const stories = {
  stop: () => [{ kind: 'StopLogging', to: stop, after: 0 }],
  'stop and start': (r: Random) => [
    { kind: 'StopLogging', to: stop, after: 0 },
    { kind: 'StartLogging', to: start, after: r.int(20 * MINUTES, 4 * HOURS) },
  ],
  select: (r: Random, _: NewTrail, names: Names) => [
    { kind: 'PutEventSelectors', to: select(selectors(r, names)), after: 0 },
  ],
  'select and back': (r: Random, t: NewTrail, names: Names) => [
    {
      kind: 'PutEventSelectors',
      to: select(r.pick([nothing, onlyManagement(r), selectors(r, names)])),
      after: 0,
    },
    {
      kind: 'PutEventSelectors',
      to: select(t.initial.selectors),
      after: r.int(20 * MINUTES, 5 * HOURS),
    },
  ],
  update: (r: Random) => {
    const multiRegion = r.chance(0.5)
    const to: Step['to'] = (s) => ({
      ...s,
      multiRegion,
      globalEvents: multiRegion || s.globalEvents,
      organization: multiRegion && s.organization,
    })
    return [{ kind: 'UpdateTrail', to, after: 0 }]
  },
  move: (r: Random) => [
    {
      kind: 'UpdateTrail',
      to: (s: TrailState) => ({
        ...s,
        prefix: `${s.prefix === '' ? '' : 'x/'}moved${r.int(1, 2)}`,
      }),
      after: 0,
    },
  ],
  delete: () => [{ kind: 'DeleteTrail', to: remove, after: 0 }],
  recreate: (r: Random, t: NewTrail) => [
    { kind: 'DeleteTrail', to: remove, after: 0 },
    { kind: 'CreateTrail', to: create, after: r.int(1, 3 * HOURS) },
    ...(r.chance(0.5)
      ? [{ kind: 'PutEventSelectors', to: select(t.initial.selectors), after: r.int(1, 90) }]
      : []),
    ...(r.chance(0.8) ? [{ kind: 'StartLogging', to: start, after: r.int(1, HOURS) }] : []),
  ],
  create: (r: Random, t: NewTrail) => [
    { kind: 'CreateTrail', to: create, after: 0 },
    ...(r.chance(0.8)
      ? [{ kind: 'PutEventSelectors', to: select(t.initial.selectors), after: r.int(1, 90) }]
      : []),
    ...(r.chance(0.9) ? [{ kind: 'StartLogging', to: start, after: r.int(1, HOURS) }] : []),
  ],
} as const satisfies Record<
  string,
  (
    r: Random,
    t: NewTrail,
    names: Names,
  ) => readonly { kind: string; to: Step['to']; after: number }[]
>

const weights = {
  stop: 2,
  'stop and start': 3,
  select: 3,
  'select and back': 3,
  update: 1,
  move: 1,
  delete: 1,
  recreate: 1,
} as const

const RETURNING = new Set(['stop and start', 'select and back'])

/** One story of a trail, told by `caller` within the window or some hours before it. */
export const changesOf = (
  r: Random,
  trail: NewTrail,
  caller: Caller,
  names: Names,
  window: { from: Second; to: Second },
): Change[] => {
  const story = trail.initial.exists ? r.weighted(weights) : 'create'
  const earliest = story === 'create' && r.chance(0.5) ? MORNING : window.from - 3 * HOURS
  let second = r.int(earliest, window.to)
  let state = trail.initial
  const changes: Change[] = []
  for (const step of stories[story](r, trail, names)) {
    second += step.after
    const before = state
    state = step.to(before, second)
    const changed = step.kind === 'UpdateTrail' ? differences(before, state) : {}
    const kind = step.kind as ChangeKind
    const excursion = RETURNING.has(story) ? { excursion: 1 } : {}
    const call = trailCall(second, caller, kind, trail, state, changed)
    changes.push({ second, kind, after: state, happening: call, ...excursion })
  }
  return changes
}

const differences = (before: TrailState, after: TrailState): Record<string, unknown> => ({
  ...(before.multiRegion !== after.multiRegion && { isMultiRegionTrail: after.multiRegion }),
  ...(before.organization !== after.organization && { isOrganizationTrail: after.organization }),
  ...(before.globalEvents !== after.globalEvents && {
    includeGlobalServiceEvents: after.globalEvents,
  }),
  ...(before.prefix !== after.prefix && { s3KeyPrefix: after.prefix }),
})
