import { isDirectoryBucket } from '../../../model/catalogue/directory-bucket.ts'
import type { BoxFields, Scope } from '../../../model/scope.ts'
import type { Asked, Part } from '../question.ts'
import { ofBucket } from './place.ts'

const throughPoint = (fields: BoxFields, partitions: readonly string[]): BoxFields => ({
  ...fields,
  'resources.ARN': {
    StartsWith: partitions.map((p) => `arn:${p}:s3:`),
    NotStartsWith: partitions.map((p) => `arn:${p}:s3:::`),
  },
})

/**
 * What must be recorded besides, where calls on the bucket may be recorded with the ARN of an access point: the same
 * calls with such an ARN, which selectors of every S3 object take and those of the bucket do not (R1).
 */
export const besidesThroughPoints = (scope: Scope, asked: Asked): Pick<Part, 'besides'> => {
  const { bucket, doubtOfPoints } = asked
  if (bucket === undefined || doubtOfPoints === undefined || isDirectoryBucket(bucket.name))
    return {}
  const boxes = scope.boxes.map((box) => ({
    ...box,
    fields: throughPoint(box.fields, bucket.partitions),
  }))
  const obstacle = {
    reason: 'undocumented behaviour',
    detail: `${doubtOfPoints} tells of an access point that calls on ${bucket.name} may go through: with which ARN they are recorded is not documented, and no trail that records them whatever their ARN is known`,
    remedy:
      'record the data events of every S3 object, without resources.ARN; until then look at the server access logs of the bucket',
  } as const
  return { besides: ofBucket({ boxes }, bucket, asked).map((piece) => ({ piece, obstacle })) }
}
