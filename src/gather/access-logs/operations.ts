import type { AccessRecord } from './record.ts'

interface Operation {
  readonly eventName: string
  readonly access: 'read' | 'write'
  /** Only on an object: on the bucket itself it is a management event. */
  readonly onObject?: true
  /** Whether it is a data event, or under which name, is not documented (facts/aws.md 7.3, 3.5). */
  readonly isDoubtful?: true
}

const read = (eventName: string, over: Partial<Operation> = {}): Operation => ({
  eventName,
  access: 'read',
  ...over,
})
const write = (eventName: string, over: Partial<Operation> = {}): Operation => ({
  eventName,
  access: 'write',
  ...over,
})
const doubtful = { isDoubtful: true } as const
const onObject = { onObject: true } as const

/** Data events of objects by the operation of the access log (facts/aws.md 7.3); all others are management events. */
export const operations: Readonly<Record<string, Operation>> = {
  'REST.GET.OBJECT': read('GetObject'),
  'WEBSITE.GET.OBJECT': read('GetObject'),
  'REST.HEAD.OBJECT': read('HeadObject'),
  'WEBSITE.HEAD.OBJECT': read('HeadObject'),
  'REST.GET.BUCKET': read('ListObjects'),
  'REST.GET.BUCKETVERSIONS': read('ListObjectVersions'),
  'REST.HEAD.BUCKET': read('HeadBucket'),
  'REST.GET.UPLOAD': read('ListParts'),
  'REST.GET.OBJECT_TAGGING': read('GetObjectTagging'),
  'REST.GET.ACL': read('GetObjectAcl', onObject),
  'REST.GET.LEGAL_HOLD': read('GetObjectLegalHold', doubtful),
  'REST.GET.RETENTION': read('GetObjectRetention', doubtful),
  'REST.POST.SELECT': read('SelectObjectContent', doubtful),
  'REST.COPY.OBJECT_GET': read('GetObject', doubtful),
  'REST.COPY.PART_GET': read('GetObject', doubtful),
  'REST.PUT.OBJECT': write('PutObject'),
  'REST.POST.OBJECT': write('PutObject'),
  'REST.COPY.OBJECT': write('CopyObject'),
  'REST.DELETE.OBJECT': write('DeleteObject'),
  'REST.POST.MULTI_OBJECT_DELETE': write('DeleteObjects'),
  'BATCH.DELETE.OBJECT': write('DeleteObject'),
  'REST.POST.UPLOADS': write('CreateMultipartUpload'),
  'REST.PUT.PART': write('UploadPart'),
  'REST.COPY.PART': write('UploadPartCopy'),
  'REST.POST.UPLOAD': write('CompleteMultipartUpload'),
  'REST.DELETE.UPLOAD': write('AbortMultipartUpload'),
  'REST.PUT.OBJECT_TAGGING': write('PutObjectTagging'),
  'REST.DELETE.OBJECT_TAGGING': write('DeleteObjectTagging'),
  'REST.PUT.ACL': write('PutObjectAcl', onObject),
  'REST.PUT.LEGAL_HOLD': write('PutObjectLegalHold', doubtful),
  'REST.PUT.RETENTION': write('PutObjectRetention', doubtful),
  'REST.POST.RESTORE': write('RestoreObject'),
  'S3.EXPIRE.OBJECT': write('(lifecycle)', doubtful),
  'S3.CREATE.DELETEMARKER': write('(lifecycle)', doubtful),
  'S3.DELETE.UPLOAD': write('(lifecycle)', doubtful),
  'S3.TRANSITION.OBJECT': write('(lifecycle)', doubtful),
  'S3.TRANSITION_SIA.OBJECT': write('(lifecycle)', doubtful),
  'S3.TRANSITION_ZIA.OBJECT': write('(lifecycle)', doubtful),
  'S3.TRANSITION_INT.OBJECT': write('(lifecycle)', doubtful),
  'S3.TRANSITION_GIR.OBJECT': write('(lifecycle)', doubtful),
  'S3.TRANSITION_GDA.OBJECT': write('(lifecycle)', doubtful),
}

/** Refused or missing all the same: denied calls are recorded and charged (facts/aws.md 4). */
const isServed = ({ status, errorCode }: AccessRecord): boolean =>
  (status > 0 && status < 400) ||
  (status === 403 && errorCode === 'AccessDenied') ||
  status === 404 ||
  status === 412 ||
  status === 416

/** The data event that a request is: surely, or perhaps; undefined for a management event or none at all. */
export const dataEventOf = (
  record: AccessRecord,
): (Operation & { readonly isSure: boolean }) | undefined => {
  const known = operations[record.operation]
  if (known === undefined || (known.onObject === true && record.key === null)) return undefined
  return { ...known, isSure: known.isDoubtful !== true && isServed(record) }
}
