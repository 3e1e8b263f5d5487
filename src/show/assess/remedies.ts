import type { Finding, RemedyId } from '../../model/finding.ts'
import type { Check } from '../../reason/assess/check.ts'

/** What closes a finding, in one line for people; the templates are written by `fix`. */
export const remedySentences = {
  'organization-trail':
    'create one multi-region organisation trail in the management account, and start it',
  'trail-selectors': 'replace the selectors of the trail by ones that take these events as well',
  'start-logging': 'start the trail again (StartLogging, in its home region)',
  'log-bucket':
    'deliver to a private bucket with versions in an account of its own, kept as long as the logs are needed',
  'bucket-policy':
    'write the bucket policy that CloudTrail documents, with aws:SourceArn of each trail',
  'kms-key':
    'encrypt with an enabled key in the region of the bucket, whose policy lets CloudTrail use it',
  'log-validation': 'switch log file validation on (UpdateTrail), and keep it on',
  'tamper-alerts':
    'alert on changes of trail, bucket and key by an EventBridge rule with a confirmed subscriber',
  'event-alerts':
    'alert on these events: an EventBridge rule in every region, or a metric filter with an alarm, and a confirmed subscriber',
  'silence-alarm': 'add an alarm for silence: no log events for an hour is news as well',
  'guard-scp':
    'deny changes of the trail by a service control policy, but for the role that maintains it',
  'trust-policy-identity': 'ask for sts:SourceIdentity or a session name in the trust policy',
  'retire-duplicate-trail':
    'let the reader have the one copy, then stop and delete the other trail',
  'orphaned-bucket': 'set an end of life for the bucket, or move its logs to where they are kept',
  'access-log-of-log-bucket': 'record reads of the log bucket, into another bucket',
} as const satisfies Record<RemedyId, string>

/** What closes what a check finds, in one line: its own words, else those of its kind. */
export const remedyOfCheck = (check: Check | undefined): string | undefined =>
  check?.remedyText ?? (check?.remedy === undefined ? undefined : remedySentences[check.remedy])

/** What closes a finding: with its names where they are known, else as for its check. */
export const remedyOf = (f: Finding, check: Check | undefined): string | undefined => {
  if (f.status === 'pass') return undefined
  return (
    f.fix ??
    (f.remedy === undefined || f.remedy === check?.remedy
      ? remedyOfCheck(check)
      : remedySentences[f.remedy])
  )
}
