import type { Observed } from '../../../model/observed.ts'
import { compare, type Effect, type SnapshotChange } from './change.ts'

/** A setting to compare, how to say it, and what a change of it does. */
export interface Setting<T> {
  readonly what: string
  readonly place: string
  readonly before: Observed<T> | undefined
  readonly after: Observed<T> | undefined
  readonly say: (value: T) => string
  readonly effect: (before: T, after: T) => Effect
  readonly detail: (before: T, after: T) => string
}

/** The change of a setting, if it changed or cannot be compared. */
export const settingChange = <T>(setting: Setting<T>): readonly SnapshotChange[] => {
  const { what, place, say } = setting
  const compared = compare(setting.before, setting.after, say)
  if (compared.is === 'same') return []
  if (compared.is === 'unknown')
    return [
      {
        what,
        place,
        before: compared.before,
        after: compared.after,
        effect: 'unknown',
        detail: 'whether it changed is not known: it could not be read on both sides',
      },
    ]
  const { before, after } = compared
  return [
    {
      what,
      place,
      before: say(before),
      after: say(after),
      effect: setting.effect(before, after),
      detail: setting.detail(before, after),
    },
  ]
}
