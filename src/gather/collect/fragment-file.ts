import { emptySnapshot } from '../../model/snapshot/empty.ts'
import { encodeSnapshot } from '../../model/snapshot/encode.ts'
import { snapshotSchema } from '../../model/snapshot.ts'
import type { Part } from './merge/merge.ts'
import type { Fragment } from './probe.ts'

/** A part as JSON: times in ISO-8601, as in a snapshot. Throws what zod throws where the fragment is not of the schema. */
export const encodePart = ({ at, fragment }: Part): object => {
  const whole = encodeSnapshot({ ...emptySnapshot(at), ...fragment })
  const names = ['collectedAt', ...Object.keys(fragment)]
  return Object.fromEntries(Object.entries(whole).filter(([name]) => names.includes(name)))
}

/** The reverse. Throws what zod throws. */
export const decodePart = (json: object): Part => {
  const whole = snapshotSchema.parse({ ...encodeSnapshot(emptySnapshot(0)), ...json })
  const names = Object.keys(json).filter((name) => name !== 'collectedAt')
  const fragment = Object.fromEntries(
    Object.entries(whole).filter(([name]) => names.includes(name)),
  )
  return { at: whole.collectedAt, fragment: fragment as Fragment }
}
