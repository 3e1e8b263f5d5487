import { checkGroups } from '../model/finding.ts'
import type { Check, CheckExample } from '../reason/assess/check.ts'
import { checks } from '../reason/assess/checks/list.ts'
import { DEFAULT_EXPECTATIONS } from '../reason/assess/expectations.ts'
import { snapshotOf } from '../reason/assess/given.ts'
import { assess, worldOf } from '../reason/assess/run.ts'
import { remedyOfCheck } from './assess/remedies.ts'
import { markdownCell } from './format/safe.ts'
import { snapshotExcerpt } from './snapshot-excerpt.ts'

interface Page {
  readonly path: string
  readonly content: string
}

/** Results of an example that a page shows. */
const SHOWN = 4

const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const isNothing = (value: unknown): boolean =>
  value === 0 ||
  (typeof value === 'object' && value !== null && Object.values(value).every(isNothing))

/** What is nought or empty says nothing in an example. */
const json = (value: object): string[] => [
  '```json',
  JSON.stringify(value, (_, v) => (isNothing(v) ? undefined : v), 2),
  '```',
]

const exampleLines = (check: Check, kind: string, example: CheckExample): string[] => {
  const excerpt = snapshotExcerpt(snapshotOf(), example.snapshot)
  const { snapshot, lake } = example
  const findings = assess(worldOf(snapshot, snapshot.collectedAt, DEFAULT_EXPECTATIONS, lake), [
    check,
  ])
  return [
    `### ${kind}`,
    '',
    `${sentence(example.says)}.`,
    '',
    ...(excerpt === '{}'
      ? ['The snapshot of a healthy account, as it is.', '']
      : [
          'What differs from the snapshot of a healthy account:',
          '',
          '```json',
          excerpt,
          '```',
          '',
        ]),
    ...(lake?.roles === undefined
      ? []
      : ['What the logs show of the sessions of roles:', '', ...json(lake.roles), '']),
    ...(findings.length === 0 ? ['The check finds nothing to judge.'] : []),
    ...findings
      .slice(0, SHOWN)
      .map(
        (f) =>
          `- **${f.status}** ${markdownCell(f.reason)} (\`${f.resource}\`)` +
          `${f.settle === undefined ? '' : `; would settle it: ${markdownCell(f.settle)}`}`,
      ),
    ...(findings.length > SHOWN ? [`- ... and ${findings.length - SHOWN} more`] : []),
    '',
  ]
}

const page = (check: Check): Page => ({
  path: `docs/checks/${check.id}.md`,
  content: `${[
    `# ${check.id}`,
    '',
    `${check.title}.`,
    '',
    `Severity ${check.severity}, group [${check.group}](README.md#${check.group}).`,
    '',
    '## Why',
    '',
    check.why,
    '',
    ...(check.note === undefined ? [] : ['## Often got wrong', '', check.note, '']),
    ...(check.remedy === undefined
      ? []
      : ['## Remedy', '', `\`${check.remedy}\`: ${remedyOfCheck(check)}.`, '']),
    '## References',
    '',
    ...(check.references.cis ?? []).map((id) => `- CIS AWS Foundations ${id}`),
    ...(check.references.securityHub ?? []).map((id) => `- Security Hub ${id}`),
    ...check.references.aws.map((url) => `- <${url}>`),
    '',
    '## Examples',
    '',
    ...exampleLines(check, 'Passes', check.examples.pass),
    ...exampleLines(check, 'Fails', check.examples.fail),
    ...exampleLines(check, 'Unknown', check.examples.unknown),
  ]
    .join('\n')
    .trimEnd()}\n`,
})

const index = (): Page => ({
  path: 'docs/checks/README.md',
  content: `${[
    '# The checks of `wholetrail assess`',
    '',
    'Each says pass, fail or unknown. What could not be read is unknown: never a pass and never a fail.',
    '',
    ...checkGroups.flatMap((group) => {
      const here = checks.filter((c) => c.group === group)
      return here.length === 0
        ? []
        : [
            `## ${group}`,
            '',
            '| check | severity | holds when |',
            '|---|---|---|',
            ...here.map(
              (c) => `| [${c.id}](${c.id}.md) | ${c.severity} | ${markdownCell(c.title)} |`,
            ),
            '',
          ]
    }),
  ]
    .join('\n')
    .trimEnd()}\n`,
})

/** A page for each check, made from the check itself: its examples are run, so that they cannot be wrong. */
export const checkPages = (): readonly Page[] => [index(), ...checks.map(page)]
