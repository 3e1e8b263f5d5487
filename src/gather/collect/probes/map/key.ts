import type { DescribeKeyResponse } from '@aws-sdk/client-kms'
import type { Observed } from '../../../../model/observed.ts'
import type { SnapshotKey } from '../../../../model/snapshot/key.ts'
import { given, instantOf, readKnown, withoutMember } from './answer.ts'

type State = Extract<SnapshotKey['state'], { known: unknown }>['known']

/** The state of a key; `null` is KMS's word that there is no such key. */
export const keyStateOf = (answer: Observed<DescribeKeyResponse | null>): Observed<State> =>
  readKnown<DescribeKeyResponse | null, State>(answer, (described) => {
    if (described === null) return { known: { keyState: 'NotFound' } }
    const { KeyState, DeletionDate, KeyManager, MultiRegion } = described.KeyMetadata ?? {}
    if (KeyState === undefined) return withoutMember('KeyMetadata.KeyState')
    return {
      known: {
        keyState: KeyState,
        ...given({
          deletionDate: instantOf(DeletionDate),
          manager: KeyManager,
          isMultiRegion: MultiRegion,
        }),
      },
    }
  })
