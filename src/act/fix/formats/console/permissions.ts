import { permissionOf } from '../../../../model/catalogue/permissions.ts'
import type { Desired } from '../../../../model/desired.ts'
import { callsOf } from './print.ts'

/** Commands of S3 that are named otherwise than the events, by which permissions are known. */
const events: Readonly<Record<string, string>> = {
  PutBucketLifecycleConfiguration: 'PutBucketLifecycle',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
}

const nameOf = (operation: string): string =>
  operation
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('')

/** The permissions that making a thing needs, by the commands that make it; templates call the same. */
export const permissionsOf = (desired: Desired): readonly string[] => [
  ...new Set(
    callsOf(desired).map(({ service, operation }) => {
      const name = nameOf(operation)
      return permissionOf(service === 's3api' ? 's3' : service, events[name] ?? name)
    }),
  ),
]
