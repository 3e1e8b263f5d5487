import { bucketEvents } from '../../bucket-events.ts'
import type { Check } from '../../check.ts'
import { pages } from '../../pages.ts'
import { readsOfObjects } from '../../recording/scopes.ts'
import { objectExamples } from './object-examples.ts'

export const s3ReadsUnrecorded: Check = {
  id: 's3-reads-unrecorded',
  group: 'data-events',
  title: 'Downloads from every bucket are recorded',
  why: 'CloudTrail does not record reads of objects unless it is told to. Without them nobody can say whether data was taken, only that it could have been.',
  severity: 'medium',
  references: {
    cis: ['v3.0.0/3.9', 'v6/4.9'],
    securityHub: ['S3.23'],
    aws: [pages.dataEvents],
  },
  remedy: 'trail-selectors',
  note: 'Reads are GetObject, GetObjectTorrent and SelectObjectContent below the ARN of the bucket. A selector for bucket logs-archive does not cover bucket logs, and one for a prefix does not cover the rest of its bucket. Buckets that trails deliver to are judged by log-bucket-reads-unrecorded. Sensitive buckets, by name, tag, replication or because they are public, come first.',
  run: bucketEvents({
    what: 'reads of objects',
    events: readsOfObjects,
    severity: 'medium',
    ofSensitive: 'high',
  }),
  examples: objectExamples,
}
