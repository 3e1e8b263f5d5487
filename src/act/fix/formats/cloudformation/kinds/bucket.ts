import type { DesiredOf } from '../../../../../model/desired.ts'
import type { TemplateMap } from '../../../../../reason/templates/types.ts'
import { isMap } from '../../../../../reason/templates/values.ts'
import { given } from '../../given.ts'
import { at, mapsIn } from '../inside.ts'
import type { Kind } from '../kind.ts'
import { readRule, ruleOf } from '../lifecycle-rule.ts'

const readBlock = (block: TemplateMap) => ({
  blockPublicAcls: block.BlockPublicAcls ?? false,
  ignorePublicAcls: block.IgnorePublicAcls ?? false,
  blockPublicPolicy: block.BlockPublicPolicy ?? false,
  restrictPublicBuckets: block.RestrictPublicBuckets ?? false,
})

const readEncryption = (p: TemplateMap) => {
  const rule = at(p.BucketEncryption, 'ServerSideEncryptionConfiguration', 0)
  const byDefault = at(rule, 'ServerSideEncryptionByDefault')
  return given({
    algorithm: at(byDefault, 'SSEAlgorithm'),
    kmsKeyId: at(byDefault, 'KMSMasterKeyID'),
    bucketKey: at(rule, 'BucketKeyEnabled'),
  })
}

const blockOf = (block: DesiredOf<'bucket'>['publicAccessBlock']) =>
  block && {
    BlockPublicAcls: block.blockPublicAcls,
    IgnorePublicAcls: block.ignorePublicAcls,
    BlockPublicPolicy: block.blockPublicPolicy,
    RestrictPublicBuckets: block.restrictPublicBuckets,
  }

const encryptionOf = (encryption: DesiredOf<'bucket'>['encryption']) =>
  encryption && {
    ServerSideEncryptionConfiguration: [
      given({
        ServerSideEncryptionByDefault: given({
          SSEAlgorithm: encryption.algorithm,
          KMSMasterKeyID: encryption.kmsKeyId,
        }),
        BucketKeyEnabled: encryption.bucketKey,
      }),
    ],
  }

/** `AWS::S3::Bucket`. A member that is left out is not spoken of: CloudFormation leaves it as it is. */
export const bucket: Kind<'bucket'> = {
  kind: 'bucket',
  type: 'AWS::S3::Bucket',
  print: (d) => ({
    '': {
      Type: 'AWS::S3::Bucket',
      Properties: given({
        BucketName: d.name,
        PublicAccessBlockConfiguration: blockOf(d.publicAccessBlock),
        OwnershipControls: d.ownership && { Rules: [{ ObjectOwnership: d.ownership }] },
        BucketEncryption: encryptionOf(d.encryption),
        VersioningConfiguration:
          d.versioning === undefined
            ? undefined
            : { Status: d.versioning ? 'Enabled' : 'Suspended' },
        ObjectLockEnabled: d.objectLock && true,
        ObjectLockConfiguration: d.objectLock && {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: d.objectLock.mode, Days: d.objectLock.days } },
        },
        LifecycleConfiguration: d.lifecycle && { Rules: d.lifecycle.map(ruleOf) },
        LoggingConfiguration: d.logging && {
          DestinationBucketName: d.logging.targetBucket,
          LogFilePrefix: d.logging.targetPrefix,
        },
      }),
    },
  }),
  adopt: (d) => ({ identifier: { BucketName: d.name }, least: { BucketName: d.name } }),
  read: ({ properties: p }) => {
    const retention = at(p.ObjectLockConfiguration, 'Rule', 'DefaultRetention')
    const status = at(p.VersioningConfiguration, 'Status')
    return given({
      name: p.BucketName,
      publicAccessBlock: isMap(p.PublicAccessBlockConfiguration)
        ? readBlock(p.PublicAccessBlockConfiguration)
        : undefined,
      ownership: at(p.OwnershipControls, 'Rules', 0, 'ObjectOwnership'),
      encryption: p.BucketEncryption === undefined ? undefined : readEncryption(p),
      versioning: status === undefined ? undefined : status === 'Enabled',
      objectLock: isMap(retention) ? { mode: retention.Mode, days: retention.Days } : undefined,
      lifecycle: isMap(p.LifecycleConfiguration)
        ? mapsIn(p.LifecycleConfiguration.Rules).map(readRule)
        : undefined,
      logging: isMap(p.LoggingConfiguration)
        ? {
            targetBucket: p.LoggingConfiguration.DestinationBucketName,
            targetPrefix: p.LoggingConfiguration.LogFilePrefix,
          }
        : undefined,
    })
  },
}
