import type { DesiredOf } from '../../../../../model/desired.ts'
import type { TemplateMap } from '../../../../../reason/templates/types.ts'
import { given } from '../../given.ts'
import type { HclBody } from '../hcl.ts'
import { blockOf, blocksOf, type Kind, nested, resource } from '../kind.ts'
import { readRule, ruleBlock } from '../lifecycle-rule.ts'

type Bucket = DesiredOf<'bucket'>

const BUCKET = 'aws_s3_bucket'
const BLOCK = 'aws_s3_bucket_public_access_block'
const OWNERSHIP = 'aws_s3_bucket_ownership_controls'
const ENCRYPTION = 'aws_s3_bucket_server_side_encryption_configuration'
const VERSIONING = 'aws_s3_bucket_versioning'
const LOCK = 'aws_s3_bucket_object_lock_configuration'
const LIFECYCLE = 'aws_s3_bucket_lifecycle_configuration'
const LOGGING = 'aws_s3_bucket_logging'

/** The settings of a bucket, each a resource of its own, where it is spoken of. */
const settings = (d: Bucket): readonly (readonly [string, HclBody])[] => {
  const { publicAccessBlock: b, encryption: e, objectLock: lock, logging } = d
  const all: readonly (readonly [string, HclBody | undefined])[] = [
    [
      BLOCK,
      b && [
        ['block_public_acls', b.blockPublicAcls],
        ['ignore_public_acls', b.ignorePublicAcls],
        ['block_public_policy', b.blockPublicPolicy],
        ['restrict_public_buckets', b.restrictPublicBuckets],
      ],
    ],
    [OWNERSHIP, d.ownership && [nested('rule', [['object_ownership', d.ownership]])]],
    [
      ENCRYPTION,
      e && [
        nested('rule', [
          ['bucket_key_enabled', e.bucketKey],
          nested('apply_server_side_encryption_by_default', [
            ['sse_algorithm', e.algorithm],
            ['kms_master_key_id', e.kmsKeyId],
          ]),
        ]),
      ],
    ],
    [
      VERSIONING,
      d.versioning === undefined
        ? undefined
        : [
            nested('versioning_configuration', [
              ['status', d.versioning ? 'Enabled' : 'Suspended'],
            ]),
          ],
    ],
    [
      LOCK,
      lock && [
        nested('rule', [
          nested('default_retention', [
            ['mode', lock.mode],
            ['days', lock.days],
          ]),
        ]),
      ],
    ],
    [LIFECYCLE, d.lifecycle?.map(ruleBlock)],
    [
      LOGGING,
      logging && [
        ['target_bucket', logging.targetBucket],
        ['target_prefix', logging.targetPrefix],
      ],
    ],
  ]
  return all.flatMap(([type, body]) => (body === undefined ? [] : [[type, body] as const]))
}

const readEncryption = (rule: TemplateMap) => {
  const byDefault = blockOf(rule, 'apply_server_side_encryption_by_default')
  return given({
    algorithm: byDefault?.sse_algorithm,
    kmsKeyId: byDefault?.kms_master_key_id,
    bucketKey: rule.bucket_key_enabled,
  })
}

/** A bucket and its settings. Of one that is there only the settings are written: each is put over what there is. */
export const bucket: Kind<'bucket'> = {
  kind: 'bucket',
  types: [BUCKET, BLOCK, OWNERSHIP, ENCRYPTION, VERSIONING, LOCK, LIFECYCLE, LOGGING],
  print: (d, label) => {
    const isNew = d.state === 'new'
    const named = isNew ? { names: `${BUCKET}.${label}.id` } : d.name
    const made = settings(d)
    const waits = (type: string): HclBody =>
      (type === LOCK || type === LIFECYCLE) && d.versioning !== undefined
        ? [['depends_on', { names: [`${VERSIONING}.${label}`] }]]
        : []
    return [
      ...(isNew
        ? [
            resource(BUCKET, label, [
              ['bucket', d.name],
              ['object_lock_enabled', d.objectLock && true],
              nested('lifecycle', [['prevent_destroy', true]]),
            ]),
          ]
        : []),
      ...made.map(([type, body]) =>
        resource(type, label, [['bucket', named], ...body, ...waits(type)]),
      ),
    ]
  },
  read: ({ first }) => {
    const [block, logging] = [first(BLOCK), first(LOGGING)]
    const status = blockOf(first(VERSIONING), 'versioning_configuration')?.status
    const retention = blockOf(blockOf(first(LOCK), 'rule'), 'default_retention')
    const encryption = blockOf(first(ENCRYPTION), 'rule')
    const any = [BUCKET, BLOCK, OWNERSHIP, ENCRYPTION, VERSIONING, LOCK, LIFECYCLE, LOGGING]
    return given({
      name: any.map((type) => first(type)?.bucket).find((name) => name !== undefined),
      publicAccessBlock: block && {
        blockPublicAcls: block.block_public_acls,
        ignorePublicAcls: block.ignore_public_acls,
        blockPublicPolicy: block.block_public_policy,
        restrictPublicBuckets: block.restrict_public_buckets,
      },
      ownership: blockOf(first(OWNERSHIP), 'rule')?.object_ownership,
      encryption: encryption && readEncryption(encryption),
      versioning: status === undefined ? undefined : status === 'Enabled',
      objectLock: retention && { mode: retention.mode, days: retention.days },
      lifecycle: first(LIFECYCLE) && blocksOf(first(LIFECYCLE), 'rule').map(readRule),
      logging: logging && {
        targetBucket: logging.target_bucket,
        targetPrefix: logging.target_prefix,
      },
    })
  },
}
