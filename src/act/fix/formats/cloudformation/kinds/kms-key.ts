import { partitionOfRegion } from '../../../../../model/regions.ts'
import { filled, given } from '../../given.ts'
import type { Kind } from '../kind.ts'

/** `AWS::KMS::Key` with an alias for a new one: by it the ARN is known before the key is made. */
export const kmsKey: Kind<'kms-key'> = {
  kind: 'kms-key',
  type: 'AWS::KMS::Key',
  print: (d, id) => ({
    '': {
      Type: 'AWS::KMS::Key',
      Properties: given({
        Description: filled(d.description),
        Enabled: d.enabled,
        EnableKeyRotation: d.rotation,
        KeyPolicy: d.policy,
      }),
    },
    ...(d.alias === undefined
      ? {}
      : {
          Alias: {
            Type: 'AWS::KMS::Alias',
            Properties: { AliasName: d.alias, TargetKeyId: { Ref: id } },
          },
        }),
  }),
  adopt: (d) => ({
    identifier: { KeyId: d.arn?.split('/').at(-1) ?? '' },
    least: { KeyPolicy: d.policy, Enabled: d.enabled },
  }),
  read: ({ properties: p }, { account, region, resource, identifier }) => {
    const alias = resource('Alias')?.properties.AliasName
    const { KeyId: id } = identifier
    return given({
      alias,
      arn:
        typeof id === 'string'
          ? `arn:${partitionOfRegion(region)}:kms:${region}:${account}:key/${id}`
          : undefined,
      description: p.Description ?? '',
      enabled: p.Enabled ?? true,
      rotation: p.EnableKeyRotation ?? false,
      policy: p.KeyPolicy,
    })
  },
}
