import { nameOf } from '../../../model/desired.ts'
import { type Phase, phases, type Step } from '../../../model/plan.ts'

type Unordered = Omit<Step, 'needs'>

/** Every text in a thing, and the last part of what looks like an ARN. */
const texts = (value: unknown): readonly string[] => {
  if (typeof value === 'string')
    return value.startsWith('arn:') ? [value, value.split(/[:/]/).at(-1) ?? value] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}

const rank = (phase: Phase): number => phases.indexOf(phase)

/** Phases that wait for all that records: nothing is forbidden or retired before every new recorder is seen to work. */
const waitsForTrails = (phase: Phase): boolean => phase === 'guards' || phase === 'retire'

const names = ({ desired }: Unordered): readonly string[] =>
  desired.flatMap((d) => {
    const name = nameOf(d)
    return name === '' ? [] : [name, name.split('/').at(-1) ?? name]
  })

/**
 * Which steps must be proven before which: those of an earlier phase that make what a step names, the one before it in
 * the same account, and for guards and retirement every step that makes or changes a trail.
 */
export const needsOf = (steps: readonly Unordered[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const makers = new Map<string, Unordered[]>()
  for (const step of steps)
    for (const name of new Set(names(step))) makers.set(name, [...(makers.get(name) ?? []), step])
  const trails = steps.filter((s) => s.phase === 'trails')
  const last = new Map<string, string>()
  const needs = new Map<string, ReadonlySet<string>>()
  for (const step of steps) {
    const named = texts(step.desired).flatMap((text) => makers.get(text) ?? [])
    const before = [...named, ...(waitsForTrails(step.phase) ? trails : [])]
      .filter((other) => rank(other.phase) < rank(step.phase))
      .map((other) => other.id)
    const here = last.get(step.account)
    needs.set(step.id, new Set([...(here === undefined ? [] : [here]), ...before]))
    last.set(step.account, step.id)
  }
  return needs
}
