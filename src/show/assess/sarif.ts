import type { Finding, Severity } from '../../model/finding.ts'
import { formatInstant } from '../../model/time.ts'
import type { BaselineFinding } from '../../reason/assess/baseline.ts'
import type { Check } from '../../reason/assess/check.ts'
import { plural } from '../format/quantity.ts'
import { jsonText } from '../format/safe.ts'
import { toolVersion } from '../version.ts'
import type { Assessment } from './assessment.ts'
import { blindSpots } from './reach.ts'
import { remedyOf, remedyOfCheck } from './remedies.ts'
import { baselineWord } from './table.ts'

const LEVEL: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

/** What code scanning sorts by, on the scale of CVSS. */
const SECURITY_SEVERITY: Record<Severity, string> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.1',
}

/** SARIF 2.1.0 §3.27.9: a result that nobody could decide is `open`; only `fail` may have a level. */
const KIND = { fail: 'fail', unknown: 'open', pass: 'pass' } as const

const tagsOf = (check: Check): string[] => [
  'cloudtrail',
  check.group,
  ...(check.references.cis ?? []).map((id) => `cis-aws-foundations/${id}`),
  ...(check.references.securityHub ?? []).map((id) => `security-hub/${id}`),
]

const ruleOf = (check: Check) => ({
  id: check.id,
  name: check.id.replace(/(^|-)([a-z0-9])/g, (_, _dash, c: string) => c.toUpperCase()),
  shortDescription: { text: check.title },
  fullDescription: { text: check.why },
  help: {
    text: [
      check.why,
      ...(check.note === undefined ? [] : [check.note]),
      ...(remedyOfCheck(check) === undefined ? [] : [`Remedy: ${remedyOfCheck(check)}.`]),
      ...check.references.aws,
    ].join('\n\n'),
  },
  ...(check.references.aws[0] === undefined ? {} : { helpUri: check.references.aws[0] }),
  defaultConfiguration: { level: LEVEL[check.severity] },
  properties: {
    tags: tagsOf(check),
    precision: 'very-high',
    'security-severity': SECURITY_SEVERITY[check.severity],
  },
})

/** A path as a relative reference: each part encoded, so that blanks and colons do no harm. */
const uriOf = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/')

type Resulting = Pick<Finding, 'check' | 'resource' | 'account' | 'region' | 'fingerprint'>

const placed = (f: Resulting, a: Assessment) => ({
  ruleId: f.check,
  ruleIndex: a.checks.findIndex((c) => c.id === f.check),
  locations: [
    {
      physicalLocation: { artifactLocation: { uri: uriOf(a.file) }, region: { startLine: 1 } },
      logicalLocations: [{ fullyQualifiedName: f.resource, kind: 'resource' }],
    },
  ],
  partialFingerprints: { 'wholetrailFinding/v1': f.fingerprint },
})

const resultOf = (f: Finding, a: Assessment) => {
  const word = baselineWord(f, a)
  const check = a.checks.find((c) => c.id === f.check)
  const place = f.region === 'global' ? f.account : `${f.account}, ${f.region}`
  const settle = f.settle === undefined ? '' : ` What would settle it: ${f.settle}.`
  return {
    ...placed(f, a),
    kind: KIND[f.status],
    level: f.status === 'fail' ? LEVEL[f.severity] : 'none',
    message: { text: `${f.reason}. (${f.resource}; ${place})${settle}` },
    ...(word === undefined ? {} : { baselineState: word === 'new' ? 'new' : 'unchanged' }),
    properties: {
      status: f.status,
      severity: f.severity,
      account: f.account,
      region: f.region,
      evidence: f.evidence,
      ...(f.regions === undefined ? {} : { regions: f.regions }),
      ...(f.remedy === undefined ? {} : { remedy: f.remedy, fix: remedyOf(f, check) }),
    },
  }
}

/** A finding of the baseline that passes now or has left the snapshot. */
const absentOf = (f: BaselineFinding, a: Assessment) => ({
  ...placed(f, a),
  kind: 'fail',
  level: LEVEL[f.severity],
  message: { text: `No longer found on ${f.resource}` },
  baselineState: 'absent',
})

/** A run that could not look at everything says so: an account without results is not one without faults. */
const invocationOf = (a: Assessment) => {
  const blind = blindSpots(a)
  const unknowns = a.findings.filter((f) => f.status === 'unknown').length
  const stayed = `${plural(unknowns, 'answer')} stayed unknown: neither passed nor failed`
  return {
    executionSuccessful: blind.length === 0,
    endTimeUtc: formatInstant(a.generatedAt),
    toolExecutionNotifications: [
      ...blind.map((text) => ({ level: 'error', message: { text } })),
      ...(unknowns === 0 ? [] : [{ level: 'warning', message: { text: stayed } }]),
    ],
  }
}

/** SARIF 2.1.0, one run: a rule for each check that ran, a result for each finding that is shown. */
export const assessSarif = (a: Assessment): string => {
  const ended = a.comparison === undefined ? [] : [...a.comparison.fixed, ...a.comparison.gone]
  return jsonText(
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'wholetrail',
              version: toolVersion(),
              rules: a.checks.map(ruleOf),
            },
          },
          automationDetails: { id: 'wholetrail/assess/' },
          invocations: [invocationOf(a)],
          artifacts: [{ location: { uri: uriOf(a.file) } }],
          results: [
            ...a.shown.map((f) => resultOf(f, a)),
            ...ended
              .filter((f) => a.checks.some((c) => c.id === f.check))
              .map((f) => absentOf(f, a)),
          ],
        },
      ],
    },
    2,
  )
}
