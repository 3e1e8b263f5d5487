import type { Finding, Severity } from '../../model/finding.ts'
import type { Check } from '../../reason/assess/check.ts'
import { jsonText } from '../format/safe.ts'
import { toolVersion } from '../version.ts'
import type { Assessment } from './assessment.ts'
import { blindSpots } from './reach.ts'
import { remedyOf } from './remedies.ts'

/** The release of the schema whose Compliance Finding (class 2003) this is. */
const OCSF_VERSION = '1.4.0'

const SEVERITY: Record<Severity, readonly [id: number, name: string]> = {
  info: [1, 'Informational'],
  low: [2, 'Low'],
  medium: [3, 'Medium'],
  high: [4, 'High'],
  critical: [5, 'Critical'],
}

/** Of `compliance.status_id`: Warning is the schema's word for "no result due to missing information". */
const COMPLIANCE = { pass: [1, 'Pass'], unknown: [2, 'Warning'], fail: [3, 'Fail'] } as const

const standardsOf = (check: Check | undefined): string[] => [
  ...(check?.references.cis ?? []).map((id) => `CIS AWS Foundations ${id}`),
  ...(check?.references.securityHub ?? []).map((id) => `AWS Security Hub ${id}`),
]

/** The service in an ARN; anything else is an account. */
const typeOf = (resource: string): string => {
  const [prefix, , service] = resource.split(':')
  return prefix === 'arn' && service !== undefined ? service : 'account'
}

const eventOf = (
  f: Finding,
  check: Check | undefined,
  a: Assessment,
  { version, blind }: { readonly version: string; readonly blind: readonly string[] },
) => {
  const remedy = remedyOf(f, check)
  const [severityId, severity] = SEVERITY[f.severity]
  const [statusId, status] = COMPLIANCE[f.status]
  const isKnown = f.status === 'fail' && a.comparison?.isNew(f) === false
  const name = a.accounts.get(f.account)
  const standards = standardsOf(check)
  return {
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2003,
    class_name: 'Compliance Finding',
    activity_id: isKnown ? 2 : 1,
    activity_name: isKnown ? 'Update' : 'Create',
    type_uid: isKnown ? 200302 : 200301,
    type_name: `Compliance Finding: ${isKnown ? 'Update' : 'Create'}`,
    time: Math.floor(a.collectedAt / 1000),
    severity_id: severityId,
    severity,
    status_id: 1,
    status: 'New',
    message: f.reason,
    metadata: {
      version: OCSF_VERSION,
      product: { name: 'Wholetrail', vendor_name: 'Wholetrail', version },
      profiles: ['cloud'],
      event_code: f.check,
    },
    finding_info: {
      uid: f.fingerprint,
      title: check?.title ?? f.check,
      desc: check?.why ?? f.reason,
      types: [f.group],
      created_time: Math.floor(a.collectedAt / 1000),
    },
    compliance: {
      control: f.check,
      standards: standards.length === 0 ? ['Wholetrail'] : standards,
      requirements: check?.references.cis ?? [],
      status_id: statusId,
      status,
      status_code: f.status,
      status_detail: f.settle ?? f.reason,
    },
    cloud: {
      provider: 'AWS',
      region: f.region,
      account: {
        uid: f.account,
        type_id: 10,
        type: 'AWS Account',
        ...(name === undefined ? {} : { name }),
      },
    },
    resources: [
      {
        uid: f.resource,
        type: typeOf(f.resource),
        region: f.region,
        cloud_partition: f.resource.startsWith('arn:') ? f.resource.split(':')[1] : 'aws',
      },
    ],
    ...(remedy === undefined
      ? {}
      : { remediation: { desc: remedy, references: check?.references.aws } }),
    unmapped: {
      evidence: f.evidence,
      ...(f.regions === undefined ? {} : { regions: f.regions }),
      ...(blind.length === 0 ? {} : { not_judged: blind }),
    },
  }
}

/** OCSF Compliance Findings, as one JSON list: what security lakes take in. */
export const assessOcsf = (a: Assessment): string => {
  const run = { version: toolVersion(), blind: blindSpots(a) }
  const byId = new Map(a.checks.map((c) => [c.id, c]))
  return jsonText(
    a.shown.map((f) => eventOf(f, byId.get(f.check), a, run)),
    2,
  )
}
