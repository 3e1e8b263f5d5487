import type { DesiredOf } from '../../../model/desired.ts'
import type { Selectors } from '../../../model/selector.ts'
import type { LogStore } from './log-store.ts'

/** Reads and writes of every service, with KMS and the data API of RDS. */
export const ALL_MANAGEMENT: Selectors = {
  AdvancedEventSelectors: [
    {
      Name: 'All management events',
      FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }],
    },
  ],
}

/** A trail as it should be: every region, validation, a key, and on. */
export const newTrail = (
  place: { readonly account: string; readonly region: string },
  name: string,
  store: LogStore,
  isOrganization: boolean,
): DesiredOf<'trail'> => ({
  kind: 'trail',
  account: place.account,
  region: place.region,
  state: 'new',
  name,
  s3Bucket: store.bucket,
  s3Prefix: '',
  isMultiRegion: true,
  isOrganization,
  includeGlobalServiceEvents: true,
  logFileValidation: true,
  isLogging: true,
  kmsKeyId: store.kmsKeyId,
  selectors: ALL_MANAGEMENT,
})
