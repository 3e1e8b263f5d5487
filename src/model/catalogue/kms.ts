import { MANAGEMENT_READ, MANAGEMENT_WRITE, type ServiceEvents } from './event.ts'

/** KMS has no data events: even Encrypt and Decrypt are management events (facts/aws.md 3.4). */
export const kms = {
  eventSource: 'kms.amazonaws.com',
  groups: [
    {
      names: ['Decrypt', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext'],
      variants: MANAGEMENT_READ,
      exclusive: true,
      source: 'facts/aws.md 3.4; real records',
    },
    {
      names: ['DisableKey', 'ScheduleKeyDeletion'],
      variants: MANAGEMENT_WRITE,
      exclusive: true,
      source: 'facts/aws.md 3.4',
    },
    {
      names: [
        'CancelKeyDeletion',
        'CreateAlias',
        'CreateGrant',
        'CreateKey',
        'DeleteAlias',
        'DeleteImportedKeyMaterial',
        'DeleteKey',
        'DescribeKey',
        'DisableKeyRotation',
        'EnableKey',
        'EnableKeyRotation',
        'GetKeyPolicy',
        'GetKeyRotationStatus',
        'ImportKeyMaterial',
        'ListAliases',
        'ListGrants',
        'ListKeys',
        'PutKeyPolicy',
        'ReEncrypt',
        'ReplicateKey',
        'RetireGrant',
        'RevokeGrant',
        'Sign',
        'UpdateAlias',
        'UpdateKeyDescription',
        'Verify',
      ],
      variants: [{ category: 'Management' }],
      exclusive: true,
      source: 'facts/aws.md 3.4, 3.7: no data events of KMS; readOnly not seen',
    },
  ],
} as const satisfies ServiceEvents
