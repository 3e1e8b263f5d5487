import { type Phase, phases, type Step } from '../../../model/plan.ts'
import { namesOf, texts } from './texts.ts'

type Unordered = Omit<Step, 'needs'>

const rank = (phase: Phase): number => phases.indexOf(phase)

/** Nothing is retired before every recorder that stays is mended and seen to work, or forbidden before what has to go is gone. */
const waitsFor: Readonly<Partial<Record<Phase, readonly Phase[]>>> = {
  retire: ['keys', 'buckets', 'trails'],
  guards: ['trails', 'retire', 'clean-up'],
}

const names = ({ desired }: Unordered): readonly string[] => desired.flatMap(namesOf)

/**
 * Which steps must be proven before which: those of an earlier phase that make what a step names, the one before it in
 * the same account, and what its phase waits for wherever that is.
 */
export const needsOf = (steps: readonly Unordered[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const makers = new Map<string, Unordered[]>()
  for (const step of steps)
    for (const name of new Set(names(step))) makers.set(name, [...(makers.get(name) ?? []), step])
  const last = new Map<string, string>()
  const needs = new Map<string, ReadonlySet<string>>()
  for (const step of steps) {
    const named = texts(step.desired).flatMap((text) => makers.get(text) ?? [])
    const before = [
      ...named,
      ...steps.filter((s) => waitsFor[step.phase]?.includes(s.phase) === true),
    ]
      .filter((other) => rank(other.phase) < rank(step.phase))
      .map((other) => other.id)
    const here = last.get(step.account)
    needs.set(step.id, new Set([...(here === undefined ? [] : [here]), ...before]))
    last.set(step.account, step.id)
  }
  return needs
}
