import type { Finding, Severity } from '../../model/finding.ts'
import { severities } from '../../model/finding.ts'
import type { Check } from '../../reason/assess/check.ts'
import { plural } from '../format/quantity.ts'
import { safe } from '../format/safe.ts'
import type { Style } from '../format/style.ts'
import { wrap } from '../format/wrap.ts'
import type { Assessment } from './assessment.ts'
import { type Block, blocksOf } from './families.ts'
import { accountWords, placeWords } from './place.ts'
import { remedyOf, remedySentences } from './remedies.ts'

/** So many things of one check are shown before the rest is only counted. */
const FEW = 3

/** How a run is printed on a terminal. */
interface Terminal {
  readonly columns: number
  readonly style: Style
}

const paint = (severity: Severity, style: Style): ((text: string) => string) =>
  severity === 'critical' || severity === 'high'
    ? style.bad
    : severity === 'medium'
      ? style.warn
      : style.strong

const bullet = (style: Style): string => (style.unicode ? '•' : '-')

const indented = (text: string, first: string, rest: string, columns: number): string[] =>
  wrap(text, columns - rest.length).map((l, i) => `${i === 0 ? first : rest}${l}`)

/** What a baseline does not have is marked where the eye begins. */
const lead = (isNew: boolean, style: Style): string =>
  `${isNew ? style.bad('NEW ') : '    '}${bullet(style)} `

const thing = (f: Finding, a: Assessment, { columns, style }: Terminal): string[] => {
  const place = placeWords(f, a)
  const what = f.resource === f.account ? place : `${f.resource}  ${place}`
  const isNew = a.comparison?.isNew(f) === true
  return [
    ...indented(safe(f.reason), lead(isNew, style), '      ', columns),
    ...wrap(safe(what), columns - 8).map((l) => `        ${style.dim(l)}`),
  ]
}

/** Folded, a check shows things with different reasons first: they say more than the same one thrice. */
const first = (findings: readonly Finding[]): readonly Finding[] => {
  const one = [...new Map(findings.map((f) => [f.reason, f])).values()].slice(0, FEW)
  return [...one, ...findings.filter((f) => !one.includes(f)).slice(0, FEW - one.length)]
}

const remedyLines = (remedies: readonly (string | undefined)[], columns: number): string[] =>
  [...new Set(remedies)]
    .filter((remedy) => remedy !== undefined)
    .slice(0, FEW)
    .flatMap((remedy) => indented(safe(remedy), '    > ', '      ', columns))

const ofCheck = (
  id: string,
  findings: readonly Finding[],
  a: Assessment,
  terminal: Terminal,
): string[] => {
  const { columns, style } = terminal
  const check: Check | undefined = a.checks.find((c) => c.id === id)
  const shown = a.all ? findings : first(findings)
  const rest = findings.length - shown.length
  const times = findings.length > 1 ? `  ${plural(findings.length, 'finding')}` : ''
  return [
    `  ${style.strong(id)}${times}`,
    ...(check === undefined
      ? []
      : wrap(`should be: ${check.title}`, columns - 4).map((l) => `    ${style.dim(l)}`)),
    ...shown.flatMap((f) => thing(f, a, terminal)),
    ...(rest > 0 ? [`    ... and ${rest} more (--check ${id} --all)`] : []),
    ...remedyLines(
      shown.map((f) => remedyOf(f, check)),
      columns,
    ),
    '',
  ]
}

/** Checks of a family that fail for one reason: the reason once, and the names of the checks. */
const ofFamily = (
  family: string,
  { checks, findings }: Block,
  a: Assessment,
  { columns, style }: Terminal,
): string[] => {
  const gaps = (findings[0]?.evidence ?? []).filter((e) => !e.startsWith('not heard: '))
  const accounts = [...new Set(findings.map((f) => f.account))]
  const names = checks.map((id) => id.replace(`${family}-`, ''))
  const isNew = findings.some((f) => a.comparison?.isNew(f) === true)
  return [
    `  ${style.strong(`${family}-*`)}  ${plural(checks.length, 'check')}, ${plural(findings.length, 'finding')}`,
    ...indented(
      safe(`Nobody is told of ${checks.length} kinds of events: ${gaps.slice(0, 2).join('; ')}`),
      lead(isNew, style),
      '      ',
      columns,
    ),
    ...wrap(accounts.map((id) => safe(accountWords(id, a))).join(', '), columns - 8).map(
      (l) => `        ${style.dim(l)}`,
    ),
    ...indented(`(${family}-) ${names.join(', ')}`, '      ', '      ', columns),
    ...remedyLines([remedySentences['event-alerts']], columns),
    '',
  ]
}

/** Findings by severity, then by check; the same check over many things is one block. */
export const failureLines = (
  findings: readonly Finding[],
  a: Assessment,
  terminal: Terminal,
): string[] =>
  severities.flatMap((severity) => {
    const here = findings.filter((f) => f.severity === severity)
    if (here.length === 0) return []
    return [
      paint(severity, terminal.style)(severity.toUpperCase()),
      ...blocksOf(here, a).flatMap((block) =>
        block.family === undefined
          ? block.checks.flatMap((id) => ofCheck(id, block.findings, a, terminal))
          : ofFamily(block.family, block, a, terminal),
      ),
    ]
  })
