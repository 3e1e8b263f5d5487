import { bucketEvents } from '../../bucket-events.ts'
import type { Check } from '../../check.ts'
import { pages } from '../../pages.ts'
import { writesOfObjects } from '../../recording/scopes.ts'
import { objectExamples } from './object-examples.ts'

export const s3WritesUnrecorded: Check = {
  id: 's3-writes-unrecorded',
  group: 'data-events',
  title: 'Writes and deletions in every bucket are recorded',
  why: 'Without them nobody can say what was overwritten, deleted or planted, and by whom: the first question after a ransom note.',
  severity: 'low',
  references: {
    cis: ['v3.0.0/3.8', 'v6/4.8'],
    securityHub: ['S3.22'],
    aws: [pages.dataEvents],
  },
  remedy: 'trail-selectors',
  note: 'Writes that name an object: DeleteObjects is judged by the DeleteObject that CloudTrail records for each key. Buckets that trails deliver to are left out: to record their writes is to record the delivery itself.',
  run: bucketEvents({
    what: 'writes of objects',
    events: writesOfObjects,
    severity: 'low',
    ofSensitive: 'medium',
  }),
  examples: objectExamples,
}
