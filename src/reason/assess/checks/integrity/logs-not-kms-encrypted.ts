import type { Check } from '../../check.ts'
import { denied, snapshotOf, trailOf } from '../../given.ts'
import { pages } from '../../inventory/pages.ts'
import { failed, passed } from '../../inventory/say.ts'
import { knownTrails, unreadTrails } from '../../inventory/trails.ts'

export const logsNotKmsEncrypted: Check = {
  id: 'logs-not-kms-encrypted',
  group: 'integrity',
  title: 'Every trail encrypts its files under a KMS key',
  why: 'A key of its own adds a second lock to the logs: whoever can read the bucket still cannot read the files, and each use of the key is recorded.',
  severity: 'medium',
  references: {
    cis: ['v3.0.0/3.5', 'v6/4.5'],
    securityHub: ['CloudTrail.2'],
    aws: [pages.encryption],
  },
  remedy: 'kms-key',
  note: "The key of the trail is asked for. The bucket's default encryption is not taken for it: AWS does not say that it decides for files that CloudTrail writes. Digest files are never encrypted under the key.",
  run: (world) => [
    ...unreadTrails(world, 'Encryption'),
    ...knownTrails(world).map((t) =>
      t.settings.kmsKeyId === undefined
        ? failed(
            t.subject,
            `Trail ${t.name} encrypts its files with the keys of S3 only: whoever may read the bucket reads the logs`,
            ['kmsKeyId is not set'],
          )
        : passed(t.subject, `Trail ${t.name} encrypts its files under ${t.settings.kmsKeyId}`),
    ),
  ],
  examples: {
    pass: {
      says: 'A trail with a key.',
      snapshot: snapshotOf({
        trails: [trailOf({ config: { kmsKeyId: 'arn:aws:kms:eu-west-1:111111111111:key/audit' } })],
      }),
      expect: 'pass',
    },
    fail: { says: 'A trail without a key.', snapshot: snapshotOf(), expect: 'fail' },
    unknown: {
      says: 'The settings of the trail could not be read.',
      snapshot: snapshotOf({ trails: [trailOf({ over: { config: denied } })] }),
      expect: 'unknown',
    },
  },
}
