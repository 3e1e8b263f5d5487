import type { Check } from '../../check.ts'
import { denied, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed } from '../../inventory/say.ts'
import { knownTrails, unreadTrails } from '../../inventory/trails.ts'

export const logValidationOff: Check = {
  id: 'log-validation-off',
  group: 'integrity',
  title: 'Every trail signs what it delivers',
  why: 'Without digest files nobody can prove that a log file was not altered or taken away after it was delivered.',
  severity: 'medium',
  references: {
    cis: ['v3.0.0/3.2', 'v6/4.2'],
    securityHub: ['CloudTrail.4'],
    aws: [pages.validation],
  },
  remedy: 'log-validation',
  note: 'The flag promises digests; whether they arrive is judged by digest-delivery-failing, and whether they are whole by `wholetrail verify`. Digests lie in the bucket of the logs: AWS signs them, so that is no mistake.',
  run: (world) => [
    ...unreadTrails(world, 'Log file validation'),
    ...knownTrails(world).map((t) =>
      t.settings.logFileValidation
        ? passed(t.subject, `Trail ${t.name} delivers signed digests`)
        : failed(
            t.subject,
            `Trail ${t.name} delivers no digests, so a changed or deleted log file would not be noticed`,
            ['logFileValidation = false'],
          ),
    ),
  ],
  examples: {
    pass: { says: 'A trail with log file validation.', snapshot: snapshotOf(), expect: 'pass' },
    fail: {
      says: 'The same trail without it.',
      snapshot: snapshotOf({ trails: [trailOf({ config: { logFileValidation: false } })] }),
      expect: 'fail',
    },
    unknown: {
      says: 'The settings of the trail could not be read.',
      snapshot: snapshotOf({ trails: [trailOf({ over: { config: denied } })] }),
      expect: 'unknown',
    },
  },
}
