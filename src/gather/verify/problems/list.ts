import { allDigestsMissing } from './kinds/all-digests-missing.ts'
import { deliveryAbsent } from './kinds/delivery-absent.ts'
import { deliveryRefused } from './kinds/delivery-refused.ts'
import { digestAlgorithm } from './kinds/digest-algorithm.ts'
import { digestAltered } from './kinds/digest-altered.ts'
import { digestDeleted } from './kinds/digest-deleted.ts'
import { digestForeign } from './kinds/digest-foreign.ts'
import { digestHole } from './kinds/digest-hole.ts'
import { digestMalformed } from './kinds/digest-malformed.ts'
import { digestMetadataAltered } from './kinds/digest-metadata-altered.ts'
import { digestMissing } from './kinds/digest-missing.ts'
import { digestMoved } from './kinds/digest-moved.ts'
import { digestOverlap } from './kinds/digest-overlap.ts'
import { digestRenamed } from './kinds/digest-renamed.ts'
import { digestTrailingBytes } from './kinds/digest-trailing-bytes.ts'
import { digestUnlinked } from './kinds/digest-unlinked.ts'
import { digestUnreadable } from './kinds/digest-unreadable.ts'
import { digestsElsewhere } from './kinds/digests-elsewhere.ts'
import { folderUnreadable } from './kinds/folder-unreadable.ts'
import { interrupted } from './kinds/interrupted.ts'
import { keyRotation } from './kinds/key-rotation.ts'
import { keyValidity } from './kinds/key-validity.ts'
import { logAltered } from './kinds/log-altered.ts'
import { logDeleted } from './kinds/log-deleted.ts'
import { logMissing } from './kinds/log-missing.ts'
import { logMoved } from './kinds/log-moved.ts'
import { logTrailingBytes } from './kinds/log-trailing-bytes.ts'
import { logUnreadable } from './kinds/log-unreadable.ts'
import { logsUnattested } from './kinds/logs-unattested.ts'
import { metadataIncomplete } from './kinds/metadata-incomplete.ts'
import { noDigests } from './kinds/no-digests.ts'
import { noPublicKey } from './kinds/no-public-key.ts'
import { notCopied } from './kinds/not-copied.ts'
import { notInLake } from './kinds/not-in-lake.ts'
import { nothingHere } from './kinds/nothing-here.ts'
import { tailMissing } from './kinds/tail-missing.ts'
import { trailStopped } from './kinds/trail-stopped.ts'
import { unsigned } from './kinds/unsigned.ts'
import { unsignedOffline } from './kinds/unsigned-offline.ts'

/** Every kind of problem that `verify` can find. */
export const problemKinds = [
  allDigestsMissing,
  deliveryAbsent,
  deliveryRefused,
  digestAlgorithm,
  digestAltered,
  digestDeleted,
  digestForeign,
  digestHole,
  digestMalformed,
  digestMetadataAltered,
  digestMissing,
  digestMoved,
  digestOverlap,
  digestRenamed,
  digestTrailingBytes,
  digestUnlinked,
  digestUnreadable,
  digestsElsewhere,
  folderUnreadable,
  interrupted,
  keyRotation,
  keyValidity,
  logAltered,
  logDeleted,
  logMissing,
  logMoved,
  logTrailingBytes,
  logUnreadable,
  logsUnattested,
  metadataIncomplete,
  noDigests,
  noPublicKey,
  notInLake,
  notCopied,
  nothingHere,
  tailMissing,
  trailStopped,
  unsigned,
  unsignedOffline,
] as const
