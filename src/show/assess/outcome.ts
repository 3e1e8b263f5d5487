import { type Severity, severities } from '../../model/finding.ts'
import { plural } from '../format/quantity.ts'
import type { Style } from '../format/style.ts'
import { type Assessment, counted, matters } from './assessment.ts'
import type { Summary } from './summary.ts'

const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** The severities that were looked for and that count. */
const lookedFor = (a: Assessment): readonly Severity[] =>
  severities.filter((s) => matters(s, a.failOn) && (a.severities?.includes(s) ?? true))

/** Failures that do not count, so that the number here is not at odds with the one above. */
const uncounted = (a: Assessment): string => {
  const below = counted(a).filter((f) => !matters(f.severity, a.failOn))
  if (below.length === 0) return ''
  const each = severities
    .map((severity) => ({ severity, n: below.filter((f) => f.severity === severity).length }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => `${n} ${severity}`)
  return ` ${each.join(' and ')} beside, which cannot fail the run (--fail-on ${a.failOn}).`
}

const filtered = ({ leftOut }: Assessment): string =>
  leftOut === 0 ? '' : ` The filters leave out ${plural(leftOut, 'other failure')}.`

const verdict = (a: Assessment, s: Summary, style: Style): string => {
  const asked = lookedFor(a)
  if (asked.length === 0) return style.dim('Nothing asked for can fail this run.')
  const level = a.severities === undefined ? ` at ${a.failOn} or worse` : ''
  const kind = a.severities === undefined ? '' : `${either(asked)} `
  const what = `${s.baseline === null ? '' : 'new '}${kind}failure`
  if (s.failuresThatCount > 0) return style.bad(`${plural(s.failuresThatCount, what)}${level}.`)
  if (a.findings.length === 0)
    return style.warn('Nothing to judge: the snapshot and the filters leave no finding.')
  const nothing = `Nothing ${s.baseline === null ? '' : 'new '}${kind}failed${level}`
  return s.unknownsThatCount > 0
    ? style.warn(`${nothing}, but ${plural(s.unknownsThatCount, 'answer')} stayed unknown.`)
    : style.good(`${nothing}.`)
}

/** The one line that a script's log needs: what decided the exit code, and what had no part in it. */
export const outcomeLine = (a: Assessment, s: Summary, style: Style): string =>
  a.failOn === 'none'
    ? style.dim('Nothing can fail this run (--fail-on none).')
    : `${verdict(a, s, style)}${uncounted(a)}${filtered(a)}`
