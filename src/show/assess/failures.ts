import type { Finding, Severity } from '../../model/finding.ts'
import { severities } from '../../model/finding.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Check } from '../../reason/assess/check.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { wrap } from '../format/wrap.ts'
import type { Assessment } from './assessment.ts'
import { remedySentences } from './remedies.ts'

/** So many things of one check are shown before the rest is only counted. */
const FEW = 3

const paint = (severity: Severity, style: Style): ((text: string) => string) =>
  severity === 'critical' || severity === 'high'
    ? style.bad
    : severity === 'medium'
      ? style.warn
      : style.strong

const bullet = (style: Style): string => (style.unicode ? '•' : '-')

/** Where a thing is: its account by number and name, its region. */
const placeOf = (f: Finding, a: Assessment): string => {
  const name = a.accounts.get(f.account)
  const account = name === undefined ? f.account : `${f.account} (${name})`
  const isNew = a.comparison?.isNew(f) === true ? ', new' : ''
  return f.region === 'global' ? `${account}${isNew}` : `${account}, ${f.region}${isNew}`
}

const thing = (f: Finding, a: Assessment, columns: number, style: Style): string[] => [
  ...wrap(safe(f.reason), columns - 6).map((l, i) => `    ${i === 0 ? bullet(style) : ' '} ${l}`),
  ...wrap(`${safe(f.resource)}  ${safe(placeOf(f, a))}`, columns - 8).map(
    (l) => `        ${style.dim(l)}`,
  ),
]

/** Folded, a check shows things with different reasons first: they say more than the same one thrice. */
const first = (findings: readonly Finding[]): readonly Finding[] => {
  const one = [...new Map(findings.map((f) => [f.reason, f])).values()].slice(0, FEW)
  return [...one, ...findings.filter((f) => !one.includes(f)).slice(0, FEW - one.length)]
}

const ofCheck = (
  id: string,
  findings: readonly Finding[],
  a: Assessment,
  columns: number,
  style: Style,
): string[] => {
  const check: Check | undefined = a.checks.find((c) => c.id === id)
  const shown = a.all ? findings : first(findings)
  const rest = findings.length - shown.length
  const times = findings.length > 1 ? `  ${plural(findings.length, 'finding')}` : ''
  return [
    `  ${style.strong(id)}${times}`,
    ...(check === undefined
      ? []
      : wrap(`should be: ${check.title}`, columns - 4).map((l) => `    ${style.dim(l)}`)),
    ...shown.flatMap((f) => thing(f, a, columns, style)),
    ...(rest > 0 ? [`    ... and ${rest} more (--check ${id} --all)`] : []),
    ...(check?.remedy === undefined
      ? []
      : wrap(remedySentences[check.remedy], columns - 6).map(
          (l, i) => `    ${i === 0 ? '> ' : '  '}${l}`,
        )),
    '',
  ]
}

/** Findings by severity, then by check; the same check over many things is one block. */
export const failureLines = (
  findings: readonly Finding[],
  a: Assessment,
  columns: number,
  style: Style,
): string[] =>
  severities.flatMap((severity) => {
    const here = findings.filter((f) => f.severity === severity)
    if (here.length === 0) return []
    const checks = groupBy(here, (f) => f.check)
    return [
      paint(severity, style)(severity.toUpperCase()),
      ...[...checks].flatMap(([id, list]) => ofCheck(id, list, a, columns, style)),
    ]
  })
