import { trailChanges } from '../../../../model/catalogue/sets.ts'

/** Services retire grants thousands of times a day on their own: two look-ups a second would never end. */
const isOfGrants = (name: string): boolean => name.endsWith('Grant')

/**
 * Event names that are looked up, by what they change (facts/aws.md 5.1, 5.2, 5.3, 5.5). Those in full here are not in
 * the catalogue of tampering, and bear on whether a trail or an account was as it is now.
 */
export const historyNames = {
  recorder: trailChanges.recorder.eventNames,
  bucket: [...trailChanges.bucket.eventNames, 'PutBucketLifecycleConfiguration'],
  key: [...trailChanges.key.eventNames.filter((name) => !isOfGrants(name)), 'ImportKeyMaterial'],
  organization: [
    ...trailChanges.organization.eventNames,
    'CreateOrganization',
    'CreateGovCloudAccount',
  ],
  region: trailChanges.region.eventNames,
} as const satisfies Readonly<Record<string, readonly string[]>>
