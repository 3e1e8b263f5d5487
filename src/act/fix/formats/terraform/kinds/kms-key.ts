import { partitionOfRegion } from '../../../../../model/regions.ts'
import { filled, given } from '../../given.ts'
import { jsonIn, type Kind, resource } from '../kind.ts'

const KEY = 'aws_kms_key'
const ALIAS = 'aws_kms_alias'

/** `aws_kms_key` with an alias for a new one: by it the ARN is known before the key is made. */
export const kmsKey: Kind<'kms-key'> = {
  kind: 'kms-key',
  types: [KEY],
  print: (d, label) => [
    resource(KEY, label, [
      ['description', filled(d.description)],
      ['is_enabled', d.enabled],
      ['enable_key_rotation', d.rotation],
      ['policy', { json: d.policy }],
    ]),
    ...(d.alias === undefined
      ? []
      : [
          resource(ALIAS, label, [
            ['name', d.alias],
            ['target_key_id', { names: `${KEY}.${label}.key_id` }],
          ]),
        ]),
  ],
  adopt: {
    id: (d) => d.arn?.split('/').at(-1) ?? '',
    ignore: ['tags', 'tags_all', 'multi_region', 'deletion_window_in_days'],
  },
  read: ({ first, importId, account, region }) => {
    const key = first(KEY)
    const arn = `arn:${partitionOfRegion(region)}:kms:${region}:${account}:key/${importId}`
    return given({
      alias: first(ALIAS)?.name,
      arn: importId === undefined ? undefined : arn,
      description: key?.description ?? '',
      enabled: key?.is_enabled ?? true,
      rotation: key?.enable_key_rotation ?? false,
      policy: jsonIn(key?.policy),
    })
  },
}
